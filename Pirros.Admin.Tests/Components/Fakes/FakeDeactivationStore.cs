using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;

namespace Pirros.Admin.Tests.Components.Fakes;

/// <summary>A brake in memory; the real one is tested on the databases.</summary>
public sealed class FakeDeactivationStore(PortalData data) : IDeactivationStore
{
    public Task<Brake> BrakeAsync(ConnectionId connection, CancellationToken cancel)
    {
        data.Check();
        return Task.FromResult(data.Brake);
    }

    public Task<bool> SetAsync(ConnectionId connection, BrakeSettings settings, Func<BrakeSettings, AuditEntry> audit, CancellationToken cancel)
    {
        data.Check();
        data.Audit.Add(audit(data.Brake.Settings));
        data.Brake = data.Brake with { Settings = settings };
        return Task.FromResult(true);
    }

    public Task<HeldList> HeldAsync(ConnectionId connection, bool decided, int count, DateTimeOffset now, CancellationToken cancel)
        => Task.FromResult(new HeldList(data.Held.Count(person => person.Decision is null), [.. data.Held.Where(person => person.Decision is null != decided).Take(count)]));

    public Task<long> DecideAsync(ConnectionId connection, string? user, BrakeDecision decision, DateTimeOffset? waveUntil, Func<long, AuditEntry> audit, CancellationToken cancel)
    {
        data.Check();
        var meant = data.Held.Where(person => person.Decision is null && (user is null || person.UserId == user)).ToList();
        if (meant.Count == 0)
            return Task.FromResult(0L);
        foreach (var person in meant)
            data.Held[data.Held.IndexOf(person)] = person with { Decision = decision };
        if (waveUntil is not null)
            data.Brake = data.Brake with { ReleasedUntil = waveUntil, ReleasedBy = decision.By };
        data.Audit.Add(audit(meant.Count));
        return Task.FromResult((long)meant.Count);
    }

    public Task<bool> UndoAsync(ConnectionId connection, string user, DateTimeOffset now, AuditEntry audit, CancellationToken cancel)
    {
        data.Check();
        var place = data.Held.FindIndex(person => person.UserId == user && person.Decision is not null);
        if (place < 0)
            return Task.FromResult(false);
        data.Held[place] = data.Held[place] with { Decision = null };
        data.Audit.Add(audit);
        return Task.FromResult(true);
    }

    public Task<bool> EndReleaseAsync(ConnectionId connection, DateTimeOffset now, AuditEntry audit, CancellationToken cancel)
    {
        data.Brake = data.Brake with { ReleasedUntil = null };
        data.Audit.Add(audit);
        return Task.FromResult(true);
    }

    public Task<bool> SeenAsync(ConnectionId connection, Func<long, AuditEntry> audit, CancellationToken cancel)
    {
        data.Audit.Add(audit(data.Brake.Warning!.People));
        data.Brake = data.Brake with { Warning = null };
        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<DeactivationReceipt>> ReceiptsAsync(ConnectionId connection, ReceiptQuery query, CancellationToken cancel) => Task.FromResult<IReadOnlyList<DeactivationReceipt>>(
        [.. data.Receipts.OrderByDescending(receipt => receipt.BlockedAt)
            .Where(receipt => receipt.BlockedAt >= query.From && receipt.BlockedAt < (query.Behind?.BlockedAt ?? query.Until) && (!query.OnlyBeyond || receipt.Beyond)).Take(query.Count)]);

    public Task<ReceiptFigures> FiguresAsync(ConnectionId connection, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
        => Task.FromResult(data.Receipts.Count(receipt => receipt.BlockedAt >= from) is > 0 and var people
            ? new ReceiptFigures(people, TimeSpan.FromMilliseconds(8), TimeSpan.FromMilliseconds(41), data.Receipts.Count(receipt => receipt.DeliveredAt is not null), data.Receipts.Any(receipt => receipt.DeliveredAt is not null) ? TimeSpan.FromSeconds(2) : null, data.Receipts.Any(receipt => receipt.DeliveredAt is not null) ? TimeSpan.FromMinutes(3) : null)
            : new ReceiptFigures(0, null, null, 0, null, null));

    public Task RecordExportAsync(AuditEntry audit, CancellationToken cancel)
    {
        data.Audit.Add(audit);
        return Task.CompletedTask;
    }

    public Task<int> MarkDeliveredAsync(ConnectionId connection, Guid change, DateTimeOffset eventAt, DateTimeOffset deliveredAt, CancellationToken cancel) => Task.FromResult(0);
}
