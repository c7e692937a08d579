namespace Pirros.Admin.Scim.Server;

/// <summary>What a list is asked for (RFC 7644 §3.4.2).</summary>
/// <param name="Filter">The filter's text, or null.</param>
/// <param name="StartIndex">Of the first result, from 1.</param>
/// <param name="Count">At most so many on the page; 0 asks for the total alone.</param>
internal sealed record ResourceQuery(string? Filter, int StartIndex, int Count)
{
    /// <summary>Results on a page when the client does not say.</summary>
    public const int DefaultCount = 100;

    /// <summary>The most results on a page, whatever the client says (<c>filter.maxResults</c> of the service provider's configuration).</summary>
    public const int MaximumCount = 1000;

    /// <summary>Reads the parameters: an index below 1 means 1, a negative count means 0 (RFC 7644 §3.4.2.4).</summary>
    public static ResourceQuery Of(string? filter, int? startIndex, int? count)
        => new(string.IsNullOrWhiteSpace(filter) ? null : filter, Math.Max(1, startIndex ?? 1), Math.Clamp(count ?? DefaultCount, 0, MaximumCount));
}
