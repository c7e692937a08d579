using System.Buffers;
using System.Text.Json;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>
/// The stored form of a resource: the JSON that is sent, but for <c>meta.location</c>, which depends on where the service is reached.
/// <c>meta</c> is never empty and always last, so the location, and members that are kept apart, are spliced in without parsing.
/// </summary>
internal static class StoredDocument
{
    /// <summary>The stored form of a resource; ends in the two braces that close <c>meta</c> and the document.</summary>
    public static byte[] Write(ScimResource resource)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, ResourceWriter.Options))
            ResourceWriter.Write(json, resource, stored: true);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a document that <see cref="Write"/> made.</summary>
    /// <exception cref="JsonException">The document is not what was written.</exception>
    public static ScimResource Read(ReadOnlyMemory<byte> utf8, Schema.ResourceType type) => StoredReader.Read(utf8.Span, type);

    /// <summary>Sends a stored document with its location, the resource's absolute URI.</summary>
    public static void WriteWithLocation(IBufferWriter<byte> output, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> location)
    {
        CheckEnd(stored);
        output.Write(stored[..^2]);
        WriteEnd(output, location);
    }

    /// <summary>
    /// Sends a stored document with its location and with further members of the resource, such as <c>"members":[…]</c>, before
    /// <c>meta</c>: JSON without a comma at either end, or nothing.
    /// </summary>
    public static void WriteWithLocation(IBufferWriter<byte> output, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> location, ReadOnlySpan<byte> members)
    {
        if (members.IsEmpty)
        {
            WriteWithLocation(output, stored, location);
            return;
        }

        CheckEnd(stored);
        // Unescaped, these bytes can't be part of a string; the last of them belong to the root, whose last member meta is.
        var meta = stored.LastIndexOf(",\"meta\":{"u8);
        if (meta < 0)
            throw new ArgumentException("A stored document has a meta attribute.", nameof(stored));
        output.Write(stored[..meta]);
        output.Write(","u8);
        output.Write(members);
        output.Write(stored[meta..^2]);
        WriteEnd(output, location);
    }

    private static void WriteEnd(IBufferWriter<byte> output, ReadOnlySpan<byte> location)
    {
        output.Write(",\"location\":\""u8);
        // A URI has no character that JSON escapes; one that was not percent-encoded must not break the document all the same.
        if (location.IndexOfAny((byte)'"', (byte)'\\') < 0 && !location.ContainsAnyInRange((byte)0, (byte)0x1f))
            output.Write(location);
        else
            output.Write(JsonEncodedText.Encode(location).EncodedUtf8Bytes);
        output.Write("\"}}"u8);
    }

    private static void CheckEnd(ReadOnlySpan<byte> stored)
    {
        if (!stored.EndsWith("}}"u8))
            throw new ArgumentException("A stored document ends with its meta attribute.", nameof(stored));
    }
}
