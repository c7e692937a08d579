using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pirros.Admin.Downstream;

/// <summary>Writes events as <c>docs/events.md</c> describes them.</summary>
internal static class EventPayload
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body of a webhook (Standard Webhooks: <c>type</c>, <c>timestamp</c>, <c>data</c>). The same bytes each time, since they are signed.</summary>
    public static byte[] Body(DirectoryEvent happened)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            WriteMembers(json, happened);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A page of the events API.</summary>
    public static byte[] Page(IEnumerable<DirectoryEvent> events, string cursor, bool more)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (var happened in events)
            {
                json.WriteStartObject();
                json.WriteString("id", happened.PublicId);
                WriteMembers(json, happened);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("cursor", cursor);
            json.WriteBoolean("hasMore", more);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteMembers(Utf8JsonWriter json, DirectoryEvent happened)
    {
        json.WriteString("type", happened.Type);
        json.WriteString("timestamp", happened.At.UtcDateTime);
        json.WriteStartObject("data");
        if (happened.Connection is { } connection)
            json.WriteString("connectionId", connection.Value);
        json.WriteString(happened.Type == EventTypes.Test ? "subscriberId" : "id", happened.Subject);
        if (happened.ExternalId is { } externalId)
            json.WriteString("externalId", externalId);
        var ofUser = happened.Type.StartsWith("user.", StringComparison.Ordinal);
        if (happened.Name is { } name)
            json.WriteString(ofUser ? "userName" : "displayName", name);
        if (ofUser && happened.Active is { } active)
            json.WriteBoolean("active", active);
        if (happened.Details is { } details)
            WriteDetails(json, details);
        json.WriteEndObject();
    }

    // What was written is an object, whose members belong to the data.
    private static void WriteDetails(Utf8JsonWriter json, string details)
    {
        using var document = JsonDocument.Parse(details);
        foreach (var member in document.RootElement.EnumerateObject())
            member.WriteTo(json);
    }
}
