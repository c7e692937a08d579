using Pirros.Admin.Scim.Protocol.Bulk;
using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Scim.Server.Bulk;

/// <summary>How an operation of a bulk request ended.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Id">Id of the resource that it is about; null when there is none, as after a POST that failed.</param>
/// <param name="Done">What was done; null when it failed.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record BulkResult(BulkOperation Operation, string? Id, OperationResult? Done, ScimException? Error, TimeSpan Duration);
