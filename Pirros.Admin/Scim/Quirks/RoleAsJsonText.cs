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

        meant["value"] = role.GetProperty("value").GetString();
        if (role.TryGetProperty("displayName", out var display) && display.ValueKind == JsonValueKind.String)
            meant["display"] = display.GetString();
        normalised = JsonSerializer.SerializeToElement(meant);
        return true;
    }

    /// <summary>The object inside the text, when there is one with a value; null for every other text.</summary>
    private static JsonElement? Inner(JsonElement value)
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
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("value", out var inner) && inner.ValueKind == JsonValueKind.String
                ? document.RootElement.Clone()
                : null;
        }
        catch (JsonException)
        {
            // Text that only begins like JSON is a role's name.
            return null;
        }
    }
}
