using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>Adds or replaces a value of which there is one: both set a simple value and merge into a complex one (RFC 7644 §3.5.2.1, §3.5.2.3).</summary>
internal static class SingleValue
{
    public static ScimComplex Set(ScimComplex root, in BoundOperation operation, ValueBinder binder)
    {
        var target = operation.Target;
        var leaf = target.Leaf;
        var json = binder.Normalise(leaf, operation.Json);

        // Of nothing, nothing is added. To replace by nothing takes away what is there.
        if (operation.Op == PatchOp.Add && leaf is { IsComplex: true, MultiValued: false } && json.ValueKind == JsonValueKind.Object && ValueBinder.IsNothing(json))
            return root;
        if (leaf is { IsComplex: true, MultiValued: false } && !ValueBinder.IsNothing(json))
        {
            var before = Leaf(root, operation) as ScimComplex;
            // Of null, binding says what was expected instead of an object.
            var merged = json.ValueKind == JsonValueKind.Object ? binder.Merge(leaf, before, json, append: operation.Op == PatchOp.Add) : (ScimComplex?)binder.BindOne(leaf, json);
            return Placement.Set(root, target, merged is { IsEmpty: false } ? merged : null);
        }

        // null and "" remove the value, as clients mean them to.
        var value = binder.Bind(leaf, json);
        if (operation.Op == PatchOp.Add)
            value = ScimMultiValue.Union(leaf, Leaf(root, operation), value);
        Guard.Change(leaf, Leaf(root, operation), value, operation.Path);
        return Placement.Set(root, target, value);
    }

    private static ScimValue? Leaf(ScimComplex root, in BoundOperation operation)
    {
        var value = Placement.Get(root, operation.Target);
        return operation.Target.SubAttribute is { } sub ? (value as ScimComplex)?.Get(sub) : value;
    }
}
