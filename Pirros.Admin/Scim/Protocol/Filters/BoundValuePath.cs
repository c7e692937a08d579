namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>One value of the attribute matches the inner filter, whose attributes are sub-attributes of that value.</summary>
internal sealed record BoundValuePath(BoundAttribute Attribute, BoundFilter Inner) : BoundFilter;
