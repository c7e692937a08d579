using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>Brakes, held deactivations and receipts. Whoever changes a brake holds its row, as a deactivation does that is close to what is usual.</summary>
internal sealed class DeactivationStore(Func<AdminDb> open, SqlSessionPool sessions, IWriteQueue writes, DeactivationGate gate) : IDeactivationStore
{
    // Of those who are delivered and of all, the one that so many did not have to wait longer than (nearest rank).
    private const string BlockedRank = "SELECT blocked_at-received_at FROM deactivations WHERE connection_id=@p0 AND blocked_at>=@p1 AND blocked_at<@p2 ORDER BY blocked_at-received_at LIMIT 1 OFFSET @p3";

    private const string DeliveredRank = """
        SELECT delivered_at-received_at FROM deactivations WHERE connection_id=@p0 AND blocked_at>=@p1 AND blocked_at<@p2 AND delivered_at IS NOT NULL
        ORDER BY delivered_at-received_at LIMIT 1 OFFSET @p3
        """;

    private const string CountBoth = "SELECT COUNT(*),COUNT(delivered_at) FROM deactivations WHERE connection_id=@p0 AND blocked_at>=@p1 AND blocked_at<@p2";

    // Event times are told in milliseconds, receipts in ticks: one that was received within the event's millisecond is meant too.
    private const string Deliver = """
        UPDATE deactivations SET delivered_at=@p4 WHERE connection_id=@p0 AND id=@p3 AND delivered_at IS NULL
        AND blocked_at=(SELECT d.blocked_at FROM deactivations d WHERE d.connection_id=@p0 AND d.blocked_at>=@p1 AND d.blocked_at<@p2 AND d.id=@p3 LIMIT 1)
        """;

    // A receipt is written when its change is committed, soon after the moment that the change and its event bear; the clock may have been set in between. Receipts have no index but time.
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan After = TimeSpan.FromHours(1);

    public async Task<Brake> BrakeAsync(ConnectionId connection, CancellationToken cancel)
    {
        await using var db = open();
        if (await db.Brakes.AsNoTracking().FirstOrDefaultAsync(b => b.ConnectionId == connection.Value, cancel) is not { } row)
            return new Brake(BrakeSettings.Default);
        var warned = await db.BrakeWarnings.AsNoTracking().Where(w => w.ConnectionId == connection.Value).ToListAsync(cancel);
        return new Brake(new BrakeSettings(row.Mode, row.Percent, row.Minimum, row.Minutes))
        {
            ReleasedUntil = row.ReleasedUntil,
            ReleasedBy = row.ReleasedBy,
            Warning = warned.Count > 0 ? new BrakeWarning(warned.Sum(w => w.People), warned.Min(w => w.FirstAt), warned.Max(w => w.LastAt)) : null,
        };
    }

    public Task<bool> SetAsync(ConnectionId connection, BrakeSettings settings, Func<BrakeSettings, AuditEntry> audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            if (await gate.LockAsync(scope.Sql, connection) is not var (before, _) || before == settings)
                return false;
            await scope.Sql.ExecuteAsync(
                "UPDATE brakes SET mode=@p1, percent=@p2, minimum=@p3, minutes=@p4 WHERE connection_id=@p0",
                [connection.Value, settings.Mode.ToString(), settings.Percent, settings.Minimum, settings.Minutes],
                CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit(before));
            return true;
        },
        cancel);

    public async Task<HeldList> HeldAsync(ConnectionId connection, bool decided, int count, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = open();
        var waiting = Waiting(db, connection, now);
        var wanted = decided
            ? db.HeldDeactivations.Where(h => h.ConnectionId == connection.Value && h.Verdict != null && h.DecidedUntil > now).OrderByDescending(h => h.DecidedAt).ThenBy(h => h.UserId)
            : waiting.OrderBy(h => h.FirstAt).ThenBy(h => h.UserId);
        var rows = await wanted.AsNoTracking().Take(count).ToListAsync(cancel);
        return new HeldList(await waiting.LongCountAsync(cancel), rows.ConvertAll(row => row.ToHeld(now)));
    }

    public Task<long> DecideAsync(ConnectionId connection, string? user, BrakeDecision decision, DateTimeOffset? waveUntil, Func<long, AuditEntry> audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            if (await gate.LockAsync(scope.Sql, connection) is null)
                return 0L;
            var waiting = Waiting(scope.Db, connection, decision.At);
            var meant = user is null ? waiting : waiting.Where(h => h.UserId == user);
            long people = await meant.ExecuteUpdateAsync(
                row => row.SetProperty(h => h.Verdict, decision.Verdict).SetProperty(h => h.DecidedBy, decision.By).SetProperty(h => h.DecidedAt, decision.At).SetProperty(h => h.DecidedUntil, decision.Until),
                CancellationToken.None);
            if (people == 0)
                return 0L;
            if (waveUntil is { } until)
                await scope.Sql.ExecuteAsync("UPDATE brakes SET released_until=@p1, released_by=@p2 WHERE connection_id=@p0", [connection.Value, until.UtcTicks, decision.By], CancellationToken.None);

            // Whom the provider has not asked for in so long is on no list any more.
            var forgotten = decision.At - Brake.RejectionLasts;
            await scope.Db.HeldDeactivations
                .Where(h => h.ConnectionId == connection.Value && h.LastAt <= forgotten && (h.Verdict == null || h.DecidedUntil <= decision.At))
                .ExecuteDeleteAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit(people));
            return people;
        },
        cancel);

    public Task<bool> UndoAsync(ConnectionId connection, string user, DateTimeOffset now, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            if (await gate.LockAsync(scope.Sql, connection) is null
                || await UndecideAsync(Decided(scope.Db, connection, now).Where(h => h.UserId == user), now) == 0)
                return false;
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public Task<bool> EndReleaseAsync(ConnectionId connection, DateTimeOffset now, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            if (await gate.LockAsync(scope.Sql, connection) is not var (_, until))
                return false;
            var people = await UndecideAsync(Decided(scope.Db, connection, now).Where(h => h.Verdict == BrakeVerdict.Released), now);
            if (people == 0 && !(until > now))
                return false;
            await scope.Sql.ExecuteAsync("UPDATE brakes SET released_until=NULL, released_by=NULL WHERE connection_id=@p0", [connection.Value], CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public Task<bool> SeenAsync(ConnectionId connection, Func<long, AuditEntry> audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            var seen = await scope.Sql.QueryAsync("DELETE FROM brake_warnings WHERE connection_id=@p0 RETURNING people", [connection.Value], row => row.GetInt64(0), CancellationToken.None);
            if (seen.Count == 0)
                return false;
            await AuditAppend.RunAsync(scope, audit(seen.Sum()));
            return true;
        },
        cancel);

    public async Task<IReadOnlyList<DeactivationReceipt>> ReceiptsAsync(ConnectionId connection, ReceiptQuery query, CancellationToken cancel)
    {
        var until = query.Behind?.BlockedAt ?? query.Until;
        var sql = $"""
            SELECT blocked_at,id,user_id,received_at,delivered_at,deleted,beyond,held_since FROM deactivations WHERE connection_id=@p0 AND blocked_at>=@p1
            AND {(query.Behind is null ? "blocked_at<@p2" : "(blocked_at,id)<(@p2,@p4)")}{(query.OnlyBeyond ? " AND beyond" : "")} ORDER BY blocked_at DESC,id DESC LIMIT @p3
            """;
        List<object?> arguments = [connection.Value, query.From.UtcTicks, until.UtcTicks, query.Count, .. query.Behind is { } behind ? [behind.Id] : Array.Empty<object?>()];
        return await sessions.ReadAsync(session => session.QueryAsync(sql, [.. arguments], Read, cancel), cancel);
    }

    public async Task<ReceiptFigures> FiguresAsync(ConnectionId connection, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel) => await sessions.ReadAsync(
        async session =>
        {
            object?[] period = [connection.Value, from.UtcTicks, until.UtcTicks];
            var (people, delivered) = await session.FirstAsync(CountBoth, period, row => (row.GetInt64(0), row.GetInt64(1)), cancel);
            return new ReceiptFigures(
                people, await RankAsync(BlockedRank, people, 50), await RankAsync(BlockedRank, people, 95), delivered, await RankAsync(DeliveredRank, delivered, 50), await RankAsync(DeliveredRank, delivered, 95));

            async ValueTask<TimeSpan?> RankAsync(string sql, long of, int percent)
                => of == 0 ? null : await session.FirstAsync(sql, [.. period, ((of * percent) + 99) / 100 - 1], row => (TimeSpan?)TimeSpan.FromTicks(row.GetInt64(0)), cancel);
        },
        cancel);

    public Task RecordExportAsync(AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public Task<int> MarkDeliveredAsync(ConnectionId connection, Guid change, DateTimeOffset eventAt, DateTimeOffset deliveredAt, CancellationToken cancel) => writes.RunAsync(
        scope => scope.Sql.ExecuteAsync(
            Deliver, [connection.Value, (eventAt - Before).UtcTicks, (eventAt + After).UtcTicks, change, deliveredAt.UtcTicks], CancellationToken.None),
        cancel);

    private static IQueryable<HeldDeactivationRow> Waiting(AdminDb db, ConnectionId connection, DateTimeOffset now)
    {
        var forgotten = now - Brake.RejectionLasts;
        return db.HeldDeactivations.Where(h => h.ConnectionId == connection.Value && h.LastAt > forgotten && (h.Verdict == null || h.DecidedUntil <= now));
    }

    private static IQueryable<HeldDeactivationRow> Decided(AdminDb db, ConnectionId connection, DateTimeOffset now)
        => db.HeldDeactivations.Where(h => h.ConnectionId == connection.Value && h.Verdict != null && h.DecidedUntil > now);

    /// <summary>Whoever waits again is listed for as long as anybody who begins to wait now.</summary>
    private static Task<int> UndecideAsync(IQueryable<HeldDeactivationRow> rows, DateTimeOffset now) => rows.ExecuteUpdateAsync(
        row => row.SetProperty(h => h.Verdict, (BrakeVerdict?)null).SetProperty(h => h.DecidedBy, (string?)null).SetProperty(h => h.DecidedAt, (DateTimeOffset?)null)
            .SetProperty(h => h.DecidedUntil, (DateTimeOffset?)null).SetProperty(h => h.LastAt, now),
        CancellationToken.None);

    private static DeactivationReceipt Read(ISqlRow row) => new(
        row.GetGuid(1), row.GetString(2), Moment(row, 3), Moment(row, 0), row.IsDBNull(4) ? null : Moment(row, 4), row.GetBoolean(5), row.GetBoolean(6))
    {
        HeldSince = row.IsDBNull(7) ? null : Moment(row, 7),
    };

    private static DateTimeOffset Moment(ISqlRow row, int column) => new(row.GetInt64(column), TimeSpan.Zero);
}
