using Pirros.Admin.Connections;

namespace Pirros.Admin.Downstream;

/// <summary>The port to who is told that the end of somebody's access has reached everything behind this product.</summary>
public interface IDeliveryReceipts
{
    /// <summary>
    /// The end of a user's access has reached every subscriber of the tenant that was there when it happened: a webhook by its answer of 2xx, a subscriber without one by showing
    /// the events API a cursor past it. May be called more than once for one event.
    /// </summary>
    /// <param name="connection">The user's connection.</param>
    /// <param name="ended">The event that the access ended.</param>
    /// <param name="at">When the last of them had it.</param>
    /// <param name="cancel">Gives up.</param>
    Task DeliveredAsync(ConnectionId connection, DirectoryEvent ended, DateTimeOffset at, CancellationToken cancel);
}
