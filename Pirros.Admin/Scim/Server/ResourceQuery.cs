using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Scim.Server;

/// <summary>What a list is asked for (RFC 7644 §3.4.2, RFC 9865 §2), as the client wrote it but for numbers out of range.</summary>
/// <param name="Filter">The filter's text, or null.</param>
/// <param name="StartIndex">Of the first result, from 1; null when the client does not say.</param>
/// <param name="Count">At most so many on the page; 0 asks for the total alone, null leaves it to us.</param>
internal sealed record ResourceQuery(string? Filter, int? StartIndex, int? Count)
{
    /// <summary>Results on a page when the client does not say.</summary>
    public const int DefaultCount = 100;

    /// <summary>The most results on a page, whatever the client says (<c>filter.maxResults</c> of the service provider's configuration).</summary>
    public const int MaximumCount = 1000;

    /// <summary>The attribute to sort by; null for the order of the ids, which is the order in which resources came to be.</summary>
    public string? SortBy { get; private init; }

    /// <summary>Whether the greatest comes first.</summary>
    public bool Descending { get; private init; }

    /// <summary>Where the page begins; empty for the first page, null for a page by index.</summary>
    public string? Cursor { get; private init; }

    /// <summary>Reads the parameters: an index below 1 means 1, a negative count means 0 (RFC 7644 §3.4.2.4).</summary>
    /// <exception cref="ScimException">400 invalidValue for an order that is none, or for a page both by index and by cursor; invalidCount for a page by cursor with room for nobody (RFC 9865 §2.1).</exception>
    public static ResourceQuery Of(SearchRequest search)
    {
        if (search is { Cursor: not null, StartIndex: not null })
            throw ScimException.InvalidValue("cursor and startIndex can't be used together: a page begins at one or at the other.");
        if (search is { Cursor: not null, Count: { } count and < 1 })
            throw ScimException.InvalidCount($"count: a page by cursor has from 1 to {MaximumCount} results, not {count}. For the total alone, leave cursor out and ask for count=0.");
        return Of(search.Filter, search.StartIndex, search.Count) with
        {
            SortBy = string.IsNullOrWhiteSpace(search.SortBy) ? null : search.SortBy.Trim(),
            Descending = IsDescending(search.SortOrder),
            Cursor = search.Cursor,
        };
    }

    /// <summary>A query by index in the order of the ids.</summary>
    public static ResourceQuery Of(string? filter, int? startIndex, int? count)
        => new(string.IsNullOrWhiteSpace(filter) ? null : filter, startIndex is { } index ? Math.Max(1, index) : null, count is { } most ? Math.Clamp(most, 0, MaximumCount) : null);

    private static bool IsDescending(string? order) => order?.Trim().ToLowerInvariant() switch
    {
        null or "" or "ascending" => false,
        "descending" => true,
        _ => throw ScimException.InvalidValue($"sortOrder: '{Shown.Of(order, 30)}' is no order. Use ascending or descending."),
    };
}
