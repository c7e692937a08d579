using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>
/// Adds to or replaces the values that a path selects: by a filter, or all of them when it names a sub-attribute alone. When nothing is
/// selected, the value that the filter describes is made; Entra ID writes the first work e-mail with either operation. "noTarget"
/// (RFC 7644 §3.5.2.3) is left for filters that describe no value, and for a replacement of one that is named by its own <c>value</c>.
/// </summary>
internal static class SelectedValues
{
    public static ScimComplex Set(ScimComplex root, in BoundOperation operation, ValueBinder binder, bool replace)
    {
        // Of a whole value, null and an empty list say that there is none (RFC 7643 §2.5).
        if (operation is { Target.SubAttribute: null, Json.ValueKind: JsonValueKind.Null or JsonValueKind.Array } && ValueBinder.IsNothing(operation.Json))
            return replace ? RemoveOperation.Apply(root, operation, binder) : root;
        var current = Placement.Get(root, operation.Target) as ScimMultiValue;
        var list = new ValueList(current, operation.Path);
        var selected = 0;
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not ScimComplex item || (operation.Filter is { } filter && !FilterEvaluator.Matches(filter, item)))
                continue;
            selected++;
            var changed = Change(item, operation, binder, replace);
            ImmutableValues.Check(item, changed, operation.Attribute);
            list.Replace(i, changed, givesPrimary: Primary.IsSet(changed) && SpeaksOfPrimary(operation));
        }

        if (selected == 0)
            Create(list, operation, binder, replace);
        RemoveEmpty(list);
        return Placement.SetWhole(root, operation.Target, list.ToValue(operation.Attribute, current));
    }

    private static ScimComplex Change(ScimComplex item, in BoundOperation operation, ValueBinder binder, bool replace)
    {
        var attribute = operation.Attribute;
        if (operation.Target.SubAttribute is { } sub)
        {
            var value = binder.Bind(sub, operation.Json);
            Guard.Change(sub, item.Get(sub), value, operation.Path);
            return References.Settle(item, item.With(sub, replace ? value : ScimMultiValue.Union(sub, item.Get(sub), value)));
        }

        if (!replace)
            return binder.Merge(attribute, item, AsObject(operation, binder), append: true);
        // What is unknown here is passed over, and so replaces nothing.
        var given = AsObject(operation, binder);
        if (given.ValueKind == JsonValueKind.Object && !given.EnumerateObject().Any(member => attribute.FindSubAttribute(member.Name) is not null))
        {
            binder.Merge(attribute, item, given, append: false);
            return item;
        }

        // The value is replaced, but what the filter selected it by stays when the replacement does not speak of it.
        var kept = ScimComplex.Empty(attribute.Shape);
        if (operation.Filter is { } filter)
            FilterTemplate.TryFill(filter, ref kept);
        return binder.Merge(attribute, kept, given, append: false);
    }

    private static void Create(ValueList list, in BoundOperation operation, ValueBinder binder, bool replace)
    {
        var attribute = operation.Attribute;
        var json = operation.Json;
        // Clearing what is not there needs no new value.
        if (ValueBinder.IsNothing(json))
            return;
        var made = ScimComplex.Empty(attribute.Shape);
        if (operation.Filter is { } filter && !FilterTemplate.TryFill(filter, ref made))
            throw ScimException.NoTarget($"{operation.Path.Attribute}: no value matches the filter, and none can be made from it.");
        if (replace && operation.Filter is not null && attribute.FindSubAttribute("value") is { } value && made.Get(value) is not null)
            throw ScimException.NoTarget($"{operation.Path.Attribute}: no value matches the filter, so there is none to replace. Add it.");
        made = operation.Target.SubAttribute is { } sub
            ? made.With(sub, binder.Bind(sub, json))
            : binder.Merge(attribute, made, AsObject(operation, binder), append: false);

        // Sent once more, the operation would make another one, and another.
        if (operation.Filter is { } selecting && !FilterEvaluator.Matches(selecting, made))
            throw ScimException.NoTarget($"{operation.Path.Attribute}: no value matches the filter, and neither does the one that was sent.");
        list.Add(made);
    }

    // One value is selected, so the list of one that some clients send is that one.
    private static JsonElement AsObject(in BoundOperation operation, ValueBinder binder) => binder.Normalise(operation.Attribute, Only(operation.Json));

    private static JsonElement Only(JsonElement json) => json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 1 ? json[0] : json;

    private static bool SpeaksOfPrimary(in BoundOperation operation)
    {
        if (operation.Attribute.Shape.Primary is not { } primary)
            return false;
        if (operation.Target.SubAttribute is { } sub)
            return ReferenceEquals(sub, primary);
        var json = Only(operation.Json);
        return json.ValueKind == JsonValueKind.Object && json.EnumerateObject().Any(member => primary.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase));
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
