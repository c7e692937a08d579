using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Scim.Http;

/// <summary>A request's body as it may be kept: without passwords, and shortened.</summary>
internal static class RequestText
{
    private const int Longest = 8_000;
    private const int LongestName = 200;
    private const string Password = "password";
    private const string Removed = "(removed)";

    /// <summary>The body; null when there is none.</summary>
    public static string? Of(JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.Undefined)
            return null;
        var text = body.GetRawText();

        // A name may be written with escapes, in which the word is not to be seen.
        return Shown.Of(text.Contains(Password, StringComparison.OrdinalIgnoreCase) || text.Contains('\\', StringComparison.Ordinal) ? Redacted(body) : text, Longest);
    }

    /// <summary>Whom a body is about, as people call it, when it says so; null otherwise.</summary>
    public static string? NameIn(JsonElement body) => Text(body, "displayName") ?? Text(body, "userName");

    private static string? Text(JsonElement body, string name)
        => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? Shown.Of(text.Replace('\0', ' '), LongestName)
            : null;

    private static string Redacted(JsonElement body)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, body);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, element);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement element)
    {
        // An operation of PATCH names the attribute in its path, and its value beside it.
        var ofPassword = element.EnumerateObject().Any(member => Is(member.Name, "path") && member.Value.ValueKind == JsonValueKind.String && Names(member.Value.GetString()!));
        writer.WriteStartObject();
        foreach (var member in element.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            if (Names(member.Name) || (ofPassword && Is(member.Name, "value")))
                writer.WriteStringValue(Removed);
            else
                Write(writer, member.Value);
        }

        writer.WriteEndObject();
    }

    private static bool Names(string name) => name.Contains(Password, StringComparison.OrdinalIgnoreCase);

    private static bool Is(string name, string wanted) => name.Equals(wanted, StringComparison.OrdinalIgnoreCase);
}
