namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>
/// A type of resource with its core schema and extensions (RFC 7643 §6). May be made at run time, so that a connection can declare
/// extension schemas of its own; values are read by slot, and a type with more extensions keeps the slots of the type it grew from.
/// </summary>
internal sealed class ResourceType
{
    private readonly AttributeDefinition[] extensionAttributes;

    public ResourceType(string name, string endpoint, string description, SchemaDefinition schema, IReadOnlyList<SchemaExtension> extensions, bool hidesStoredValues = false)
    {
        Name = name;
        Endpoint = endpoint;
        Description = description;
        Schema = schema;
        Extensions = extensions;
        Id = CommonAttributes.NewId();
        ExternalId = CommonAttributes.NewExternalId();
        Meta = CommonAttributes.NewMeta();
        extensionAttributes = [.. extensions.Select(e => AttributeDefinition.ForExtension(e.Schema, e.Required))];
        Root = new AttributeSet([.. schema.Attributes, Id, ExternalId, Meta, .. extensionAttributes]);
        KeptApart = schema.Attributes.SingleOrDefault(a => a.KeptApart);
        HidesStoredValues = hidesStoredValues || Hides(Root);
    }

    /// <summary>The name, for example <c>User</c>; also <c>meta.resourceType</c>.</summary>
    public string Name { get; }

    /// <summary>The endpoint relative to the base URL, for example <c>/Users</c>.</summary>
    public string Endpoint { get; }

    public string Description { get; }

    public SchemaDefinition Schema { get; }

    public IReadOnlyList<SchemaExtension> Extensions { get; }

    /// <summary>The common attribute <c>id</c> (RFC 7643 §3.1).</summary>
    public AttributeDefinition Id { get; }

    /// <summary>The common attribute <c>externalId</c> (RFC 7643 §3.1).</summary>
    public AttributeDefinition ExternalId { get; }

    /// <summary>The common attribute <c>meta</c> (RFC 7643 §3.1).</summary>
    public AttributeDefinition Meta { get; }

    /// <summary>Every attribute at the top of the resource: the schema's, the common ones, and one for each extension.</summary>
    public AttributeSet Root { get; }

    /// <summary>The attribute whose values are rows beside the document: a group's members, a user's groups.</summary>
    public AttributeDefinition? KeptApart { get; }

    /// <summary>Whether a stored resource may hold values that are not shown unless asked for, or never. Write-only values are not stored.</summary>
    public bool HidesStoredValues { get; }

    /// <summary>The pseudo-attributes of the extensions, in order.</summary>
    public ReadOnlySpan<AttributeDefinition> ExtensionAttributes => extensionAttributes;

    /// <summary>The pseudo-attribute of an extension, by its URN in any case (RFC 7643 §2.1).</summary>
    public AttributeDefinition? FindExtension(ReadOnlySpan<char> urn) => Root.Find(urn) is { IsExtension: true } found ? found : null;

    /// <summary>Whether the URN names the core schema.</summary>
    public bool IsCoreSchema(ReadOnlySpan<char> urn) => urn.Equals(Schema.Id, StringComparison.OrdinalIgnoreCase);

    /// <summary>The same type with more extensions.</summary>
    /// <param name="more">The extensions.</param>
    /// <param name="hidesStoredValues">Whether stored resources may hold values of what was an extension once.</param>
    public ResourceType With(IEnumerable<SchemaExtension> more, bool hidesStoredValues = false) => new(Name, Endpoint, Description, Schema, [.. Extensions, .. more], hidesStoredValues);

    public override string ToString() => Name;

    private static bool Hides(AttributeSet attributes) => attributes.Attributes.Any(a =>
        a.Returned == Returned.Request || (a.Returned == Returned.Never && a.Mutability != Mutability.WriteOnly) || Hides(a.Shape));
}
