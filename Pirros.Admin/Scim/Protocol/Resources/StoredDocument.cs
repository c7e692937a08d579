using System.Buffers;
using System.Text.Json;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>
/// The stored form of a resource: the JSON that is sent, but for what is kept beside it: <c>meta</c>, a group's members, a user's groups. Those are spliced in
/// at its end without parsing.
/// </summary>
internal static class StoredDocument
{
    /// <summary>The stored form of a resource.</summary>
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

    /// <summary>The text of an attribute at the root of a document, or of another one when it has none of that name; null when it has neither. The rest is not read.</summary>
    public static string? FindText(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> name, ReadOnlySpan<byte> otherwise = default)
    {
        string? second = null;
        var reader = new Utf8JsonReader(stored);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFirst = reader.ValueTextEquals(name);
            var isSecond = !isFirst && second is null && reader.ValueTextEquals(otherwise);
            reader.Read();
            if (isFirst && reader.TokenType == JsonTokenType.String)
                return reader.GetString();
            if (isSecond && reader.TokenType == JsonTokenType.String)
                second = reader.GetString();
            else
                reader.Skip();
        }

        return second;
    }

    /// <summary>Sends a stored document as it is, up to where more members may follow; <see cref="End"/> must follow.</summary>
    public static void Begin(IBufferWriter<byte> output, ReadOnlySpan<byte> stored)
    {
        if (!stored.EndsWith("}"u8))
            throw new ArgumentException("A stored document is an object.", nameof(stored));
        output.Write(stored[..^1]);
        output.Write(","u8);
    }

    /// <summary>Sends <c>meta</c> and the end of the document.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="meta">What is known of the resource.</param>
    /// <param name="collection">Absolute URI of its collection, with the slash: the location without the id.</param>
    /// <param name="id">The resource's id.</param>
    public static void End(IBufferWriter<byte> output, in ResourceMeta meta, ReadOnlySpan<byte> collection, string id)
    {
        meta.Write(output, collection, id);
        output.Write("}"u8);
    }
}
