using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>Binds <c>sortBy</c> to a resource type (RFC 7644 §3.4.2.3).</summary>
internal static class SortBinder
{
    /// <summary>The attribute; <c>value</c> when a complex attribute that has one is named alone. Null when the type has no attribute of that name.</summary>
    /// <exception cref="ScimException">400 invalidValue when the attribute has nothing to sort by.</exception>
    public static BoundAttribute? Bind(string sortBy, ResourceType type)
    {
        var target = AttributeLookup.Find(type, sortBy);
        if (target.Attribute is not { } attribute)
            return null;
        if (attribute.KeptApart || target.Leaf.IsMade || target.Leaf.Returned == Returned.Never)
            throw ScimException.InvalidValue($"sortBy: resources can't be sorted by {(target.Leaf.IsMade ? sortBy : attribute.Name)}.");
        var bound = new BoundAttribute(target.Extension, attribute, target.SubAttribute);
        if (!bound.Leaf.IsComplex)
            return bound;
        return bound is { SubAttribute: null, Attribute: { IsExtension: false, Shape.Value: { } value } }
            ? bound with { SubAttribute = value }
            : throw ScimException.InvalidValue($"sortBy: {bound.Name} has parts of its own; name the one to sort by, such as {bound.Name}{(bound.Leaf.IsExtension ? ":" : ".")}{bound.Leaf.SubAttributes[0].Name}.");
    }
}
