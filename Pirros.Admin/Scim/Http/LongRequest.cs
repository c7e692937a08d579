namespace Pirros.Admin.Scim.Http;

/// <summary>
/// Tells requests that take a processor for long from the many that take less than a millisecond: bulk requests, and lists unless they are a provider's match on an attribute
/// (<c>userName eq "…"</c>). A rough distinction by the address alone: one that is taken for the wrong kind waits a little longer, or is bounded by its tenant's places.
/// </summary>
internal static class LongRequest
{
    public static bool Is(HttpRequest request, string[] segments)
    {
        if (HttpMethods.IsPost(request.Method))
            return segments is [.., var last] && (last.Equals(".search", StringComparison.OrdinalIgnoreCase) || last.Equals("Bulk", StringComparison.OrdinalIgnoreCase));
        if (segments.Length > 1 || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            return false;
        var filter = request.Query["filter"];
        return filter.Count == 0 || request.Query.ContainsKey("sortBy") || !filter.ToString().Contains(" eq ", StringComparison.OrdinalIgnoreCase);
    }
}
