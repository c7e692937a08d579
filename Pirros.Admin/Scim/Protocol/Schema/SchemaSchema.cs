namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>The schema of a schema (RFC 7643 §7, §8.7.2).</summary>
internal static class SchemaSchema
{
    public const string Id = "urn:ietf:params:scim:schemas:core:2.0:Schema";

    public static SchemaDefinition Create() => new(Id, "Schema", "A schema: a URN and its attributes.",
    [
        Define.Fixed("id", "The schema's URN.", required: true),
        Define.Fixed("name", "The schema's name.", required: true),
        Define.Fixed("description", "What the schema is for."),
        Define.Fixed("attributes", "The attributes.", AttributeType.Complex, required: true, multiValued: true, of:
            [.. Characteristics(), Define.Fixed("subAttributes", "The sub-attributes.", AttributeType.Complex, multiValued: true, of: Characteristics())]),
    ]);

    private static AttributeDefinition[] Characteristics() =>
    [
        Define.Fixed("name", "The attribute's name.", required: true, caseExact: true),
        Define.Fixed("type", "The data type.", required: true,
            canonicalValues: ["string", "complex", "boolean", "decimal", "integer", "dateTime", "reference", "binary"]),
        Define.Fixed("multiValued", "Whether it may have many values.", AttributeType.Boolean, required: true),
        Define.Fixed("description", "What the attribute is for.", caseExact: true),
        Define.Fixed("required", "Whether it must have a value.", AttributeType.Boolean),
        Define.Fixed("canonicalValues", "Suggested values.", caseExact: true, multiValued: true),
        Define.Fixed("caseExact", "Whether case matters in comparisons.", AttributeType.Boolean),
        Define.Fixed("mutability", "When it may be written.", caseExact: true, canonicalValues: ["readOnly", "readWrite", "immutable", "writeOnly"]),
        Define.Fixed("returned", "When it is returned.", caseExact: true, canonicalValues: ["always", "never", "default", "request"]),
        Define.Fixed("uniqueness", "How far it is unique.", caseExact: true, canonicalValues: ["none", "server", "global"]),
        Define.Fixed("referenceTypes", "What a reference may point to.", caseExact: true, multiValued: true),
    ];
}
