using System.Text.Json;
using Pirros.Admin.Downstream;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage;

/// <summary>The workers' side of webhooks, in prepared SQL.</summary>
internal sealed class DeliveryStore(SqlSessionPool sessions, IWriteQueue writes, SqlDialect dialect) : IDeliveryStore
{
    private const int MostPressing = 64;
    private const string Active = "url IS NOT NULL AND paused_at IS NULL";
    private const string Urgent = $"'{EventTypes.UserDeactivated}','{EventTypes.UserDeleted}'";
    private const string Mine = "tenant_id=@p0 AND id=@p1 AND lease_owner=@p2";

    // Asked with each statement, so that nothing more is begun once somebody has paused it.
    private const string Sent = "EXISTS(SELECT 1 FROM subscribers s WHERE s.tenant_id=@p0 AND s.id=@p1 AND s.paused_at IS NULL)";
    private const string Waiting = "d.tenant_id=@p0 AND d.subscriber_id=@p1 AND d.state=0";
    private const string Read = $"SELECT {Outbox.Columns}, d.attempts, d.failures";
    private const int Attempts = 11;

    // Of each user or group the first that waits, in the order in which they happened.
    private const string Next = $"""
        {Read} FROM deliveries d JOIN directory_events e ON e.tenant_id=d.tenant_id AND e.number=d.number
        WHERE {Waiting} AND d.next_at<=@p2 AND {Sent}
        AND NOT EXISTS (SELECT 1 FROM deliveries f WHERE f.tenant_id=@p0 AND f.subscriber_id=@p1 AND f.subject=d.subject AND f.state=0 AND f.number<d.number)
        ORDER BY d.number LIMIT @p3
        """;

    // The same of those of whom somebody must not get in any more: all that waits of them goes first, in its order.
    private static readonly string s_nextUrgent = $"""
        {Read} FROM (SELECT p.subject, MIN(p.number) AS first FROM deliveries p WHERE p.tenant_id=@p0 AND p.subscriber_id=@p1 AND p.state=0 AND p.urgent GROUP BY p.subject ORDER BY 2 LIMIT {MostPressing}) u
        JOIN deliveries d ON {Waiting} AND d.subject=u.subject
        AND d.number=(SELECT MIN(f.number) FROM deliveries f WHERE f.tenant_id=@p0 AND f.subscriber_id=@p1 AND f.subject=u.subject AND f.state=0)
        JOIN directory_events e ON e.tenant_id=d.tenant_id AND e.number=d.number
        WHERE d.next_at<=@p2 AND {Sent} ORDER BY u.first LIMIT @p3
        """;

    public async ValueTask<IReadOnlyList<(TenantId Tenant, Guid Subscriber)>> DueAsync(string owner, DateTimeOffset now, CancellationToken cancel)
        => await KeysAsync($"SELECT tenant_id,id FROM subscribers WHERE due_at<=@p0 AND (lease_until IS NULL OR lease_until<=@p0 OR lease_owner=@p1) AND {Active}", [now.UtcTicks, owner], cancel);

    public async ValueTask<IReadOnlyList<(TenantId Tenant, Guid Subscriber)>> ActiveAsync(IReadOnlyCollection<TenantId>? tenants, CancellationToken cancel) => tenants is null
        ? await KeysAsync($"SELECT tenant_id,id FROM subscribers WHERE {Active}", [], cancel)
        : await KeysAsync($"SELECT tenant_id,id FROM subscribers WHERE {Active} AND {dialect.IsOneOf("tenant_id", "@p0")}", [JsonSerializer.Serialize(tenants.Select(tenant => tenant.Value))], cancel);

    public Task<Subscriber?> LeaseAsync(TenantId tenant, Guid subscriber, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            // Due when the lease ends: if its holder dies, that is when another takes it.
            const string lease = $"""
                UPDATE subscribers SET lease_owner=@p2, lease_until=@p4, due_at=@p4
                WHERE tenant_id=@p0 AND id=@p1 AND {Active} AND (lease_until IS NULL OR lease_until<=@p3 OR lease_owner=@p2)
                """;
            if (await scope.Sql.ExecuteAsync(lease, [tenant.Value, subscriber, owner, now.UtcTicks, until.UtcTicks], CancellationToken.None) == 0)
                return null;
            return (await scope.Db.Subscribers.FindAsync([tenant.Value, subscriber], CancellationToken.None))?.ToSubscriber();
        },
        cancel);

    public Task ReleaseAsync(TenantId tenant, Guid subscriber, string owner, DateTimeOffset? notBefore, DateTimeOffset? unfinished, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            const string next = "SELECT MIN(next_at) FROM deliveries WHERE tenant_id=@p0 AND subscriber_id=@p1 AND state=0";
            var at = await scope.Sql.FirstAsync(next, [tenant.Value, subscriber], row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), CancellationToken.None);
            var due = unfinished?.UtcTicks ?? (at is { } waiting && notBefore is { } hold ? Math.Max(waiting, hold.UtcTicks) : at);
            return await scope.Sql.ExecuteAsync($"UPDATE subscribers SET lease_owner=NULL, lease_until=NULL, due_at=CAST(@p3 AS bigint) WHERE {Mine}", [tenant.Value, subscriber, owner, due], CancellationToken.None);
        },
        cancel);

    public Task<bool> FanOutAsync(TenantId tenant, Guid subscriber, string owner, DateTimeOffset now, int limit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            var sql = scope.Sql;
            object?[] mine = [tenant.Value, subscriber, owner];
            var stored = await sql.FirstAsync($"SELECT position, created_at FROM subscribers WHERE {Mine} AND paused_at IS NULL{dialect.ForUpdate}", mine, row => ((string Position, long CreatedAt)?)(row.GetString(0), row.GetInt64(1)), CancellationToken.None);
            if (stored is not { } place)
                return false;
            var position = EventPosition.Parse(place.Position);
            var horizon = await Outbox.HorizonAsync(sql, dialect, CancellationToken.None);

            // A database that was restored elsewhere counts its transactions anew: all that is kept is looked through once more, and what has a delivery keeps it.
            if (position.Life != horizon.Life)
                position = new EventPosition(horizon.Life, 0, 0, 0, now);
            var span = position.Until > position.From ? position : position with { Until = horizon.Transaction, Number = 0 };
            if (span.Until <= span.From)
                return false;
            const string last = $"SELECT MAX(number), COUNT(*) FROM (SELECT e.number FROM directory_events e WHERE {Outbox.OfSpan} ORDER BY {{0}} LIMIT @p5) l";
            object?[] arguments = [tenant.Value, Outbox.SubjectOf(subscriber), span.From, span.Until, span.Number, (long)limit];
            var text = last.Replace("{0}", $"e.{dialect.EventOrder}", StringComparison.Ordinal);
            var (number, count) = await sql.FirstAsync(text, arguments, row => (row.IsDBNull(0) ? span.Number : row.GetInt64(0), row.GetInt64(1)), CancellationToken.None);
            const string insert = $"""
                INSERT INTO deliveries(tenant_id,number,subscriber_id,subject,urgent,state,next_at,attempts,failures)
                SELECT e.tenant_id,e.number,@p6,e.subject,e.type IN ({Urgent}),0,@p7,0,0
                FROM directory_events e WHERE {Outbox.OfSpan} AND e.number<=@p5 AND e.at>=@p8 ON CONFLICT DO NOTHING
                """;

            // The clocks of instances differ a little; somebody who has just subscribed may get what happened a moment before.
            var since = place.CreatedAt - TimeSpan.TicksPerMinute;
            if (count > 0)
                await sql.ExecuteAsync(insert, [tenant.Value, Outbox.SubjectOf(subscriber), span.From, span.Until, span.Number, number, subscriber, now.UtcTicks, since], CancellationToken.None);
            var whole = count < limit;
            position = whole ? span with { From = span.Until, Number = 0, At = now } : span with { Number = number, At = now };
            await sql.ExecuteAsync($"UPDATE subscribers SET position=@p3 WHERE {Mine}", [.. mine, position.ToString()], CancellationToken.None);
            return !whole || horizon.Transaction > span.Until;
        },
        cancel);

    public async ValueTask<IReadOnlyList<Delivery>> NextAsync(TenantId tenant, Guid subscriber, DateTimeOffset now, bool urgent, int limit, CancellationToken cancel) => await sessions.ReadAsync(
        session => session.QueryAsync(
            urgent ? s_nextUrgent : Next,
            [tenant.Value, subscriber, now.UtcTicks, (long)limit],
            row => new Delivery(Outbox.Read(row), (int)row.GetInt64(Attempts), (int)row.GetInt64(Attempts + 1)),
            cancel),
        cancel);

    public Task RecordAsync(TenantId tenant, Guid subscriber, DirectoryEvent happened, DeliveryAttempt attempt, DateTimeOffset at, DeliveryConsequence consequence, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            var sql = scope.Sql;
            var delivered = attempt.Outcome == DeliveryOutcome.Delivered;

            // What is not tried again by itself waits for whoever resumes it.
            var next = consequence.NextAt ?? at;
            const string mark = """
                UPDATE deliveries SET attempts=attempts+1, failures=failures+@p3, state=@p4, next_at=@p5, delivered_at=CASE WHEN @p4=1 THEN @p6 ELSE delivered_at END
                WHERE tenant_id=@p0 AND number=@p1 AND subscriber_id=@p2 RETURNING attempts
                """;
            object?[] marked = [tenant.Value, happened.Number, subscriber, delivered ? 0 : 1, delivered ? DeliveryRow.Delivered : DeliveryRow.Waiting, next.UtcTicks, at.UtcTicks];
            if (await sql.FirstAsync(mark, marked, row => (long?)row.GetInt64(0), CancellationToken.None) is not { } number)
                return false;
            const string insert = """
                INSERT INTO delivery_attempts(tenant_id,number,subscriber_id,attempt,id,at,outcome,status,milliseconds,answer,next_at)
                VALUES(@p0,@p1,@p2,@p3,@p4,@p5,@p6,CAST(@p7 AS integer),@p8,CAST(@p9 AS varchar),CAST(@p10 AS bigint))
                """;
            scope.Last(new SqlStatement(
                insert,
                [tenant.Value, happened.Number, subscriber, (int)number, OrderedId.Next(at), at.UtcTicks, attempt.Outcome.ToString(), attempt.Status, (long)attempt.Duration.TotalMilliseconds, attempt.Answer, consequence.NextAt?.UtcTicks]));
            if (!delivered)
            {
                const string failed = """
                    UPDATE subscribers SET failing_since=COALESCE(failing_since,@p2), failures=failures+1, hold_until=CAST(@p3 AS bigint),
                    paused_at=COALESCE(CAST(@p4 AS bigint),paused_at), paused_for=COALESCE(CAST(@p5 AS varchar),paused_for) WHERE tenant_id=@p0 AND id=@p1
                    """;
                scope.Last(new SqlStatement(failed, [tenant.Value, subscriber, at.UtcTicks, consequence.HoldUntil?.UtcTicks, consequence.Pause is null ? null : at.UtcTicks, consequence.Pause?.ToString()]));
            }
            else if (consequence.Recovered)
            {
                scope.Last(
                    new SqlStatement("UPDATE subscribers SET failing_since=NULL, failures=0, hold_until=NULL WHERE tenant_id=@p0 AND id=@p1", [tenant.Value, subscriber]),
                    new SqlStatement("UPDATE deliveries SET next_at=@p2 WHERE tenant_id=@p0 AND subscriber_id=@p1 AND state=0 AND next_at>@p2", [tenant.Value, subscriber, at.UtcTicks]));
            }

            return true;
        },
        cancel);

    public async ValueTask<bool> OthersHaveAsync(TenantId tenant, Guid subscriber, DirectoryEvent happened, CancellationToken cancel)
    {
        const string others = """
            SELECT s.url, s.fetched, EXISTS(SELECT 1 FROM deliveries d WHERE d.tenant_id=s.tenant_id AND d.number=@p2 AND d.subscriber_id=s.id AND d.state=1)
            FROM subscribers s WHERE s.tenant_id=@p0 AND s.id<>@p1 AND s.created_at<=@p3
            """;
        var found = await sessions.ReadAsync(
            session => session.QueryAsync(
                others,
                [tenant.Value, subscriber, happened.Number, happened.At.UtcTicks],
                row => row.IsDBNull(0) ? !row.IsDBNull(1) && EventPosition.Parse(row.GetString(1)).Covers(happened.Transaction, happened.Number) : row.GetBoolean(2),
                cancel),
            cancel);
        return found.TrueForAll(has => has);
    }

    public async ValueTask<(DateTimeOffset? OldestWaiting, long Paused)> FiguresAsync(CancellationToken cancel)
    {
        // What waits is found by the first that waits of each subscriber who is due or being delivered to; what is not safe to read yet, by the newest transactions.
        var oldest = $"""
            SELECT MIN(o.at) FROM (
            SELECT e.at FROM subscribers s JOIN directory_events e ON e.tenant_id=s.tenant_id
            AND e.number=(SELECT MIN(d.number) FROM deliveries d WHERE d.tenant_id=s.tenant_id AND d.subscriber_id=s.id AND d.state=0)
            WHERE s.due_at IS NOT NULL AND {Active}
            UNION ALL SELECT at FROM directory_events WHERE xact>={dialect.EventHorizon}) o
            """;
        var at = await sessions.ReadAsync(session => session.FirstAsync(oldest, [], row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), cancel), cancel);
        var paused = await sessions.ReadAsync(session => session.FirstAsync("SELECT COUNT(*) FROM subscribers WHERE paused_at IS NOT NULL", [], row => row.GetInt64(0), cancel), cancel);
        return (at is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null, paused);
    }

    private ValueTask<List<(TenantId Tenant, Guid Subscriber)>> KeysAsync(string sql, object?[] arguments, CancellationToken cancel)
        => sessions.ReadAsync(session => session.QueryAsync(sql, arguments, row => (new TenantId(row.GetString(0)), row.GetGuid(1)), cancel), cancel);
}
