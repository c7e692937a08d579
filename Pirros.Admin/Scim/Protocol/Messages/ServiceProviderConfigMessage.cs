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
    public void Write(Utf8JsonWriter json, string location)
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
        json.WriteStartObject();
        json.WriteString("type", "oauthbearertoken");
        json.WriteString("name", "OAuth Bearer Token");
        json.WriteString("description", "The secret token of the connection, in the Authorization header.");
        json.WriteString("specUri", "https://www.rfc-editor.org/info/rfc6750");
        json.WriteBoolean("primary", true);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("meta");
        json.WriteString("resourceType", "ServiceProviderConfig");
        json.WriteString("location", location);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFeature(Utf8JsonWriter json, string name, bool supported)
    {
        json.WriteStartObject(name);
        json.WriteBoolean("supported", supported);
        json.WriteEndObject();
    }
}
