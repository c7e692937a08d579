using System.Text.Json;
using Pirros.Admin.Scim.Protocol;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Quirks;

/// <summary>
/// Entra ID sends the manager, a complex attribute, as bare text or as a list of one.
/// <para>Sent: <c>"manager": "26118915"</c> or <c>"manager": [{"value": "26118915"}]</c></para>
/// <para>Meant: <c>"manager": {"value": "26118915"}</c> (RFC 7643 §4.3)</para>
/// </summary>
internal sealed class ManagerValue : IValueQuirk
{
    public bool TryNormalise(AttributeDefinition attribute, JsonElement value, out JsonElement normalised)
    {
        normalised = value;
        if (!attribute.IsComplex || attribute.MultiValued || attribute.IsExtension || attribute.Shape.Value is null)
            return false;
        if (normalised.ValueKind == JsonValueKind.Array && normalised.GetArrayLength() == 1)
            normalised = normalised[0];
        if (normalised.ValueKind == JsonValueKind.String)
            normalised = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["value"] = normalised.GetString()! });
        return true;
    }
}
