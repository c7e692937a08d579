using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>
/// The "replace" operation (RFC 7644 §3.5.2.3): sets a single value, replaces the given sub-attributes of a complex one, replaces all
/// values of many or those that the filter selects.
/// </summary>
internal static class ReplaceOperation
{
    public static ScimComplex Apply(ScimComplex root, in BoundOperation operation, ValueBinder binder)
    {
        if (operation.SelectsValues)
            return SelectedValues.Set(root, operation, binder, replace: true);
        if (operation.Target is not { SubAttribute: null, Attribute: { MultiValued: true } attribute })
            return SingleValue.Set(root, operation, binder);
        if (binder.Bind(attribute, operation.Json) is not ScimMultiValue values)
            return RemoveOperation.RemoveWhole(root, operation);
        var list = new ValueList(null, operation.Path);
        foreach (var item in values.Items)
            list.Add(item);
        return Placement.SetWhole(root, operation.Target, list.ToValue(operation.Attribute, values));
    }
}
