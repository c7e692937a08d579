namespace Pirros.Admin.DeclaredSchemas;

/// <summary>A schema that extends the users or the groups of one connection (RFC 7643 §3.3), so that attributes of a firm's own are kept and shown.</summary>
/// <param name="Id">Its URN.</param>
/// <param name="ResourceType">The name of the resource type that it extends: <c>User</c> or <c>Group</c>.</param>
/// <param name="Attributes">Its attributes.</param>
public sealed record DeclaredSchema(string Id, string ResourceType, IReadOnlyList<AttributeDeclaration> Attributes)
{
    /// <summary>What to call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>Attributes as they were when they were taken back, those that were declared again among them. Resources may still have values of them, so a name keeps its type for good.</summary>
    public IReadOnlyList<AttributeDeclaration> Former { get; init; } = [];

    /// <summary>Whether it declares anything now.</summary>
    public bool IsLive => Attributes.Count > 0;

    /// <summary>Whether resources may have values of what is declared no more.</summary>
    public bool HasFormerValues => Former.Any(former => !Attributes.Any(attribute => attribute.Covers(former)));

    /// <summary>The attribute of that name, in any case (RFC 7643 §2.1); null when there is none.</summary>
    public AttributeDeclaration? Find(string name) => Attributes.FirstOrDefault(attribute => attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether that URN is this one, in any case.</summary>
    public bool IsNamed(string urn) => Id.Equals(urn, StringComparison.OrdinalIgnoreCase);
}
