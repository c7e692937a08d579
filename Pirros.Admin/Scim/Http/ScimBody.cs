using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Scim.Http;

/// <summary>Reads a request's body: its size, its media type, its JSON. What passes here can be walked without surprises.</summary>
internal static class ScimBody
{
    /// <summary>The largest body in bytes.</summary>
    public const int MaximumBytes = 1_048_576;

    /// <summary>The deepest nesting. A SCIM resource nests four levels, a PATCH of it two more.</summary>
    public const int MaximumDepth = 32;

    public static async ValueTask<JsonDocument> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        CheckMediaType(request);
        if (request.ContentLength > MaximumBytes)
            throw TooLarge();
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancel);
            if (read.Buffer.Length > MaximumBytes)
                throw TooLarge();
            if (!read.IsCompleted)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            // A document over the reader's own memory would change under our hands once that is given back.
            var bytes = read.Buffer.ToArray();
            request.BodyReader.AdvanceTo(read.Buffer.End);
            return Parse(bytes.AsMemory(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0));
        }
    }

    internal static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.Trim(" \t\r\n"u8).IsEmpty)
            throw ScimException.InvalidSyntax("The request has no body. Send a JSON object.");
        try
        {
            CheckText(bytes.Span);
            return JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaximumDepth });
        }
        catch (JsonException error)
        {
            var place = error.LineNumber is { } line ? $" at line {line + 1}, byte {error.BytePositionInLine + 1}" : "";
            throw ScimException.InvalidSyntax($"The body is not well-formed JSON{place}, or nests deeper than {MaximumDepth} levels.");
        }
    }

    /// <summary>Refuses text that no database keeps: half a surrogate pair, bytes that are not UTF-8, and U+0000.</summary>
    private static void CheckText(ReadOnlySpan<byte> bytes)
    {
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
            throw ScimException.InvalidSyntax("The body is not valid UTF-8.");
        if (bytes.IndexOf("\\u"u8) < 0)
            return;
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaximumDepth });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
                continue;
            try
            {
                if (reader.GetString()!.Contains('\0', StringComparison.Ordinal))
                    throw ScimException.InvalidValue("The body holds the character U+0000, which can't be stored. Remove it.");
            }
            catch (InvalidOperationException)
            {
                throw ScimException.InvalidSyntax("The body holds half of a surrogate pair (\\uD800 to \\uDFFF), which is no character.");
            }
        }
    }

    private static void CheckMediaType(HttpRequest request)
    {
        if (string.IsNullOrEmpty(request.ContentType))
            return;
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (type.MediaType.Equals("application/scim+json", StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            && (!type.Charset.HasValue || type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Value.Trim('"').Equals("utf8", StringComparison.OrdinalIgnoreCase)))
            return;
        throw new ScimException(415, null, "The media type is not supported. Send application/scim+json in UTF-8.", "RFC 7644 §3.1");
    }

    // The RFC wants the limit named as /ServiceProviderConfig names it (RFC 7644 §3.7.4).
    private static ScimException TooLarge()
        => ScimException.PayloadTooLarge(string.Create(CultureInfo.InvariantCulture, $"The body exceeds the maxPayloadSize ({MaximumBytes} bytes). Send less in one request."));
}
