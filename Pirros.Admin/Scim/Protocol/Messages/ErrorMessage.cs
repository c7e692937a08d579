using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Messages;

/// <summary>The error response (RFC 7644 §3.12). <c>status</c> is a string there.</summary>
internal static class ErrorMessage
{
    public const string Schema = "urn:ietf:params:scim:api:messages:2.0:Error";

    public static void Write(IBufferWriter<byte> output, ScimException error)
    {
        using var json = new Utf8JsonWriter(output, ResourceWriter.Options);
        Write(json, error);
    }

    /// <summary>The same inside another message.</summary>
    public static void Write(Utf8JsonWriter json, ScimException error)
    {
        json.WriteStartObject();
        json.WriteStartArray("schemas");
        json.WriteStringValue(Schema);
        json.WriteEndArray();
        json.WriteString("status", error.Status.ToString(CultureInfo.InvariantCulture));
        if (error.ScimType is not null)
            json.WriteString("scimType", error.ScimType);
        json.WriteString("detail", error.Detail);
        json.WriteEndObject();
    }
}
