using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Scim.Protocol.Bulk;

/// <summary>What the response tells of one operation (RFC 7644 §3.7.3).</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Status">The HTTP status that the operation by itself would have been answered with.</param>
/// <param name="Location">URI of the resource; null when a POST made none, or when the operation names none.</param>
/// <param name="Version">Entity tag of the resource as it is now; null when it is deleted, or the operation failed.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
internal sealed record BulkOutcome(BulkOperation Operation, int Status, string? Location, string? Version, ScimException? Error);
