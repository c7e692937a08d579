using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage;

internal sealed class AuditStore(SqlSessionPool sessions, IWriteQueue writes, SqlDialect dialect) : IAuditStore
{
    private const string Heads = "SELECT tenant_id,number,hash FROM audit_heads WHERE tenant_id>@p0 ORDER BY tenant_id LIMIT @p1";

    private const string Chain = $"SELECT {AuditSql.Columns} FROM {AuditSql.Source} WHERE a.tenant_id=@p0 AND a.number>@p1 AND a.number<=@p2 ORDER BY a.number LIMIT @p3";

    private const string Unled = """
        SELECT a.tenant_id,a.number FROM audit a
        WHERE NOT EXISTS (SELECT 1 FROM audit_heads h WHERE h.tenant_id=a.tenant_id AND h.number>=a.number)
        ORDER BY a.tenant_id,a.number LIMIT 1
        """;

    private const string Chainless = "SELECT t.id FROM tenants t WHERE NOT t.hidden AND NOT EXISTS (SELECT 1 FROM audit_heads h WHERE h.tenant_id=t.id AND h.number>0) ORDER BY t.id LIMIT 1";

    public Task AppendAsync(AuditEntry entry, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            await AuditAppend.RunAsync(scope, entry);
            return true;
        },
        cancel);

    public async Task<IReadOnlyList<AuditRecord>> ListAsync(AuditFilter filter, AuditTurn turn, int count, CancellationToken cancel)
    {
        var sql = AuditSql.Of(filter, turn, count, dialect);
        return await sessions.ReadAsync(session => session.QueryAsync(sql.Text, sql.Arguments, Record, cancel), cancel);
    }

    public async Task<IReadOnlyList<AuditPerson>> PeopleAsync(TenantId? tenant, int count, CancellationToken cancel)
        => await sessions.ReadAsync(
            session => session.QueryAsync(PeopleSql(tenant is not null), tenant is { } one ? [count, one.Value] : [count], r => new AuditPerson(r.GetString(0), r.GetString(1)), cancel), cancel);

    public async Task<IReadOnlyList<AuditHead>> HeadsAsync(TenantId? after, int count, CancellationToken cancel)
        => await sessions.ReadAsync(
            session => session.QueryAsync(Heads, [after?.Value ?? "", count], r => new AuditHead(new TenantId(r.GetString(0)), r.GetInt64(1), r.GetBytes(2)), cancel), cancel);

    public async Task<IReadOnlyList<AuditRecord>> ChainAsync(TenantId tenant, long after, long upTo, int count, CancellationToken cancel)
        => await sessions.ReadAsync(session => session.QueryAsync(Chain, [tenant.Value, after, upTo, count], Record, cancel), cancel);

    public async Task<AuditBreak?> StrayAsync(CancellationToken cancel) => await sessions.ReadAsync(
        async session =>
            await session.FirstAsync(Unled, [], r => new AuditBreak(new TenantId(r.GetString(0)), r.GetInt64(1), AuditFault.Added), cancel)
            ?? await session.FirstAsync(Chainless, [], r => new AuditBreak(new TenantId(r.GetString(0)), 1, AuditFault.Missing), cancel),
        cancel);

    /// <summary>Steps from one person to the next in the index: it reads as many rows as there are people, and not as there are entries.</summary>
    internal static string PeopleSql(bool ofTenant)
    {
        var own = ofTenant ? "a.tenant_id=@p1 AND " : "";
        return $"""
            WITH RECURSIVE p(actor_id) AS (
              SELECT (SELECT a.actor_id FROM audit a WHERE {own}a.actor_id>'' ORDER BY a.actor_id LIMIT 1)
              UNION ALL
              SELECT (SELECT a.actor_id FROM audit a WHERE {own}a.actor_id>p.actor_id ORDER BY a.actor_id LIMIT 1) FROM p WHERE p.actor_id IS NOT NULL
            )
            SELECT p.actor_id,(SELECT a.actor_name FROM audit a WHERE {own}a.actor_id=p.actor_id ORDER BY a.at DESC,a.id DESC LIMIT 1)
            FROM p WHERE p.actor_id IS NOT NULL LIMIT @p0
            """;
    }

    // What somebody has put there by hand may be no id, moment or kind at all. It is read as something else than it was, and so does not fit its hash.
    private static AuditRecord Record(ISqlRow r)
    {
        var id = Guid.TryParse(r.GetValue(2).ToString(), out var read) ? read : Guid.Empty;
        var at = new DateTimeOffset(Math.Clamp(r.GetInt64(3), 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);
        var kind = Enum.TryParse<ActorKind>(r.GetString(4), out var known) ? known : (ActorKind)(-1);
        var actor = new Actor(kind, r.GetString(5), r.GetString(6), Text(r, 7) is { } of ? new TenantId(of) : null, Text(r, 8));
        var entry = new AuditEntry(id, at, actor, new TenantId(r.GetString(0)), Text(r, 9) is { } connection ? new ConnectionId(connection) : null, r.GetString(10), r.GetString(11), Text(r, 12));
        return new AuditRecord(entry, r.GetInt64(1), r.GetBytes(13), r.GetBytes(14), Text(r, 15));
    }

    private static string? Text(ISqlRow row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
