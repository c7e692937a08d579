namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>The inner filter does not match.</summary>
internal sealed record BoundNot(BoundFilter Inner) : BoundFilter;
