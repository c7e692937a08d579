using Pirros.Admin.Tenants;

namespace Pirros.Admin.Downstream;

/// <summary>Passes on that the end of somebody's access has reached everybody who subscribed.</summary>
internal sealed partial class ReceiptRelay(IDeliveryStore deliveries, IDeliveryReceipts receipts, ILogger<ReceiptRelay> log)
{
    /// <summary>A subscriber has got an event. Called before that is noted, so that a crash in between passes it on again.</summary>
    public async Task PassAsync(TenantId tenant, Guid subscriber, DirectoryEvent happened, DateTimeOffset at, CancellationToken cancel)
    {
        if (!happened.EndsAccess || happened.Connection is not { } connection || !await deliveries.OthersHaveAsync(tenant, subscriber, happened, cancel))
            return;
        try
        {
            await receipts.DeliveredAsync(connection, happened, at, cancel);
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            // The event has arrived; to send it again would not mend the receipt.
            NotNoted(error, happened.Number, connection.Value);
        }
    }

    [LoggerMessage(LogLevel.Error, "That event {Number} of connection {Connection} reached everybody could not be noted in its receipt")]
    private partial void NotNoted(Exception error, long number, string connection);
}
