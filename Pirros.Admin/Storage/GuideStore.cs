using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

internal sealed class GuideStore(Func<AdminDb> open, IWriteQueue writes, SqlSessionPool sessions) : IGuideStore
{
    private const string UserType = "User";

    internal const string LatestUsers = "SELECT r.document FROM resources r WHERE r.connection_id=@p0 AND r.type=@p1 ORDER BY r.modified_at DESC, r.id DESC LIMIT @p2";

    // The newest requests first, and only then what is wanted of them: the other way round a connection that leaves nothing out would be read to its end.
    internal const string LatestIgnored = """
        SELECT a.request FROM (SELECT id, path, status, ignored, request FROM activity WHERE connection_id=@p0 ORDER BY id DESC LIMIT @p1) a
        WHERE a.ignored>0 AND a.request IS NOT NULL AND a.status<400 AND a.path LIKE '/Users%' ORDER BY a.id DESC
        """;

    public async Task<ILookup<ConnectionId, GuideTick>> TicksAsync(IReadOnlyCollection<ConnectionId> connections, CancellationToken cancel)
    {
        await using var db = open();
        List<string> ids = [.. connections.Select(connection => connection.Value)];
        var rows = await db.GuideTicks.AsNoTracking().Where(t => ids.Contains(t.ConnectionId)).ToListAsync(cancel);
        return rows.ToLookup(row => new ConnectionId(row.ConnectionId), row => row.ToTick());
    }

    public async Task<ILookup<ConnectionId, ActivityMark>> MarksAsync(IReadOnlyCollection<ConnectionId> connections, CancellationToken cancel)
    {
        await using var db = open();
        List<string> ids = [.. connections.Select(connection => connection.Value)];
        var rows = await db.ActivityMarks.AsNoTracking().Where(m => ids.Contains(m.ConnectionId)).ToListAsync(cancel);
        return rows.ToLookup(row => new ConnectionId(row.ConnectionId), row => row.ToMark());
    }

    public async Task<IReadOnlyDictionary<ConnectionId, SignOnSeen>> SignOnAsync(IReadOnlyCollection<ConnectionId> connections, CancellationToken cancel)
    {
        await using var db = open();
        List<string> ids = [.. connections.Select(connection => connection.Value)];
        var rows = await db.SamlSettings.AsNoTracking().Where(s => ids.Contains(s.ConnectionId)).Select(s => new { s.ConnectionId, s.Certificates, s.RequestedAt, s.AcceptedAt, s.MatchedAt }).ToListAsync(cancel);
        return rows.ToDictionary(row => new ConnectionId(row.ConnectionId), row => new SignOnSeen(SamlSettingsText.TakenAt(row.Certificates), row.RequestedAt, row.AcceptedAt, row.MatchedAt));
    }

    public async Task<SignOnTest?> LatestTestAsync(ConnectionId connection, CancellationToken cancel)
    {
        await using var db = open();
        return await db.SamlResults.AsNoTracking().Where(r => r.ConnectionId == connection.Value && r.TestedBy != null).OrderByDescending(r => r.Id).Select(r => new SignOnTest(r.At, r.Fault, r.UserActive)).FirstOrDefaultAsync(cancel);
    }

    public Task TickAsync(ConnectionId connection, GuideTick tick, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            const string insert = "INSERT INTO guide_ticks(connection_id,step,at,\"by\") VALUES(@p0,@p1,@p2,@p3) ON CONFLICT DO NOTHING";
            return await scope.Sql.ExecuteAsync(insert, [connection.Value, tick.Step, tick.At.UtcTicks, tick.By], CancellationToken.None) > 0 && await AuditAsync(scope, audit);
        },
        cancel);

    public Task UntickAsync(ConnectionId connection, string stepId, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            const string delete = "DELETE FROM guide_ticks WHERE connection_id=@p0 AND step=@p1";
            return await scope.Sql.ExecuteAsync(delete, [connection.Value, stepId], CancellationToken.None) > 0 && await AuditAsync(scope, audit);
        },
        cancel);

    public async Task<IReadOnlyList<byte[]>> LatestUsersAsync(ConnectionId connection, int count, CancellationToken cancel)
        => await sessions.ReadAsync(session => session.QueryAsync(LatestUsers, [connection.Value, UserType, count], row => row.GetBytes(0), cancel), cancel);

    public async Task<IReadOnlyList<string>> LatestIgnoredAsync(ConnectionId connection, int among, CancellationToken cancel)
        => await sessions.ReadAsync(session => session.QueryAsync(LatestIgnored, [connection.Value, among], row => row.GetString(0), cancel), cancel);

    private static async Task<bool> AuditAsync(WriteScope scope, AuditEntry audit)
    {
        await AuditAppend.RunAsync(scope, audit);
        return true;
    }
}
