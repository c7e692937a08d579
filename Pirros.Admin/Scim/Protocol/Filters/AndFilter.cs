namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>Both must match.</summary>
internal sealed record AndFilter(Filter Left, Filter Right) : Filter;
