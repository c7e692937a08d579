using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pirros.Admin.DeclaredSchemas;

/// <summary>Schemas as the JSON of RFC 7643 §7, with the names of its characteristics.</summary>
internal static class DeclaredSchemaJson
{
    public static JsonSerializerOptions Format { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads a schema that somebody wrote. What the RFC has beside the attributes, such as <c>meta</c>, is passed over.</summary>
    /// <param name="json">The text.</param>
    /// <param name="resourceType">What it extends; null to take it from the text.</param>
    /// <exception cref="RefusedException">It is no JSON of that form.</exception>
    public static DeclaredSchema Read(string json, string? resourceType)
    {
        try
        {
            var schema = JsonSerializer.Deserialize<DeclaredSchema>(json, Format) ?? throw RefusedException.Invalid("The file holds no schema. Write an object as RFC 7643 section 7 shows it.");
            return resourceType is null ? schema : schema with { ResourceType = resourceType };
        }
        catch (JsonException error)
        {
            throw RefusedException.Invalid($"The file can't be read as a schema{(error.LineNumber is { } line ? $" (line {line + 1})" : "")}{(error.Path is { Length: > 1 } path ? $", at {path}" : "")}. Write an object as RFC 7643 section 7 shows it.");
        }
    }
}
