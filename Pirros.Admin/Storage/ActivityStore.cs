using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

internal sealed class ActivityStore(Func<AdminDb> open, IWriteQueue writes) : IActivityStore
{
    private const string Columns = "connection_id,id,at,method,path,status,duration_ticks,what,subject,detail,token_id,address,user_agent,ignored";

    private const string Insert = $"INSERT INTO activity({Columns}) VALUES(@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,@p12,@p13)";

    // Without a token anybody can address a connection that does not exist; that must leave no row behind.
    private const string InsertIfKnown = $"INSERT INTO activity({Columns}) SELECT @p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,@p12,@p13 WHERE EXISTS (SELECT 1 FROM connections WHERE id=@p0)";

    private const string Head = """
        INSERT INTO activity_heads(connection_id,last_request_at,last_status,last_success_at)
        SELECT @p0,@p1,@p2,CAST(@p3 AS bigint) WHERE EXISTS (SELECT 1 FROM connections WHERE id=@p0)
        ON CONFLICT(connection_id) DO UPDATE SET
          last_status=CASE WHEN excluded.last_request_at>=activity_heads.last_request_at THEN excluded.last_status ELSE activity_heads.last_status END,
          last_request_at=CASE WHEN excluded.last_request_at>=activity_heads.last_request_at THEN excluded.last_request_at ELSE activity_heads.last_request_at END,
          last_success_at=CASE WHEN activity_heads.last_success_at IS NULL OR excluded.last_success_at>activity_heads.last_success_at THEN excluded.last_success_at ELSE activity_heads.last_success_at END
        """;

    public async Task AppendAsync(IReadOnlyList<ActivityRecord> records, CancellationToken cancel) => await writes.RunAsync(
        scope =>
        {
            var heads = records.GroupBy(r => r.Connection).OrderBy(g => g.Key.Value, StringComparer.Ordinal).Select(HeadOf);
            scope.Last(records.Select(RowOf));
            scope.Last(heads);
            return ValueTask.FromResult(true);
        },
        cancel);

    public async Task<IReadOnlyList<ActivityRecord>> LatestAsync(ConnectionId connection, int count, CancellationToken cancel)
    {
        await using var db = open();
        var rows = await db.Activity.AsNoTracking().Where(a => a.ConnectionId == connection.Value).OrderByDescending(a => a.Id).Take(count).ToListAsync(cancel);
        return rows.ConvertAll(a => a.ToRecord());
    }

    private static SqlStatement RowOf(ActivityRecord r) => new(
        r.Token is null ? InsertIfKnown : Insert,
        [r.Connection.Value, r.Id, r.At.UtcTicks, r.Method, r.Path, r.Status, r.Duration.Ticks, r.What.ToString(), r.Subject, r.Detail, r.Token?.Value, r.Address, r.UserAgent, r.Ignored]);

    private static SqlStatement HeadOf(IGrouping<ConnectionId, ActivityRecord> records)
    {
        var newest = records.MaxBy(r => (r.At, r.Id))!;
        var success = records.Where(r => r.Succeeded).MaxBy(r => r.At)?.At.UtcTicks;
        return new SqlStatement(Head, [records.Key.Value, newest.At.UtcTicks, newest.Status, success]);
    }
}
