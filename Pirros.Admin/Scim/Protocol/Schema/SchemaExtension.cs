namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>A schema that extends a resource type (RFC 7643 §6, "schemaExtensions").</summary>
internal sealed record SchemaExtension(SchemaDefinition Schema, bool Required = false);
