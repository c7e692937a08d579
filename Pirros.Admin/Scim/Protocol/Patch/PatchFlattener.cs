using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>
/// Turns operations without a path into operations with one (RFC 7644 §3.5.2.1): one for each member of the value. Keys may be dotted,
/// URN-qualified, an extension's URN, or a value path, as Entra ID sends them. A read-only key, such as the id in Okta's group rename, is
/// passed over; an unknown one is counted.
/// </summary>
internal readonly struct PatchFlattener(ResourceType type, ValueBinder binder)
{
    public List<BoundOperation> Flatten(IReadOnlyList<PatchOperation> operations)
    {
        var result = new List<BoundOperation>(operations.Count);
        for (var i = 0; i < operations.Count; i++)
        {
            var operation = operations[i];
            if (operation.Path is { } path)
                AddWithPath(result, operation, path);
            else if (operation.Op == PatchOp.Remove)
                throw ScimException.NoTarget("remove needs a path.");
            else
                AddMembers(result, operation.Op, operation.Value ?? default);
        }

        return result;
    }

    private void AddWithPath(List<BoundOperation> result, PatchOperation operation, PatchPath path)
    {
        if (SchemasFilter.Is(path.Attribute))
        {
            if (operation.Op == PatchOp.Remove)
                throw ScimException.Mutability($"{path}: the list follows from the attributes that the resource has. Remove those instead.");
            Schemas.CountUnknown(binder, type, operation.Value ?? default);
            return;
        }

        var target = Resolve(path);
        if (target.IsRoot && path.ValueFilter is null)
        {
            if (operation.Op == PatchOp.Remove)
                throw ScimException.NoTarget($"{path}: the resource itself can't be removed by PATCH.");
            AddMembers(result, operation.Op, operation.Value ?? default);
            return;
        }

        if (target.IsUnknown || target.IsRoot)
        {
            binder.IgnorePath(Name(path));
            return;
        }

        if (target.Leaf.Mutability == Mutability.ReadOnly || target.Attribute!.Mutability == Mutability.ReadOnly)
            throw ScimException.Mutability($"{path.Attribute}: the attribute is read-only.");
        Add(result, operation.Op, target, operation.Value, path);
    }

    private void AddMembers(List<BoundOperation> result, PatchOp op, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw ScimException.InvalidValue("An operation without a path needs an object of attributes as its value.");
        foreach (var member in value.EnumerateObject())
        {
            var name = member.Name;
            if (type.Root.Find(name) is { } attribute)
            {
                if (attribute.Mutability != Mutability.ReadOnly)
                    Add(result, op, new AttributeTarget(null, attribute, null), member.Value, new PatchPath(new AttributePath(null, name)));
            }
            else if (name.Equals(Schemas.Name, StringComparison.OrdinalIgnoreCase))
            {
                Schemas.CountUnknown(binder, type, member.Value);
            }
            else
            {
                AddQualified(result, op, member);
            }
        }
    }

    private void AddQualified(List<BoundOperation> result, PatchOp op, JsonProperty member)
    {
        if (!TryParse(member.Name, out var path) || Resolve(path) is not { IsUnknown: false } target)
        {
            binder.IgnorePath(member.Name);
            return;
        }

        if (target.IsRoot)
            AddMembers(result, op, member.Value);
        else if (target.Leaf.Mutability != Mutability.ReadOnly && target.Attribute!.Mutability != Mutability.ReadOnly)
            Add(result, op, target, member.Value, path);
    }

    private void Add(List<BoundOperation> result, PatchOp op, in AttributeTarget target, JsonElement? value, PatchPath path)
    {
        if (target is { Attribute: { IsExtension: true } extension, SubAttribute: null } && op != PatchOp.Remove && path.ValueFilter is null && value is { ValueKind: JsonValueKind.Object } members && !ValueBinder.IsNothing(members))
        {
            AddExtension(result, op, extension, members);
            return;
        }

        // Passwords are thrown away; members are rows, which MembershipPatch takes care of.
        if (target.Leaf.Mutability == Mutability.WriteOnly || target.Attribute!.KeptApart)
            return;
        result.Add(new BoundOperation(op, target, BindFilter(target, path), value, path));
    }

    // An extension's attributes are changed like those of the core, each by its own rules.
    private void AddExtension(List<BoundOperation> result, PatchOp op, AttributeDefinition extension, JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (extension.FindSubAttribute(member.Name) is not { } attribute)
                binder.IgnorePath($"{extension.Name}:{member.Name}");
            else if (attribute.Mutability != Mutability.ReadOnly)
                Add(result, op, new AttributeTarget(extension, attribute, null), member.Value, new PatchPath(new AttributePath(extension.Name, attribute.Name)));
        }
    }

    private AttributeTarget Resolve(PatchPath path)
    {
        var target = path.Attribute.Resolve(type);
        if (path.SubName is not { } sub || target.Attribute is not { } attribute)
            return target;
        return attribute.FindSubAttribute(sub) is { } found ? target with { SubAttribute = found } : default;
    }

    private static BoundFilter? BindFilter(in AttributeTarget target, PatchPath path)
    {
        if (path.ValueFilter is not { } filter)
            return null;
        var attribute = target.Attribute!;
        if (!attribute.IsComplex || !attribute.MultiValued)
            throw ScimException.InvalidPath($"{path.Attribute}: only a multi-valued attribute with sub-attributes can have a filter in its path.");
        return FilterBinder.BindInner(filter, attribute);
    }

    // A key that is no path at all is just an unknown attribute.
    private static bool TryParse(string key, out PatchPath path)
    {
        path = null!;
        try
        {
            path = PatchPath.Parse(key);
            return true;
        }
        catch (ScimException)
        {
            return false;
        }
    }

    private static string Name(PatchPath path) => path.SubName is null ? path.Attribute.ToString() : $"{path.Attribute}.{path.SubName}";
}
