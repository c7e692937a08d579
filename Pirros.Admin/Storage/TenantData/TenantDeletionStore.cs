using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Audit;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage.TenantData;

internal sealed class TenantDeletionStore(Func<AdminDb> open, IWriteQueue writes, SqlDialect dialect) : ITenantDeletionStore
{
    // What lets anybody in goes first, whole; the tenant, its connections and its audit go last, so that it is known until then whose the rest is, and that the chain holds.
    private static readonly string[] First = ["tokens", "hand_offs", TenantTables.Sandboxes];

    private readonly Lazy<TenantTables> _tables = new(() =>
    {
        using var db = open();
        return new TenantTables(db.Model);
    });

    private IEnumerable<TenantTable> FromTheEnd => _tables.Value.All.Reverse();

    public Task<TenantDeletion?> BeginAsync(TenantId tenant, Actor actor, string reason, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            var name = await scope.Sql.FirstAsync("UPDATE tenants SET hidden=@p1 WHERE id=@p0 RETURNING name", [tenant.Value, true], row => row.GetString(0), CancellationToken.None);
            if (name is null)
                return null;
            var row = await scope.Db.TenantDeletions.FirstOrDefaultAsync(d => d.TenantId == tenant.Value && d.FinishedAt == null, CancellationToken.None);
            if (row is null)
            {
                row = new TenantDeletionRow
                {
                    Id = audit.Id,
                    TenantId = tenant.Value,
                    Name = name,
                    BeganAt = audit.At,
                    PersonId = actor.Id,
                    PersonName = actor.Name,
                    Reason = reason,
                    Connections = "[]",
                    Sandboxes = "[]",
                    Removed = "{}",
                };
                scope.Db.TenantDeletions.Add(row);
                await CloseAsync(scope, row);
                await scope.Db.SaveChangesAsync(CancellationToken.None);
                await AuditAppend.RunAsync(scope, audit);
            }

            return new TenantDeletion(row.Id, tenant, row.BeganAt);
        },
        cancel);

    public Task<bool> RemoveSomeAsync(TenantDeletion deletion, int count, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            var row = await HoldAsync(scope, deletion);
            if (row.FinishedAt is not null)
                return false;
            await CloseAsync(scope, row);
            var left = count;
            foreach (var table in FromTheEnd.Where(table => !table.OfTenant))
            {
                foreach (var owner in Owners(row))
                {
                    if (left > 0)
                        left -= await RemoveAsync(scope, row, table, table.RemoveSome(dialect), [owner, left]);
                }
            }

            await scope.Db.SaveChangesAsync(CancellationToken.None);
            return left < count;
        },
        cancel);

    public Task<DeletionCertificate> FinishAsync(TenantDeletion deletion, DateTimeOffset now, Func<DeletionCertificate, AuditEntry> audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            var row = await HoldAsync(scope, deletion);
            if (row.Certificate is { } known)
                return DeletionCertificate.Read(known);
            await CloseAsync(scope, row);
            var (number, hash) = await scope.Sql.FirstAsync(
                $"SELECT number,hash FROM audit_heads WHERE tenant_id=@p0{dialect.ForUpdate}", [row.TenantId], r => (r.GetInt64(0), r.GetBytes(1)), CancellationToken.None);
            foreach (var table in FromTheEnd)
            {
                foreach (var owner in table.OfTenant ? [row.TenantId] : Owners(row))
                    await RemoveAsync(scope, row, table, table.RemoveAll, [owner]);
            }

            var certificate = DeletionCertificate.Of(new DeletionStatement(
                row.TenantId, row.Name, row.BeganAt, now, row.PersonId, row.PersonName, row.Reason, Ids(row.Connections), Removed(row), number, Convert.ToHexStringLower(hash ?? AuditChain.Start.ToArray())));
            (row.FinishedAt, row.Certificate) = (now, certificate.ToJson());
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit(certificate));
            return certificate;
        },
        cancel);

    public async Task<DeletionCertificate?> CertificateAsync(TenantId tenant, CancellationToken cancel)
    {
        await using var db = open();
        var json = await db.TenantDeletions.AsNoTracking().Where(d => d.TenantId == tenant.Value && d.FinishedAt != null).OrderByDescending(d => d.FinishedAt).Select(d => d.Certificate).FirstOrDefaultAsync(cancel);
        return json is null ? null : DeletionCertificate.Read(json);
    }

    public async Task<int> SweepAsync(DateTimeOffset since, CancellationToken cancel)
    {
        await using var db = open();
        var swept = 0;
        foreach (var row in await db.TenantDeletions.AsNoTracking().Where(d => d.FinishedAt >= since).ToListAsync(cancel))
        {
            swept += await writes.RunAsync(
                async scope =>
                {
                    var removed = 0;
                    foreach (var table in FromTheEnd)
                    {
                        // A tenant that was imported since, with the same names, is another.
                        var gone = $" AND NOT EXISTS (SELECT 1 FROM {(table.OfTenant ? TenantTables.Tenants : TenantTables.Connections)} WHERE id=@p0)";
                        foreach (var owner in table.OfTenant ? [row.TenantId] : Owners(row))
                            removed += await scope.Sql.ExecuteAsync(table.RemoveAll + gone, [owner], CancellationToken.None);
                    }

                    return removed;
                },
                cancel);
        }

        return swept;
    }

    // Two who go on with it at once come one after the other, or they would count over each other.
    private async Task<TenantDeletionRow> HoldAsync(WriteScope scope, TenantDeletion deletion)
    {
        await scope.Sql.FirstAsync($"SELECT id FROM tenant_deletions WHERE id=@p0{dialect.ForUpdate}", [deletion.Id], r => r.GetGuid(0), CancellationToken.None);
        return await scope.Db.TenantDeletions.FirstAsync(d => d.Id == deletion.Id, CancellationToken.None);
    }

    /// <summary>Sees to it that nobody is let in, also when somebody opened a door again that had been on the way through while the deletion began.</summary>
    private async Task CloseAsync(WriteScope scope, TenantDeletionRow row)
    {
        await scope.Sql.ExecuteAsync("UPDATE connections SET enabled=@p1 WHERE tenant_id=@p0 AND enabled<>@p1", [row.TenantId, false], CancellationToken.None);
        var connections = await scope.Sql.QueryAsync("SELECT id FROM connections WHERE tenant_id=@p0", [row.TenantId], r => r.GetString(0), CancellationToken.None);
        row.Connections = Text(Ids(row.Connections).Union(connections).Order(StringComparer.Ordinal));
        const string sandboxes = "SELECT id FROM sandboxes WHERE connection_id IN (SELECT id FROM connections WHERE tenant_id=@p0)";
        row.Sandboxes = Text(Ids(row.Sandboxes).Union(await scope.Sql.QueryAsync(sandboxes, [row.TenantId], r => r.GetString(0), CancellationToken.None)));
        foreach (var table in First.Select(name => _tables.Value[name]))
        {
            foreach (var connection in Ids(row.Connections))
                await RemoveAsync(scope, row, table, table.RemoveAll, [connection]);
        }
    }

    private static async Task<int> RemoveAsync(WriteScope scope, TenantDeletionRow row, TenantTable table, string sql, object?[] arguments)
    {
        var removed = await scope.Sql.ExecuteAsync(sql, arguments, CancellationToken.None);
        if (removed > 0)
        {
            var all = Removed(row);
            all[table.Name] = all.GetValueOrDefault(table.Name) + removed;
            row.Removed = JsonSerializer.Serialize(all);
        }

        return removed;
    }

    /// <summary>What stands in a connection's place: the connections, and the directories of their pre-flights.</summary>
    private static IEnumerable<string> Owners(TenantDeletionRow row) => [.. Ids(row.Connections), .. Ids(row.Sandboxes)];

    private static List<string> Ids(string json) => JsonSerializer.Deserialize<List<string>>(json)!;

    private static string Text(IEnumerable<string> ids) => JsonSerializer.Serialize(ids);

    private static SortedDictionary<string, long> Removed(TenantDeletionRow row) => new(JsonSerializer.Deserialize<Dictionary<string, long>>(row.Removed)!, StringComparer.Ordinal);
}
