using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>
/// The <c>schemas</c> attribute (RFC 7643 §3). What a resource has is told by its values, so the list is computed when a resource is
/// written, and what a client lists is only looked through for URNs that are not known here.
/// </summary>
internal static class Schemas
{
    public const string Name = "schemas";

    private const string Messages = "urn:ietf:params:scim:api:messages:";

    /// <summary>Counts the URNs that are not known here, and refuses a body that names schemas, but none of this type: it was meant for another endpoint.</summary>
    /// <exception cref="ScimException">400 invalidSyntax.</exception>
    public static void Check(ValueBinder binder, ResourceType type, JsonElement value)
    {
        CountUnknown(binder, type, value);
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(urn => Means(type, urn.GetString()!)))
            return;
        if (value.EnumerateArray().Any(urn => !urn.ValueEquals("")))
            throw ScimException.InvalidSyntax($"schemas: '{type.Schema.Id}' was expected, since this is the endpoint of {type.Name} resources, and none of its schemas is named.");
    }

    public static void CountUnknown(ValueBinder binder, ResourceType type, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return;
            case JsonValueKind.String:
                CountOne(binder, type, value);
                return;
            case JsonValueKind.Array:
                foreach (var urn in value.EnumerateArray())
                    CountOne(binder, type, urn);
                return;
            default:
                throw ScimException.InvalidSyntax("schemas: a list of URNs was expected.");
        }
    }

    private static void CountOne(ValueBinder binder, ResourceType type, JsonElement urn)
    {
        if (urn.ValueKind != JsonValueKind.String)
            throw ScimException.InvalidSyntax("schemas: a list of URNs was expected.");
        var text = urn.GetString()!;
        if (text.Length > 0 && !IsKnown(type, text))
            binder.IgnorePath(text);
    }

    // The RFC's own examples of bulk have …:messages:2.0:User where they mean the core schema (RFC 7644 §3.7.3).
    private static bool Means(ResourceType type, string urn) => IsKnown(type, urn)
        || (urn.StartsWith(Messages, StringComparison.OrdinalIgnoreCase) && urn.EndsWith($":{type.Name}", StringComparison.OrdinalIgnoreCase));

    private static bool IsKnown(ResourceType type, string urn) => type.IsCoreSchema(urn) || type.FindExtension(urn) is not null;
}
