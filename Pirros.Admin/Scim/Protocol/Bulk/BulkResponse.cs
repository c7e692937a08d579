using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Bulk;

/// <summary>The bulk response (RFC 7644 §3.7.3). The body of an operation that succeeded is left out, as the RFC allows; that of an error never is.</summary>
internal static class BulkResponse
{
    public const string Schema = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

    public static void Write(IBufferWriter<byte> output, IReadOnlyList<BulkOutcome> outcomes)
    {
        using var json = new Utf8JsonWriter(output, ResourceWriter.Options);
        json.WriteStartObject();
        json.WriteStartArray("schemas");
        json.WriteStringValue(Schema);
        json.WriteEndArray();
        json.WriteStartArray("Operations");
        foreach (var outcome in outcomes)
            Write(json, outcome);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BulkOutcome outcome)
    {
        json.WriteStartObject();
        WriteText(json, "location", outcome.Location);
        WriteText(json, "method", outcome.Operation.MethodText);
        WriteText(json, "bulkId", outcome.Operation.BulkId);
        WriteText(json, "version", outcome.Version);
        json.WriteString("status", outcome.Status.ToString(CultureInfo.InvariantCulture));
        if (outcome.Error is { } error)
        {
            json.WritePropertyName("response");
            ErrorMessage.Write(json, error);
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
