namespace Pirros.Admin.Scim.Server;

/// <summary>A page of a query.</summary>
/// <param name="Total">How many resources match in all (<c>totalResults</c>).</param>
/// <param name="Resources">Those of this page, in order.</param>
/// <param name="StartIndex">Of the first, from 1; null on a page by cursor.</param>
internal sealed record ResourcePage(long Total, IReadOnlyList<StoredResource> Resources, int? StartIndex)
{
    /// <summary>The cursor of the next page (RFC 9865 §2); null when there is none, or when the client pages by index.</summary>
    public string? NextCursor { get; init; }

    /// <summary>The cursor of the page before; null on the first page, and when the client pages by index.</summary>
    public string? PreviousCursor { get; init; }
}
