namespace Pirros.Admin.Scim.Protocol.Bulk;

/// <summary>What a plan carries out as one: an operation, or operations whose references go in a circle (RFC 7644 §3.7.1).</summary>
/// <param name="Operations">In the order sent.</param>
/// <param name="IsCircle">Whether each needs another of them, or itself, to be there before it.</param>
internal sealed record BulkUnit(IReadOnlyList<BulkOperation> Operations, bool IsCircle);
