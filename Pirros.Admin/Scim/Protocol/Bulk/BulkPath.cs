using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Bulk;

/// <summary>Where an operation goes, relative to the base URL: an endpoint to create at, or one resource of it (RFC 7644 §3.7).</summary>
/// <param name="Type">The resource type whose endpoint it is.</param>
/// <param name="Id">The resource's id, or <c>bulkId:</c> and the bulkId of one that is created by the same request; null for the endpoint itself.</param>
internal sealed record BulkPath(ResourceType Type, string? Id)
{
    /// <summary>The bulkId that stands for the id; null when the id is one.</summary>
    public string? BulkId => Id is not null && Id.StartsWith(BulkReference.Prefix, StringComparison.Ordinal) ? Id[BulkReference.Prefix.Length..] : null;

    /// <param name="text">The path as it was sent, with or without the slash in front.</param>
    /// <param name="types">The resource types that there are.</param>
    /// <param name="place">Where it stands, for errors.</param>
    /// <exception cref="ScimException">404 for an endpoint that there is not; 400 invalidSyntax for anything but an endpoint or a resource of it.</exception>
    public static BulkPath Parse(string text, ResourceTypeSet types, string place)
    {
        if (text.Contains("://", StringComparison.Ordinal) || text.AsSpan().IndexOfAny('?', '#') >= 0)
            throw ScimException.InvalidSyntax($"{place}: a path below the base URL was expected, without a query, such as /Users.");
        var segments = text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is not ([_] or [_, _]))
            throw ScimException.InvalidSyntax($"{place}: an endpoint such as /Users, or a resource such as /Users/2819c223, was expected.");
        var type = types.At(segments[0])
            ?? throw ScimException.NotFound($"{place}: there is no such endpoint. Bulk operations go to {string.Join(" and ", types.All.Select(t => t.Endpoint))}.");
        if (segments.Length == 1)
            return new BulkPath(type, null);
        var id = Uri.UnescapeDataString(segments[1]);

        // What no database keeps is refused in every address.
        return id.Contains('\0', StringComparison.Ordinal) ? throw ScimException.InvalidValue($"{place}: it holds the character U+0000. Remove it.") : new BulkPath(type, id);
    }
}
