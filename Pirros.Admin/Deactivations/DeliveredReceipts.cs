using Pirros.Admin.Connections;
using Pirros.Admin.Downstream;

namespace Pirros.Admin.Deactivations;

/// <summary>Completes receipts when the products behind know.</summary>
internal sealed class DeliveredReceipts(IDeactivationStore store) : IDeliveryReceipts
{
    public Task DeliveredAsync(ConnectionId connection, DirectoryEvent ended, DateTimeOffset at, CancellationToken cancel)
        => store.MarkDeliveredAsync(connection, ended.Id, ended.At, at, cancel);
}
