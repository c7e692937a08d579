using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Messages;

/// <summary>A resource type as a resource (RFC 7643 §6).</summary>
internal static class ResourceTypeMessage
{
    public static void Write(Utf8JsonWriter json, ResourceType type, string location)
    {
        json.WriteStartObject();
        json.WriteStartArray("schemas");
        json.WriteStringValue(CoreSchemas.ResourceType.Id);
        json.WriteEndArray();
        json.WriteString("id", type.Name);
        json.WriteString("name", type.Name);
        json.WriteString("description", type.Description);
        json.WriteString("endpoint", type.Endpoint);
        json.WriteString("schema", type.Schema.Id);

        // Optional by RFC 7643 §6, required by the schema in §8.7.2: an empty list is right by both.
        json.WriteStartArray("schemaExtensions");
        foreach (var extension in type.Extensions)
        {
            json.WriteStartObject();
            json.WriteString("schema", extension.Schema.Id);
            json.WriteBoolean("required", extension.Required);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("meta");
        json.WriteString("resourceType", "ResourceType");
        json.WriteString("location", location);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
