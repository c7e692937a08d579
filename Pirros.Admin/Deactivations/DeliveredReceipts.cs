using Pirros.Admin.Connections;
using Pirros.Admin.Downstream;

namespace Pirros.Admin.Deactivations;

/// <summary>Completes receipts when the products behind know.</summary>
internal sealed class DeliveredReceipts(IDeactivationStore store) : IDeliveryReceipts
{
    public Task DeliveredAsync(ConnectionId connection, string userId, long eventNumber, DateTimeOffset occurredAt, DateTimeOffset at, CancellationToken cancel)
        => store.MarkDeliveredAsync(connection, userId, occurredAt, at, cancel);
}
