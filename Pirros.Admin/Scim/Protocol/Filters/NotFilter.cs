namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>The inner filter must not match.</summary>
internal sealed record NotFilter(Filter Inner) : Filter;
