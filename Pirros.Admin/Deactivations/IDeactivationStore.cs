using Pirros.Admin.Audit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Deactivations;

/// <summary>The port to brakes, held deactivations and receipts. Deactivations themselves are written where users are, in the transaction of the change. Whatever a person does is audited in the transaction of the act.</summary>
public interface IDeactivationStore
{
    /// <summary>The brake of a connection.</summary>
    Task<Brake> BrakeAsync(ConnectionId connection, CancellationToken cancel);

    /// <summary>Sets it; false when there is no such connection any more, or it was so already. The audit entry is made from what was set before.</summary>
    Task<bool> SetAsync(ConnectionId connection, BrakeSettings settings, Func<BrakeSettings, AuditEntry> audit, CancellationToken cancel);

    /// <summary>Those who wait, or those who were decided about; at most <paramref name="count"/>, and how many wait in all.</summary>
    Task<HeldList> HeldAsync(ConnectionId connection, bool decided, int count, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Decides about somebody who waits, or about all who do when <paramref name="user"/> is null. Gives how many that were; when none, nothing is written.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="user">The user, or null for all.</param>
    /// <param name="decision">What is decided.</param>
    /// <param name="waveUntil">Until when others go through as well; null when only those who wait are meant.</param>
    /// <param name="audit">Makes the audit entry from how many they were.</param>
    /// <param name="cancel">Gives up.</param>
    Task<long> DecideAsync(ConnectionId connection, string? user, BrakeDecision decision, DateTimeOffset? waveUntil, Func<long, AuditEntry> audit, CancellationToken cancel);

    /// <summary>Takes back a decision: the user waits again. False when there is none in force.</summary>
    Task<bool> UndoAsync(ConnectionId connection, string user, DateTimeOffset now, AuditEntry audit, CancellationToken cancel);

    /// <summary>Ends a release: whoever has not gone through by now waits again. False when nothing is released.</summary>
    Task<bool> EndReleaseAsync(ConnectionId connection, DateTimeOffset now, AuditEntry audit, CancellationToken cancel);

    /// <summary>Marks the warning as seen. False when there is none.</summary>
    Task<bool> SeenAsync(ConnectionId connection, Func<long, AuditEntry> audit, CancellationToken cancel);

    /// <summary>Receipts, newest first.</summary>
    Task<IReadOnlyList<DeactivationReceipt>> ReceiptsAsync(ConnectionId connection, ReceiptQuery query, CancellationToken cancel);

    /// <summary>A period in figures.</summary>
    Task<ReceiptFigures> FiguresAsync(ConnectionId connection, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel);

    /// <summary>Writes down that receipts were taken away.</summary>
    Task RecordExportAsync(AuditEntry audit, CancellationToken cancel);

    /// <summary>
    /// Every product took the event of a change that ended somebody's access: its receipt says so. May be told again, and then changes nothing. Gives how many receipts that completed.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="change">The id of the change, which is the event's and the receipt's.</param>
    /// <param name="eventAt">When the change was made.</param>
    /// <param name="deliveredAt">When the last of the products took it.</param>
    /// <param name="cancel">Gives up.</param>
    Task<int> MarkDeliveredAsync(ConnectionId connection, Guid change, DateTimeOffset eventAt, DateTimeOffset deliveredAt, CancellationToken cancel);
}
