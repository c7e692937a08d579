using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Bulk;
using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Scim.Server.Bulk;

/// <summary>Bulk operations (RFC 7644 §3.7) on a connection. Each operation is atomic by itself; the request is not.</summary>
internal sealed class BulkOperations(ResourceOperations operations, TimeProvider clock)
{
    /// <summary>The most operations in one request.</summary>
    public const int MaximumOperations = 1_000;

    /// <summary>Carries out what can be carried out.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="request">The request.</param>
    /// <param name="defect">What to answer for an operation that failed by a defect of the service; it is called with what was thrown.</param>
    /// <param name="cancel">Stops before the next operation.</param>
    /// <param name="origin">What the request comes from.</param>
    /// <returns>The results in the order sent. Operations that were left undone after too many errors have none.</returns>
    public Task<IReadOnlyList<BulkResult>> RunAsync(ConnectionId connection, BulkRequest request, Func<BulkOperation, Exception, ScimException> defect, CancellationToken cancel, WriteOrigin origin = default)
        => new BulkRun(operations, connection, request, defect, clock, origin).RunAsync(cancel);
}
