namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>Both match.</summary>
internal sealed record BoundAnd(BoundFilter Left, BoundFilter Right) : BoundFilter;
