using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>
/// Adds to or replaces the values that a path selects: by a filter, or all of them when it names a sub-attribute alone. When nothing is
/// selected, the value that the filter describes is made; Entra ID writes the first work e-mail with either operation, and "noTarget"
/// (RFC 7644 §3.5.2.3) is left for filters that describe no value.
/// </summary>
internal static class SelectedValues
{
    public static ScimComplex Set(ScimComplex root, in BoundOperation operation, ValueBinder binder, bool replace)
    {
        var current = Placement.Get(root, operation.Target) as ScimMultiValue;
        var list = new ValueList(current, operation.Path);
        var selected = 0;
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not ScimComplex item || (operation.Filter is { } filter && !FilterEvaluator.Matches(filter, item)))
                continue;
            selected++;
            list.Replace(i, Change(item, operation, binder, replace));
        }

        if (selected == 0)
            Create(list, operation, binder);
        RemoveEmpty(list);
        return Placement.SetWhole(root, operation.Target, list.ToValue(current));
    }

    private static ScimComplex Change(ScimComplex item, in BoundOperation operation, ValueBinder binder, bool replace)
    {
        var attribute = operation.Attribute;
        if (operation.Target.SubAttribute is { } sub)
        {
            var value = binder.Bind(sub, operation.Json);
            Guard.Change(sub, item.Get(sub), value, operation.Path);
            return References.Settle(item, item.With(sub, value));
        }

        if (!replace)
            return binder.Merge(attribute, item, AsObject(operation, binder));
        // The value is replaced, but what the filter selected it by stays when the replacement does not speak of it.
        var kept = ScimComplex.Empty(attribute.Shape);
        if (operation.Filter is { } filter)
            FilterTemplate.TryFill(filter, ref kept);
        return binder.Merge(attribute, kept, AsObject(operation, binder));
    }

    private static void Create(ValueList list, in BoundOperation operation, ValueBinder binder)
    {
        var attribute = operation.Attribute;
        var json = operation.Json;
        // Clearing what is not there needs no new value.
        if (ValueBinder.IsNothing(json))
            return;
        var made = ScimComplex.Empty(attribute.Shape);
        if (operation.Filter is { } filter && !FilterTemplate.TryFill(filter, ref made))
            throw ScimException.NoTarget($"{operation.Path.Attribute}: no value matches the filter, and none can be made from it.");
        made = operation.Target.SubAttribute is { } sub
            ? made.With(sub, binder.Bind(sub, json))
            : binder.Merge(attribute, made, AsObject(operation, binder));
        list.Add(made);
    }

    // One value is selected, so the list of one that some clients send is that one.
    private static JsonElement AsObject(in BoundOperation operation, ValueBinder binder)
    {
        var json = operation.Json;
        if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 1)
            json = json[0];
        return binder.Normalise(operation.Attribute, json);
    }

    private static void RemoveEmpty(ValueList list)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (list[i] is ScimComplex { IsEmpty: true })
                list.RemoveAt(i);
        }
    }
}
