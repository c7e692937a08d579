using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

internal sealed class ActivityStore(Func<AdminDb> open, IWriteQueue writes, ActivityPages pages, SqlDialect dialect) : IActivityStore
{
    private const string Columns = "connection_id,id,at,method,path,status,duration_ticks,what,subject,detail,token_id,address,user_agent,ignored";
    private const string Values = "@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,@p12,@p13";

    // What only reads has nothing more than its line, and is nearly everything: it does not pay for columns that it leaves empty.
    private const string DetailColumns = $"{Columns},resource_id,scim_type,refusal,refused_token,changes,request";
    private const string DetailValues = $"{Values},@p14,@p15,@p16,@p17,@p18,@p19";

    private const string Insert = $"INSERT INTO activity({Columns}) VALUES({Values})";
    private const string InsertWithDetails = $"INSERT INTO activity({DetailColumns},previous_id) VALUES({DetailValues},@p20)";

    // Without a token anybody can address a connection that does not exist; that must leave no row behind.
    private const string IfKnown = "WHERE EXISTS (SELECT 1 FROM connections WHERE id=@p0)";
    private const string InsertIfKnown = $"INSERT INTO activity({Columns}) SELECT {Values} {IfKnown}";
    private const string InsertWithDetailsIfKnown = $"INSERT INTO activity({DetailColumns}) SELECT {DetailValues} {IfKnown}";

    private const string Head = """
        INSERT INTO activity_heads(connection_id,last_request_at,last_status,last_success_at)
        SELECT @p0,@p1,@p2,CAST(@p3 AS bigint) WHERE EXISTS (SELECT 1 FROM connections WHERE id=@p0)
        ON CONFLICT(connection_id) DO UPDATE SET
          last_status=CASE WHEN excluded.last_request_at>=activity_heads.last_request_at THEN excluded.last_status ELSE activity_heads.last_status END,
          last_request_at=CASE WHEN excluded.last_request_at>=activity_heads.last_request_at THEN excluded.last_request_at ELSE activity_heads.last_request_at END,
          last_success_at=CASE WHEN activity_heads.last_success_at IS NULL OR excluded.last_success_at>activity_heads.last_success_at THEN excluded.last_success_at ELSE activity_heads.last_success_at END
        """;

    private const string Mark = """
        INSERT INTO activity_marks(connection_id,name,first_at,last_at,count,last_address,last_subject)
        SELECT @p0,@p1,@p2,@p3,@p4,@p5,@p6 WHERE EXISTS (SELECT 1 FROM connections WHERE id=@p0)
        ON CONFLICT(connection_id,name) DO UPDATE SET
          count=activity_marks.count+excluded.count,
          first_at=CASE WHEN excluded.first_at<activity_marks.first_at THEN excluded.first_at ELSE activity_marks.first_at END,
          last_address=CASE WHEN excluded.last_at>=activity_marks.last_at THEN excluded.last_address ELSE activity_marks.last_address END,
          last_subject=CASE WHEN excluded.last_at>=activity_marks.last_at THEN excluded.last_subject ELSE activity_marks.last_subject END,
          last_at=CASE WHEN excluded.last_at>=activity_marks.last_at THEN excluded.last_at ELSE activity_marks.last_at END
        """;

    private const string Hour = """
        INSERT INTO activity_hours(connection_id,hour,requests,refused,failed,deactivated,users,active_users)
        SELECT @p0,@p1,@p2,@p3,@p4,@p5,
          (SELECT COALESCE(SUM(total),0) FROM directory_counts WHERE connection_id=@p0 AND type='User'),
          (SELECT COALESCE(SUM(active),0) FROM directory_counts WHERE connection_id=@p0 AND type='User')
        WHERE EXISTS (SELECT 1 FROM connections WHERE id=@p0)
        ON CONFLICT(connection_id,hour) DO UPDATE SET
          requests=activity_hours.requests+excluded.requests, refused=activity_hours.refused+excluded.refused, failed=activity_hours.failed+excluded.failed,
          deactivated=activity_hours.deactivated+excluded.deactivated, users=excluded.users, active_users=excluded.active_users
        """;

    // One look at the beginning of each connection's key.
    private const string Outdated = "SELECT * FROM connections c WHERE EXISTS (SELECT 1 FROM activity a WHERE a.connection_id=c.id AND a.id<{0}) ORDER BY c.id LIMIT {1}";

    // In the order of the key, in which two processes that do this at once wait for each other instead of locking each other out; read once, or PostgreSQL may read on for each row that it removes.
    private static string Trim(string forUpdate) => $"""
        WITH old AS MATERIALIZED (SELECT id FROM activity WHERE connection_id=@p0 AND id<@p1 ORDER BY id LIMIT @p2{forUpdate})
        DELETE FROM activity WHERE connection_id=@p0 AND id IN (SELECT id FROM old)
        """;

    public async Task AppendAsync(ActivityBatch batch, CancellationToken cancel) => await writes.RunAsync(
        scope =>
        {
            // Rows of the same columns one after the other, which PostgreSQL takes as one statement.
            scope.Last(dialect.IsInProcess ? batch.Records.Select(RowOf) : batch.Records.Select(RowOf).OrderBy(row => row.Text.Length));
            scope.Last(batch.Records.GroupBy(r => r.Connection).OrderBy(g => g.Key.Value, StringComparer.Ordinal).Select(HeadOf));
            scope.Last(batch.Marks.Select(m => new SqlStatement(
                Mark, [m.Connection.Value, m.Mark.Name, m.Mark.FirstAt.UtcTicks, m.Mark.LastAt.UtcTicks, m.Mark.Count, SqlNull.Or(m.Mark.LastAddress), SqlNull.Or(m.Mark.LastSubject)])));
            scope.Last(batch.Hours.Select(h => new SqlStatement(Hour, [h.Connection.Value, h.Hour.Hour.UtcTicks, h.Hour.Requests, h.Hour.Refused, h.Hour.Failed, h.Hour.Deactivated])));
            return ValueTask.FromResult(true);
        },
        cancel);

    public async Task<IReadOnlyList<ActivityRecord>> LatestAsync(ConnectionId connection, int count, CancellationToken cancel)
    {
        await using var db = open();
        var rows = await db.Activity.AsNoTracking().Where(a => a.ConnectionId == connection.Value).OrderByDescending(a => a.Id).Take(count).ToListAsync(cancel);
        return rows.ConvertAll(a => a.ToRecord());
    }

    public Task<ActivitySlice> QueryAsync(ConnectionId connection, ActivityQuery query, CancellationToken cancel) => pages.QueryAsync(connection, query, cancel);

    public Task RecordExportAsync(AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public async Task<IReadOnlyList<ConnectionId>> OutdatedAsync(DateTimeOffset before, int count, CancellationToken cancel)
    {
        await using var db = open();
        var rows = await db.Connections.FromSqlRaw(Outdated, OrderedId.First(before), count).AsNoTracking().ToListAsync(cancel);
        return rows.ConvertAll(row => new ConnectionId(row.Id));
    }

    public Task<int> TrimAsync(ConnectionId connection, DateTimeOffset before, int count, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            var removed = await scope.Sql.ExecuteAsync(Trim(dialect.ForUpdate), [connection.Value, OrderedId.First(before), count], CancellationToken.None);
            if (removed < count)
                scope.Last(new SqlStatement("DELETE FROM activity_hours WHERE connection_id=@p0 AND hour<@p1", [connection.Value, before.UtcTicks]));
            return removed;
        },
        cancel);

    public async Task<IReadOnlyList<ActivityMark>> MarksAsync(ConnectionId connection, CancellationToken cancel)
    {
        await using var db = open();
        var rows = await db.ActivityMarks.AsNoTracking().Where(m => m.ConnectionId == connection.Value).ToListAsync(cancel);
        return rows.ConvertAll(row => row.ToMark());
    }

    public async Task<IReadOnlyList<ActivityHour>> HoursAsync(ConnectionId connection, DateTimeOffset since, CancellationToken cancel)
    {
        await using var db = open();
        var rows = await db.ActivityHours.AsNoTracking().Where(h => h.ConnectionId == connection.Value && h.Hour >= since).OrderBy(h => h.Hour).ToListAsync(cancel);
        return rows.ConvertAll(row => row.ToHour());
    }

    private static SqlStatement RowOf(ActivityRecord r)
    {
        object?[] line =
            [r.Connection.Value, r.Id, r.At.UtcTicks, r.Method, r.Path, r.Status, r.Duration.Ticks, r.What.ToString(), SqlNull.Or(r.Subject), SqlNull.Or(r.Detail), SqlNull.Or(r.Token?.Value), SqlNull.Or(r.Address), SqlNull.Or(r.UserAgent), r.Ignored];
        return r.Details == ActivityDetails.None
            ? new SqlStatement(r.Token is null ? InsertIfKnown : Insert, line)
            : r.Token is null ? new SqlStatement(InsertWithDetailsIfKnown, [.. line, .. DetailsOf(r.Details)]) : new SqlStatement(InsertWithDetails, [.. line, .. DetailsOf(r.Details), SqlNull.Or(r.Details.Previous)]);
    }

    private static object?[] DetailsOf(ActivityDetails details)
        =>
        [
            SqlNull.Or(details.ResourceId),
            SqlNull.Or(LaterRefusals.Write(details.Refusal) ?? details.ScimType),
            SqlNull.Or(LaterRefusals.IsOne(details.Refusal) ? null : details.Refusal?.ToString()),
            SqlNull.Or(details.RefusedToken?.Value),
            SqlNull.Or(ChangesText.Write(details.Changes)),
            SqlNull.Or(details.Request),
        ];

    private static SqlStatement HeadOf(IGrouping<ConnectionId, ActivityRecord> records)
    {
        var newest = records.MaxBy(r => (r.At, r.Id))!;
        var success = records.Where(r => r.Succeeded).MaxBy(r => r.At)?.At.UtcTicks;
        return new SqlStatement(Head, [records.Key.Value, newest.At.UtcTicks, newest.Status, SqlNull.Or(success)]);
    }
}
