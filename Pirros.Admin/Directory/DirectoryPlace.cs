using System.Buffers.Text;
using System.Text.Json;

namespace Pirros.Admin.Directory;

/// <summary>Where a page of a list begins: behind an entry, or before it.</summary>
/// <param name="Key">What the entry is sorted by, as the store compares it; null when it has none.</param>
/// <param name="Id">The entry's id.</param>
/// <param name="Backward">Whether the page lies before the entry.</param>
public sealed record DirectoryPlace(string? Key, string Id, bool Backward)
{
    private const int Longest = 8_000;

    /// <summary>The place as a part of an address.</summary>
    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new[] { Key, Id, Backward ? "<" : ">" }));

    /// <summary>Reads what <see cref="ToString"/> made; null for anything else, which is then the first page.</summary>
    public static DirectoryPlace? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > Longest || !Base64Url.IsValid(text))
            return null;
        try
        {
            return JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text)) is [var key, { Length: > 0 } id, { } direction]
                && !id.Contains('\0', StringComparison.Ordinal) && key?.Contains('\0', StringComparison.Ordinal) != true
                ? new DirectoryPlace(key, id, direction == "<")
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
