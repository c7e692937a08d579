namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>Short forms for writing schemas down, so that a schema file reads like the RFC's table.</summary>
internal static class Define
{
    public static AttributeDefinition Text(string name, string description, params string[] canonicalValues) =>
        new() { Name = name, Description = description, CanonicalValues = canonicalValues };

    public static AttributeDefinition Flag(string name, string description) =>
        new() { Name = name, Type = AttributeType.Boolean, Description = description };

    public static AttributeDefinition Reference(string name, string description, params string[] referenceTypes) =>
        new() { Name = name, Type = AttributeType.Reference, Description = description, ReferenceTypes = referenceTypes };

    public static AttributeDefinition Complex(string name, string description, params AttributeDefinition[] of) =>
        new() { Name = name, Type = AttributeType.Complex, Description = description, Of = of };

    /// <summary>A multi-valued complex attribute with the usual <c>value</c>, <c>display</c>, <c>type</c>, <c>primary</c> (RFC 7643 §2.4).</summary>
    public static AttributeDefinition Plural(string name, string description, AttributeDefinition value, params string[] types) => new()
    {
        Name = name,
        Type = AttributeType.Complex,
        MultiValued = true,
        Description = description,
        Of = [value, Text("display", "A name for the value, for people to read."), Text("type", "What the value is for.", types), Primary()],
    };

    public static AttributeDefinition Primary() => Flag("primary", "Whether this is the preferred value; at most one is.");

    /// <summary>A read-only attribute, as all of the discovery schemas are.</summary>
    public static AttributeDefinition Fixed(
        string name,
        string description,
        AttributeType type = AttributeType.String,
        bool required = false,
        bool caseExact = false,
        bool multiValued = false,
        Uniqueness uniqueness = Uniqueness.None,
        IReadOnlyList<string>? canonicalValues = null,
        IReadOnlyList<string>? referenceTypes = null,
        IReadOnlyList<AttributeDefinition>? of = null) => new()
        {
            Name = name,
            Description = description,
            Type = type,
            Required = required,
            CaseExact = caseExact,
            MultiValued = multiValued,
            Uniqueness = uniqueness,
            Mutability = Mutability.ReadOnly,
            CanonicalValues = canonicalValues ?? [],
            ReferenceTypes = referenceTypes ?? [],
            Of = of ?? [],
        };
}
