namespace Pirros.Admin.Scim.Server;

/// <summary>A resource as the store keeps it.</summary>
/// <param name="Id">Its id (RFC 7643 §3.1).</param>
/// <param name="Version">Counts its changes from 1; its ETag.</param>
/// <param name="Document">The JSON as it is sent, but for <c>meta.location</c>.</param>
internal sealed record StoredResource(string Id, long Version, byte[] Document);

/// <summary>A page of a query.</summary>
/// <param name="Total">How many resources match in all (<c>totalResults</c>).</param>
/// <param name="Resources">Those of this page, in the order of their ids.</param>
internal sealed record ResourcePage(long Total, IReadOnlyList<StoredResource> Resources);

/// <summary>How a write ended.</summary>
internal enum WriteOutcome
{
    /// <summary>It is committed.</summary>
    Done,

    /// <summary>Another resource of the same type and connection has the unique name; nothing was written.</summary>
    NameTaken,

    /// <summary>The resource has another version than expected, or is gone; nothing was written.</summary>
    Stale,
}
