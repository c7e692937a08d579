using System.Text.Json;
using Pirros.Admin.Scim.Protocol;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Quirks;

/// <summary>
/// Entra ID's expression for app roles puts a JSON object into the text of a role.
/// <para>Sent: <c>"roles": [{"value": "{\"id\":\"18d1\",\"value\":\"admin\",\"displayName\":\"Admin\"}"}]</c></para>
/// <para>Meant: <c>"roles": [{"value": "admin", "display": "Admin"}]</c> (RFC 7643 §4.1.2)</para>
/// </summary>
internal sealed class RoleAsJsonText : IValueQuirk
{
    public bool TryNormalise(AttributeDefinition attribute, JsonElement value, out JsonElement normalised)
    {
        normalised = value;
        if (attribute.Name is not ("roles" or "entitlements") || Inner(value) is not { } role)
            return false;
        var meant = new Dictionary<string, object?>();
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
                meant[member.Name] = member.Value;
        }

        meant["value"] = role.Value;
        if (role.Display is { } display)
            meant["display"] = display;
        normalised = JsonSerializer.SerializeToElement(meant);
        return true;
    }

    /// <summary>What the object inside the text says, when there is one with a value; null for every other text.</summary>
    private static (string Value, string? Display)? Inner(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Object when value.TryGetProperty("value", out var held) && held.ValueKind == JsonValueKind.String => held.GetString(),
            _ => null,
        };
        if (text is null || !text.StartsWith('{'))
            return null;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4 });
            return Text(document.RootElement, "value") is { } inner ? (inner, Text(document.RootElement, "displayName")) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Text that only begins like JSON, or holds half a surrogate pair once it is read, is a role's name.
            return null;
        }
    }

    // The body was searched for U+0000, which no database keeps, but not the text inside the text.
    private static string? Text(JsonElement role, string name) =>
        role.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String && found.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
}
