using Pirros.Admin.Scim.Protocol.Bulk;

namespace Pirros.Admin.Scim.Server.Bulk;

/// <summary>An operation that is ready to run: read, bound, and with ids in the place of bulkIds.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Id">Id of the resource that it is about; null for a new one.</param>
/// <param name="Effect">What it may change.</param>
/// <param name="Keys">What it claims for itself: two steps that share a key keep their order.</param>
/// <param name="RunAsync">Runs it. Among others (true) it gives null, and does nothing, when it turns out that it must have its turn alone.</param>
internal sealed record BulkStep(BulkOperation Operation, string? Id, BulkEffect Effect, IReadOnlyList<(string Kind, string Value)> Keys, Func<bool, CancellationToken, Task<OperationResult?>> RunAsync);
