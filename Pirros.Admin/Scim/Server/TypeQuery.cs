using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Server;

/// <summary>Which resources of one type a query is about.</summary>
/// <param name="Type">The type.</param>
/// <param name="Filter">Which; null means all.</param>
/// <param name="SortBy">The attribute to sort by; null when the type has none of that name.</param>
internal sealed record TypeQuery(ResourceType Type, BoundFilter? Filter, BoundAttribute? SortBy = null);
