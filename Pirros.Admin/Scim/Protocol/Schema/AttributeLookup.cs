namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>
/// Resolves an attribute's name against a resource type: <c>attribute</c>, <c>attribute.sub</c>, <c>urn:attribute</c>,
/// <c>urn:attribute.sub</c>, or a URN alone (RFC 7644 §3.10). The URN ends at the last colon: names have none, and versions have dots.
/// </summary>
internal static class AttributeLookup
{
    public static AttributeTarget Find(ResourceType type, ReadOnlySpan<char> name)
    {
        var colon = name.LastIndexOf(':');
        if (colon >= 0)
        {
            if (type.FindExtension(name) is { } alone)
                return new AttributeTarget(null, alone, null);
            if (type.IsCoreSchema(name))
                return new AttributeTarget(null, null, null, IsRoot: true);
        }

        var urn = colon < 0 ? default : name[..colon];
        var rest = name[(colon + 1)..];
        var dot = rest.IndexOf('.');
        return dot < 0 ? Find(type, urn, rest, default, false) : Find(type, urn, rest[..dot], rest[(dot + 1)..], true);
    }

    /// <summary>Resolves a name that is already taken apart.</summary>
    public static AttributeTarget Find(ResourceType type, ReadOnlySpan<char> urn, ReadOnlySpan<char> name, ReadOnlySpan<char> sub, bool hasSub)
    {
        AttributeDefinition? extension = null;
        AttributeDefinition? attribute;
        if (urn.IsEmpty || type.IsCoreSchema(urn))
            attribute = type.Root.Find(name);
        else if ((extension = type.FindExtension(urn)) is not null)
            attribute = extension.FindSubAttribute(name);
        else
            return default;
        if (attribute is null || !hasSub)
            return attribute is null ? default : new AttributeTarget(extension, attribute, null);
        return attribute.FindSubAttribute(sub) is { } found ? new AttributeTarget(extension, attribute, found) : default;
    }
}
