using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>The "add" operation (RFC 7644 §3.5.2.1): sets a single value, merges into a complex one, appends to many without repeating one.</summary>
internal static class AddOperation
{
    public static ScimComplex Apply(ScimComplex root, in BoundOperation operation, ValueBinder binder)
    {
        if (operation.SelectsValues)
            return SelectedValues.Set(root, operation, binder, replace: false);
        if (operation.Target is not { SubAttribute: null, Attribute: { MultiValued: true } attribute })
            return SingleValue.Set(root, operation, binder);
        return binder.Bind(attribute, operation.Json) is ScimMultiValue added ? Append(root, operation, attribute, added) : root;
    }

    private static ScimComplex Append(ScimComplex root, in BoundOperation operation, AttributeDefinition attribute, ScimMultiValue added)
    {
        var current = Placement.Get(root, operation.Target) as ScimMultiValue;
        var list = new ValueList(current, operation.Path);
        foreach (var item in added.Items)
            list.Include(attribute, item);
        return Placement.SetWhole(root, operation.Target, list.ToValue(current));
    }
}
