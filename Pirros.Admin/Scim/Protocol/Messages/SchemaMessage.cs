using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Messages;

/// <summary>A schema as a resource (RFC 7643 §7), without nulls.</summary>
internal static class SchemaMessage
{
    public static void Write(Utf8JsonWriter json, SchemaDefinition schema, string location)
    {
        json.WriteStartObject();
        json.WriteStartArray("schemas");
        json.WriteStringValue(CoreSchemas.Schema.Id);
        json.WriteEndArray();
        json.WriteString("id", schema.Id);
        json.WriteString("name", schema.Name);
        WriteDescription(json, schema.Description);
        WriteAttributes(json, "attributes", schema.Attributes);
        json.WriteStartObject("meta");
        json.WriteString("resourceType", "Schema");
        json.WriteString("location", location);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter json, string name, IReadOnlyList<AttributeDefinition> attributes)
    {
        json.WriteStartArray(name);
        foreach (var attribute in attributes)
            WriteAttribute(json, attribute);
        json.WriteEndArray();
    }

    private static void WriteAttribute(Utf8JsonWriter json, AttributeDefinition attribute)
    {
        json.WriteStartObject();
        json.WriteString("name", attribute.EncodedName);
        json.WriteString("type", Camel(attribute.Type));
        json.WriteBoolean("multiValued", attribute.MultiValued);
        WriteDescription(json, attribute.Description);
        json.WriteBoolean("required", attribute.Required);
        if (attribute.IsText)
            json.WriteBoolean("caseExact", attribute.CaseExact);
        json.WriteString("mutability", Camel(attribute.Mutability));
        json.WriteString("returned", Camel(attribute.Returned));
        json.WriteString("uniqueness", Camel(attribute.Uniqueness));
        WriteTexts(json, "canonicalValues", attribute.CanonicalValues);
        WriteTexts(json, "referenceTypes", attribute.ReferenceTypes);
        if (attribute.IsComplex)
            WriteAttributes(json, "subAttributes", attribute.SubAttributes);
        json.WriteEndObject();
    }

    private static void WriteDescription(Utf8JsonWriter json, string description)
    {
        if (description.Length > 0)
            json.WriteString("description", description);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    // The RFC writes these words in camel case: dateTime, readOnly.
    private static string Camel<T>(T word)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(word.ToString());
}
