namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>One and the same value of a complex attribute must match the inner filter: <c>emails[type eq "work" and value co "@x"]</c>.</summary>
internal sealed record ValuePathFilter(AttributePath Path, Filter Inner) : Filter;
