namespace Pirros.Admin.Scim.Server;

/// <summary>A page of a query.</summary>
/// <param name="Total">How many resources match in all (<c>totalResults</c>).</param>
/// <param name="Resources">Those of this page, in the order of their ids.</param>
internal sealed record ResourcePage(long Total, IReadOnlyList<StoredResource> Resources);
