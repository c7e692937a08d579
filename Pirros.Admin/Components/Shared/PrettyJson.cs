using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pirros.Admin.Components.Shared;

/// <summary>JSON on lines of its own, for people.</summary>
internal static class PrettyJson
{
    // Shown as text, never as markup: letters of all languages may stand as they are.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text indented; as it is when it is no whole JSON, because it was shortened.</summary>
    public static string Of(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
