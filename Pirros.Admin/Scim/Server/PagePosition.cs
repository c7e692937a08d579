using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Server;

/// <summary>A place in the order of a query: where a resource stands, or stood before it was deleted.</summary>
/// <param name="Key">The value that the query is sorted by, as it is compared: folded where case does not matter. Null when absent, or when the query is sorted by id.</param>
/// <param name="Id">The resource's id.</param>
internal sealed record PagePosition(ScimValue? Key, string Id);
