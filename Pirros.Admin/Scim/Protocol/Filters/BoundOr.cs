namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>One of both matches.</summary>
internal sealed record BoundOr(BoundFilter Left, BoundFilter Right) : BoundFilter;
