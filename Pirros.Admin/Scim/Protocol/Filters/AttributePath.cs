using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>An attribute's name in standard notation (RFC 7644 §3.10).</summary>
/// <param name="Urn">The schema's URN before the last colon, or null.</param>
/// <param name="Name">The attribute, as it was written.</param>
/// <param name="SubName">The sub-attribute after the dot, or null.</param>
internal sealed record AttributePath(string? Urn, string Name, string? SubName = null)
{
    /// <summary>What the path stands for in a resource type.</summary>
    public AttributeTarget Resolve(ResourceType type)
    {
        if (Urn is null)
            return AttributeLookup.Find(type, default, Name, SubName, SubName is not null);
        var target = AttributeLookup.Find(type, Urn, Name, SubName, SubName is not null);
        // "urn:…:enterprise:2.0:User" is read as a URN and the name User until the schemas are known.
        return target.IsUnknown && SubName is null ? AttributeLookup.Find(type, $"{Urn}:{Name}") : target;
    }

    public override string ToString() =>
        Urn is null
            ? SubName is null ? Name : $"{Name}.{SubName}"
            : SubName is null ? $"{Urn}:{Name}" : $"{Urn}:{Name}.{SubName}";
}
