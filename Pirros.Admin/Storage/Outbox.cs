using Pirros.Admin.Connections;
using Pirros.Admin.Downstream;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage;

/// <summary>
/// Reads <c>directory_events</c>. On PostgreSQL numbers are drawn in another order than transactions end in: who read up to number 7 would miss 6, if the transaction that drew it ends later.
/// So only events of transactions below a horizon are read, below which all have ended: what was read once is never added to. Within a span of transactions events come by
/// their numbers, which are drawn while the user or group is held, so that of one the later change comes later (ADR 15).
/// </summary>
internal sealed class Outbox(SqlSessionPool sessions, IWriteQueue writes, SqlDialect dialect, TimeProvider clock) : IOutbox
{
    /// <summary>What is read of event <c>e</c>.</summary>
    public const string Columns = "e.number,e.xact,e.id,e.type,e.connection_id,e.subject,e.at,e.external_id,e.name,e.active,e.details";

    /// <summary>What of a span of transactions a subscriber gets: <c>@p0</c> tenant, <c>@p1</c> subscriber, <c>@p2</c> from, <c>@p3</c> until, <c>@p4</c> number.</summary>
    public const string OfSpan = $"e.tenant_id=@p0 AND e.xact>=@p2 AND e.xact<@p3 AND e.number>@p4 AND (e.type<>'{EventTypes.Test}' OR e.subject=@p1)";

    /// <summary>What is kept of deliveries.</summary>
    public static readonly string[] DeliveryTables = ["delivery_attempts", "deliveries"];

    /// <summary>A subscriber's id as it stands in events about it.</summary>
    public static string SubjectOf(Guid subscriber) => subscriber.ToString();

    public ValueTask<EventHorizon> HorizonAsync(CancellationToken cancel) => sessions.ReadAsync(session => HorizonAsync(session, dialect, cancel), cancel);

    /// <summary>The same within a session.</summary>
    public static ValueTask<EventHorizon> HorizonAsync(SqlSession session, SqlDialect dialect, CancellationToken cancel)
        => session.FirstAsync($"SELECT {dialect.Life}, {dialect.EventHorizon}", [], row => new EventHorizon(row.GetString(0), row.GetInt64(1)), cancel);

    public async ValueTask<IReadOnlyList<TenantId>> ChangedAsync(long from, long until, CancellationToken cancel)
        => await sessions.ReadAsync(session => session.QueryAsync("SELECT DISTINCT tenant_id FROM directory_events WHERE xact>=@p0 AND xact<@p1", [from, until], row => new TenantId(row.GetString(0)), cancel), cancel);

    public ValueTask<EventPage> ReadAsync(TenantId tenant, Guid subscriber, EventPosition from, int limit, CancellationToken cancel)
        => sessions.ReadAsync(session => ReadAsync(session, dialect, clock, tenant, subscriber, from, limit, cancel), cancel);

    /// <summary>The same within a session.</summary>
    public static async ValueTask<EventPage> ReadAsync(
        SqlSession session, SqlDialect dialect, TimeProvider clock, TenantId tenant, Guid subscriber, EventPosition from, int limit, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var horizon = await HorizonAsync(session, dialect, cancel);
        var (position, events) = (from, new List<DirectoryEvent>());
        var select = $"SELECT {Columns} FROM directory_events e WHERE {OfSpan} ORDER BY e.{dialect.EventOrder} LIMIT @p5";
        while (true)
        {
            // A span that was begun is read to its end; then the next reaches to what is safe by now.
            var span = position.Until > position.From ? position : position with { Until = horizon.Transaction, Number = 0 };
            if (span.Until <= span.From)
                return new EventPage(events, position, false);
            var wanted = limit - events.Count;
            var found = await session.QueryAsync(select, [tenant.Value, SubjectOf(subscriber), span.From, span.Until, span.Number, (long)wanted + 1], Read, cancel);
            if (found.Count > wanted)
            {
                // Of this span, whose numbers may be lower than those of the span before.
                var taken = found.Take(wanted).ToList();
                events.AddRange(taken);
                return new EventPage(events, taken.Count == 0 ? span : span with { Number = taken[^1].Number, At = taken[^1].At }, true);
            }

            events.AddRange(found);
            position = span with { From = span.Until, Number = 0, At = now };
        }
    }

    public async ValueTask<int> BehindAsync(TenantId tenant, Guid subscriber, EventPosition position, int most, CancellationToken cancel)
    {
        const string count = $"""
            SELECT COUNT(*) FROM (SELECT 1 FROM directory_events e WHERE e.tenant_id=@p0 AND (e.xact>=@p3 OR (e.xact>=@p2 AND e.number>@p4))
            AND e.xact>=@p2 AND (e.type<>'{EventTypes.Test}' OR e.subject=@p1) LIMIT @p5) b
            """;
        object?[] arguments = [tenant.Value, SubjectOf(subscriber), position.From, Math.Max(position.From, position.Until), position.Number, (long)most];
        return (int)await sessions.ReadAsync(session => session.FirstAsync(count, arguments, row => row.GetInt64(0), cancel), cancel);
    }

    public Task<int> TrimAsync(DateTimeOffset before, int limit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            // The oldest by their transactions, as far as they are too old: no event is looked at that is not among them.
            const string outdated = "SELECT tenant_id,number FROM (SELECT tenant_id,number,at FROM directory_events ORDER BY xact LIMIT @p1) o WHERE o.at<@p0";
            object?[] arguments = [before.UtcTicks, (long)limit];
            foreach (var table in DeliveryTables)
                await scope.Sql.ExecuteAsync($"DELETE FROM {table} WHERE (tenant_id,number) IN ({outdated})", arguments, CancellationToken.None);
            return await scope.Sql.ExecuteAsync($"DELETE FROM directory_events WHERE (tenant_id,number) IN ({outdated})", arguments, CancellationToken.None);
        },
        cancel);

    // What can be seen was committed before this looks, so its transaction can't be one that is still to come: it is another server's, and has ended.
    public Task AdoptAsync(CancellationToken cancel) => writes.RunAsync(
        async scope => dialect.Adopt is { } adopt ? await scope.Sql.ExecuteAsync(adopt, [], CancellationToken.None) : 0,
        cancel);

    /// <summary>Reads <see cref="Columns"/>, which begin at a column.</summary>
    public static DirectoryEvent Read(ISqlRow row) => Read(row, 0);

    /// <summary>The same where they begin at another column.</summary>
    public static DirectoryEvent Read(ISqlRow row, int at) => new(
        row.GetInt64(at),
        row.GetInt64(at + 1),
        row.GetGuid(at + 2),
        row.GetString(at + 3),
        row.IsDBNull(at + 4) ? null : new ConnectionId(row.GetString(at + 4)),
        row.GetString(at + 5),
        new DateTimeOffset(row.GetInt64(at + 6), TimeSpan.Zero),
        Text(row, at + 7),
        Text(row, at + 8),
        row.IsDBNull(at + 9) ? null : row.GetBoolean(at + 9),
        Text(row, at + 10));

    private static string? Text(ISqlRow row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
