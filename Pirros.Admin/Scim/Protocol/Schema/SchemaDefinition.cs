namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>A schema: a URN and its attributes (RFC 7643 §7).</summary>
internal sealed class SchemaDefinition(string id, string name, string description, IEnumerable<AttributeDefinition> attributes)
{
    /// <summary>The schema's URN.</summary>
    public string Id { get; } = id;

    public string Name { get; } = name;

    public string Description { get; } = description;

    public AttributeSet Shape { get; } = new(attributes);

    public IReadOnlyList<AttributeDefinition> Attributes => Shape.Attributes;

    /// <summary>Finds an attribute of this schema, in any case.</summary>
    public AttributeDefinition? Find(ReadOnlySpan<char> name) => Shape.Find(name);

    public override string ToString() => Id;
}
