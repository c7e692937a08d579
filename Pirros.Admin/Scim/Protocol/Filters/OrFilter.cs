namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>One of both must match.</summary>
internal sealed record OrFilter(Filter Left, Filter Right) : Filter;
