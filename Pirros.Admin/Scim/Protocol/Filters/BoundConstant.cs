namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>Matches every resource of the type, or none; what a comparison with <c>schemas</c> comes to.</summary>
internal sealed record BoundConstant(bool Value) : BoundFilter;
