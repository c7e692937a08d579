namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>A member of a group as a client gives it (RFC 7643 §4.2).</summary>
/// <param name="Id">The <c>value</c>: the id of a user or a group.</param>
/// <param name="Display">The <c>display</c>, kept as it was given (§2.4 calls it immutable); null when the client leaves the name to the service.</param>
internal sealed record MemberValue(string Id, string? Display = null);
