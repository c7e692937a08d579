namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>The schema of a resource type (RFC 7643 §6, §8.7.2).</summary>
internal static class ResourceTypeSchema
{
    public const string Id = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";

    public static SchemaDefinition Create() => new(Id, "ResourceType", "A type of resource.",
    [
        Define.Fixed("id", "The same as the name."),
        Define.Fixed("name", "The name of the type.", required: true, caseExact: true, uniqueness: Uniqueness.Server),
        Define.Fixed("description", "What the type is for."),
        Define.Fixed("endpoint", "The endpoint, relative to the base URL.", AttributeType.Reference, required: true,
            uniqueness: Uniqueness.Server, referenceTypes: ["uri"]),
        Define.Fixed("schema", "The URN of the core schema.", AttributeType.Reference, required: true, caseExact: true, referenceTypes: ["uri"]),
        Define.Fixed("schemaExtensions", "The extensions of the type.", AttributeType.Complex, required: true, multiValued: true, of:
        [
            Define.Fixed("schema", "The URN of the extension.", AttributeType.Reference, required: true, caseExact: true, referenceTypes: ["uri"]),
            Define.Fixed("required", "Whether every resource has it.", AttributeType.Boolean, required: true),
        ]),
    ]);
}
