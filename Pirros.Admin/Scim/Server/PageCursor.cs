using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Server;

/// <summary>
/// A cursor (RFC 9865 §2): the place where a page ends. The client alone keeps it, so it costs nothing, never expires and works on every instance. It is bound to
/// its query by a digest that tells mistakes, not forgeries: whoever makes one up gets to another place of a query that they may ask anyway.
/// </summary>
/// <param name="Position">The place.</param>
/// <param name="Backward">Whether the page is the one before the place instead of the one behind it.</param>
/// <param name="Count">How many results a page has, the same on all pages.</param>
/// <param name="Total">How many resources matched when the first page was made, since counting them costs more than a page.</param>
internal sealed record PageCursor(PagePosition Position, bool Backward, int Count, long Total)
{
    private const int DigestLength = 12;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The cursor as text of URL-safe characters.</summary>
    public static string Write(PageCursor cursor, BoundQuery query)
    {
        var key = cursor.Position.Key is { } value ? $"|{value}" : "";
        var content = Utf8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(cursor.Backward ? 1 : 0)}|{cursor.Count}|{cursor.Total}|{cursor.Position.Id}{key}"));
        return Base64Url.EncodeToString([.. Digest(query, content), .. content]);
    }

    /// <summary>Reads a cursor that was given out for a query.</summary>
    /// <exception cref="ScimException">400 invalidCursor.</exception>
    public static PageCursor Read(string text, BoundQuery query)
    {
        if (!Base64Url.IsValid(text))
            throw Invalid();
        var bytes = Base64Url.DecodeFromChars(text).AsSpan();
        if (bytes.Length <= DigestLength || !Digest(query, bytes[DigestLength..]).SequenceEqual(bytes[..DigestLength]))
            throw Invalid();
        try
        {
            return Parse(Utf8.GetString(bytes[DigestLength..]), query.SortBy) ?? throw Invalid();
        }
        catch (DecoderFallbackException)
        {
            throw Invalid();
        }
    }

    private static PageCursor? Parse(string content, BoundAttribute? sortBy)
    {
        if (content.Contains('\0', StringComparison.Ordinal) || content.Split('|', 5) is not [var backward, var count, var total, var id, .. var rest])
            return null;
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            || most is < 1 or > ResourceQuery.MaximumCount
            || !long.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var matched))
            return null;
        ScimValue? key = null;
        if (rest is [var text] && (sortBy is null || !TryReadKey(sortBy, text, out key)))
            return null;
        return new PageCursor(new PagePosition(key, id), backward == "1", most, matched);
    }

    // Text was cut and folded, so it need not be a value of its attribute any more.
    private static bool TryReadKey(BoundAttribute sortBy, string text, out ScimValue? key)
    {
        if (!sortBy.Leaf.IsText)
            return SimpleValues.TryParse(sortBy.Leaf, text, out key, out _) && key is not null;
        key = new ScimString(text);
        return true;
    }

    private static ReadOnlySpan<byte> Digest(BoundQuery query, ReadOnlySpan<byte> content)
        => SHA256.HashData([.. Encoding.UTF8.GetBytes(query.Identity()), 0, .. content]).AsSpan(0, DigestLength);

    private static ScimException Invalid() => ScimException.InvalidCursor(
        "cursor: it was not given out for this query. Use nextCursor or previousCursor of a response as it is, keep filter, sortBy and sortOrder as they were, or begin again with an empty cursor.");
}
