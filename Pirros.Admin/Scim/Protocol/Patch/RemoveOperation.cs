using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>
/// The "remove" operation (RFC 7644 §3.5.2.2). To remove what is not there succeeds. A remove that carries a value, as Entra ID sends it,
/// removes just the values given: the standard has no such thing, and removing all would be the worst way to read it.
/// </summary>
internal static class RemoveOperation
{
    public static ScimComplex Apply(ScimComplex root, in BoundOperation operation, ValueBinder binder)
    {
        var target = operation.Target;
        if (operation.Filter is not null)
            return RemoveSelected(root, operation);
        if (target.SubAttribute is { } sub)
            return RemoveSub(root, operation, sub);
        if (target.Attribute!.MultiValued && operation.Value is { ValueKind: not System.Text.Json.JsonValueKind.Null } value)
            return RemoveGiven(root, operation, binder.Bind(target.Attribute, value) as ScimMultiValue);
        Guard.Removal(target.Attribute, Placement.Get(root, target), operation.Path);
        return RemoveWhole(root, operation);
    }

    /// <summary>Removes the attribute; one that is required or immutable can't be removed.</summary>
    public static ScimComplex RemoveWhole(ScimComplex root, in BoundOperation operation)
    {
        if (Placement.Get(root, operation.Target) is not { } current)
            return root;
        Guard.Change(operation.Attribute, current, null, operation.Path);
        return Placement.SetWhole(root, operation.Target, null);
    }

    private static ScimComplex RemoveSub(ScimComplex root, in BoundOperation operation, AttributeDefinition sub)
    {
        if (operation.Attribute.MultiValued)
            return RemoveSelected(root, operation);
        if (Placement.Get(root, operation.Target) is ScimComplex current && current.Get(sub) is { } value)
        {
            Guard.Removal(sub, value, operation.Path);
            return Placement.Set(root, operation.Target, null);
        }

        return root;
    }

    private static ScimComplex RemoveSelected(ScimComplex root, in BoundOperation operation)
    {
        if (Placement.Get(root, operation.Target) is not ScimMultiValue current)
            return root;
        var list = new ValueList(current, operation.Path);
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (list[i] is not ScimComplex item || (operation.Filter is { } filter && !FilterEvaluator.Matches(filter, item)))
                continue;
            if (operation.Target.SubAttribute is not { } sub)
                list.RemoveAt(i);
            else
                RemoveFrom(list, i, item, sub, operation);
        }

        return SetRest(root, operation, current, list);
    }

    private static void RemoveFrom(ValueList list, int place, ScimComplex item, AttributeDefinition sub, in BoundOperation operation)
    {
        var rest = item.Without(sub);
        ImmutableValues.Check(item, rest, operation.Attribute);
        if (rest is { IsEmpty: false })
            list.Keep(place, rest);
        else
            list.RemoveAt(place);
    }

    private static ScimComplex RemoveGiven(ScimComplex root, in BoundOperation operation, ScimMultiValue? given)
    {
        if (given is null || Placement.Get(root, operation.Target) is not ScimMultiValue current)
            return root;
        var list = new ValueList(current, operation.Path);
        for (var i = list.Count - 1; i >= 0; i--)
        {
            foreach (var pattern in given.Items)
            {
                if (!Describes(pattern, list[i]))
                    continue;
                list.RemoveAt(i);
                break;
            }
        }

        return SetRest(root, operation, current, list);
    }

    private static ScimComplex SetRest(ScimComplex root, in BoundOperation operation, ScimMultiValue current, ValueList list)
    {
        if (list.Count == 0 && operation.Attribute.Required)
            throw Guard.CannotBeRemoved(operation.Path);
        return Placement.SetWhole(root, operation.Target, list.ToValue(operation.Attribute, current));
    }

    // {"type":"home"} describes every value of that type; what is not given may be anything.
    private static bool Describes(ScimValue pattern, ScimValue value)
    {
        if (pattern is not ScimComplex wanted || value is not ScimComplex item)
            return pattern.Equals(value);
        foreach (var sub in wanted.Shape.Span)
        {
            if (wanted.Get(sub) is { } expected && !SameValue.Are(sub, expected, item.Get(sub)))
                return false;
        }

        return true;
    }
}
