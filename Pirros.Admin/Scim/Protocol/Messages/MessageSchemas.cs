using System.Text.Json;

namespace Pirros.Admin.Scim.Protocol.Messages;

/// <summary>
/// The <c>schemas</c> of a message (RFC 7644 §3.1): a body that says it is another kind of message is not taken for this one. Clients that say nothing are
/// believed to mean the message that the address takes.
/// </summary>
internal static class MessageSchemas
{
    /// <exception cref="ScimException">400 invalidSyntax when <c>schemas</c> has values and <paramref name="urn"/> is none of them.</exception>
    public static void Check(JsonElement body, string urn)
    {
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name.Equals("schemas", StringComparison.OrdinalIgnoreCase) && !Says(member.Value, urn))
                throw ScimException.InvalidSyntax($"schemas: '{urn}' was expected for this request.");
        }
    }

    private static bool Says(JsonElement value, string urn) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => value.ValueEquals("") || urn.Equals(value.GetString(), StringComparison.OrdinalIgnoreCase),
        JsonValueKind.Array => value.GetArrayLength() == 0 || value.EnumerateArray().Any(v => v.ValueKind == JsonValueKind.String && urn.Equals(v.GetString(), StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };
}
