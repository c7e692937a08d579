using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Messages;

/// <summary>What the service provider offers (RFC 7643 §5, RFC 9865 §4).</summary>
/// <param name="MaxResults">Most resources in one list response.</param>
/// <param name="DefaultResults">Resources on a page when the client does not say.</param>
/// <param name="BulkMaxOperations">Most operations in one bulk request.</param>
/// <param name="BulkMaxPayloadSize">The largest bulk request in bytes.</param>
/// <param name="ETag">Whether <c>If-Match</c> and <c>If-None-Match</c> are obeyed.</param>
internal sealed record ServiceProviderConfigMessage(int MaxResults, int DefaultResults, int BulkMaxOperations, int BulkMaxPayloadSize, bool ETag)
{
    /// <param name="json">Where it is written.</param>
    /// <param name="location">Its URL.</param>
    /// <param name="hasClient">Whether the connection also has a client that asks for its tokens.</param>
    public void Write(Utf8JsonWriter json, string location, bool hasClient)
    {
        json.WriteStartObject();
        json.WriteStartArray("schemas");
        json.WriteStringValue(CoreSchemas.ServiceProviderConfig.Id);
        json.WriteEndArray();
        WriteFeature(json, "patch", true);
        json.WriteStartObject("bulk");
        json.WriteBoolean("supported", true);
        json.WriteNumber("maxOperations", BulkMaxOperations);
        json.WriteNumber("maxPayloadSize", BulkMaxPayloadSize);
        json.WriteEndObject();
        json.WriteStartObject("filter");
        json.WriteBoolean("supported", true);
        json.WriteNumber("maxResults", MaxResults);
        json.WriteEndObject();
        WriteFeature(json, "changePassword", false);
        WriteFeature(json, "sort", true);
        WriteFeature(json, "etag", ETag);

        // There is no cursorTimeout, because cursors do not expire.
        json.WriteStartObject("pagination");
        json.WriteBoolean("cursor", true);
        json.WriteBoolean("index", true);
        json.WriteString("defaultPaginationMethod", "index");
        json.WriteNumber("defaultPageSize", DefaultResults);
        json.WriteNumber("maxPageSize", MaxResults);
        json.WriteEndObject();
        json.WriteStartArray("authenticationSchemes");
        WriteScheme(json, "oauthbearertoken", "OAuth Bearer Token", "The secret token of the connection, in the Authorization header.", "https://www.rfc-editor.org/info/rfc6750", !hasClient);
        if (hasClient)
            WriteScheme(json, "oauth2", "OAuth 2.0 Client Credentials", "An access token in the Authorization header, which the client gets at /oauth/token below the base URL.", "https://www.rfc-editor.org/info/rfc6749", true);
        json.WriteEndArray();
        json.WriteStartObject("meta");
        json.WriteString("resourceType", "ServiceProviderConfig");
        json.WriteString("location", location);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteScheme(Utf8JsonWriter json, string type, string name, string description, string specUri, bool primary)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("name", name);
        json.WriteString("description", description);
        json.WriteString("specUri", specUri);
        json.WriteBoolean("primary", primary);
        json.WriteEndObject();
    }

    private static void WriteFeature(Utf8JsonWriter json, string name, bool supported)
    {
        json.WriteStartObject(name);
        json.WriteBoolean("supported", supported);
        json.WriteEndObject();
    }
}
