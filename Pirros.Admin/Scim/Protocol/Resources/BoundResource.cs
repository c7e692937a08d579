namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>What a request's body came to: the resource, and what of the body is not known here.</summary>
internal sealed record BoundResource(ScimResource Resource, IReadOnlyList<IgnoredAttribute> Ignored);
