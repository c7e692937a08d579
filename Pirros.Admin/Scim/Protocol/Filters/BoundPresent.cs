namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>The attribute has a value.</summary>
internal sealed record BoundPresent(BoundAttribute Attribute) : BoundFilter;
