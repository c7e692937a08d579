using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage;

internal sealed class SamlStore(Func<AdminDb> open, IWriteQueue writes, SamlPeople people, SqlDialect dialect) : ISamlStore
{
    // What people wanted to know of a sign-in they have asked by then, and it names somebody.
    private static readonly TimeSpan ResultsLast = TimeSpan.FromDays(30);

    public async Task<SamlSettings?> FindAsync(ConnectionId connection, CancellationToken cancel)
    {
        await using var db = open();
        return await db.SamlSettings.AsNoTracking().FirstOrDefaultAsync(s => s.ConnectionId == connection.Value, cancel) is { } row ? SamlSettingsText.Read(row) : null;
    }

    public Task<SamlSettings?> ChangeAsync(ConnectionId connection, Func<SamlSettings?, SamlSettings?> change, AuditEntry? audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            // Two people who change it at once come one after the other.
            if (await scope.Sql.FirstAsync($"SELECT id FROM connections WHERE id=@p0{dialect.ForUpdate}", [connection.Value], r => r.GetString(0), CancellationToken.None) is null)
                return null;
            var row = await scope.Db.SamlSettings.FirstOrDefaultAsync(s => s.ConnectionId == connection.Value, CancellationToken.None);
            var now = change(row is null ? null : SamlSettingsText.Read(row));
            if (now is null)
            {
                if (row is not null)
                    scope.Db.SamlSettings.Remove(row);
            }
            else if (row is null)
            {
                scope.Db.SamlSettings.Add(SamlSettingsText.Write(now, new SamlSettingsRow { ConnectionId = connection.Value, Issuer = "", SignInUrl = "", Certificates = "" }));
            }
            else
            {
                SamlSettingsText.Write(now, row);
            }

            await scope.Db.SaveChangesAsync(CancellationToken.None);
            if (audit is not null)
                await AuditAppend.RunAsync(scope, audit);
            return now;
        },
        cancel);

    public Task AddRequestAsync(SamlRequest request, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            await scope.Db.SamlRequests.Where(r => r.ConnectionId == request.Connection.Value && r.EndsAt <= request.At).ExecuteDeleteAsync(CancellationToken.None);
            scope.Db.SamlRequests.Add(new SamlRequestRow { ConnectionId = request.Connection.Value, Id = request.Id, Browser = request.Browser, TestedBy = request.TestedBy, ReturnTo = request.ReturnTo, At = request.At, EndsAt = request.EndsAt });
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            return true;
        },
        cancel);

    public async Task<SamlRequest?> FindRequestAsync(ConnectionId connection, byte[] browser, DateTimeOffset now, CancellationToken cancel)
    {
        // Those of one connection that are under way are few.
        await using var db = open();
        var row = await db.SamlRequests.AsNoTracking().Where(r => r.ConnectionId == connection.Value && r.EndsAt > now && r.Browser == browser).OrderByDescending(r => r.At).FirstOrDefaultAsync(cancel);
        return row is null ? null : new SamlRequest(connection, row.Id, row.Browser, row.TestedBy, row.ReturnTo, row.At, row.EndsAt);
    }

    public Task<SamlUse> UseAsync(ConnectionId connection, string? requestId, string assertionId, DateTimeOffset until, DateTimeOffset now, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            await scope.Db.SamlUses.Where(u => u.ConnectionId == connection.Value && u.EndsAt <= now).ExecuteDeleteAsync(CancellationToken.None);
            const string use = "INSERT INTO saml_uses(connection_id,assertion,ends_at) VALUES(@p0,@p1,@p2) ON CONFLICT (connection_id,assertion) DO NOTHING";
            if (await scope.Sql.ExecuteAsync(use, [connection.Value, SHA256.HashData(Encoding.UTF8.GetBytes(assertionId)), until.UtcTicks], CancellationToken.None) == 0)
                return new SamlUse(SamlUseOutcome.Replayed, null);
            if (requestId is null)
                return new SamlUse(SamlUseOutcome.Used, null);
            const string answer = "DELETE FROM saml_requests WHERE connection_id=@p0 AND id=@p1 AND ends_at>@p2 RETURNING browser,tested_by,return_to,at,ends_at";
            var request = await scope.Sql.FirstAsync(
                answer,
                [connection.Value, requestId, now.UtcTicks],
                row => new SamlRequest(connection, requestId, row.GetBytes(0), Text(row, 1), Text(row, 2), Moment(row, 3), Moment(row, 4)),
                CancellationToken.None);
            return request is null ? new SamlUse(SamlUseOutcome.UnknownRequest, null) : new SamlUse(SamlUseOutcome.Used, request);
        },
        cancel);

    public Task AddResultAsync(SamlResult result, int keep, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            scope.Db.SamlResults.Add(SamlSettingsText.Write(result));
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            var old = result.At - ResultsLast;
            var outdated = await scope.Db.SamlResults.Where(r => r.ConnectionId == result.Connection.Value && r.Genuine == result.IsGenuine).OrderByDescending(r => r.Id).Skip(keep).Select(r => r.Id).ToListAsync(CancellationToken.None);
            await scope.Db.SamlResults.Where(r => r.ConnectionId == result.Connection.Value && (r.At < old || outdated.Contains(r.Id))).ExecuteDeleteAsync(CancellationToken.None);
            return true;
        },
        cancel);

    public async Task<IReadOnlyList<SamlResult>> ResultsAsync(ConnectionId connection, int count, CancellationToken cancel)
    {
        await using var db = open();
        var rows = await db.SamlResults.AsNoTracking().Where(r => r.ConnectionId == connection.Value).OrderByDescending(r => r.Id).Take(count).ToListAsync(cancel);
        return rows.ConvertAll(SamlSettingsText.Read);
    }

    public async Task<IReadOnlyList<(ConnectionId Connection, string Url)>> MetadataDueAsync(DateTimeOffset before, int count, CancellationToken cancel)
    {
        await using var db = open();
        var rows = await db.SamlSettings.AsNoTracking().Where(s => s.MetadataUrl != null && (s.MetadataReadAt == null || s.MetadataReadAt < before)).OrderBy(s => s.MetadataReadAt).Take(count)
            .Select(s => new { s.ConnectionId, s.MetadataUrl }).ToListAsync(cancel);
        return rows.ConvertAll(row => (new ConnectionId(row.ConnectionId), row.MetadataUrl!));
    }

    public async Task<IReadOnlyList<(ConnectionId Connection, SamlSettings Settings)>> EndingAsync(DateTimeOffset after, DateTimeOffset before, int count, CancellationToken cancel)
    {
        await using var db = open();
        var rows = await db.SamlSettings.AsNoTracking().Where(s => s.EndsAt > after && s.EndsAt < before).OrderBy(s => s.EndsAt).Take(count).ToListAsync(cancel);
        return rows.ConvertAll(row => (new ConnectionId(row.ConnectionId), SamlSettingsText.Read(row)));
    }

    public Task<SamlPerson?> FindPersonAsync(ConnectionId connection, string nameId, CancellationToken cancel) => people.FindAsync(connection, nameId, cancel);

    public Task<bool> IsGroupAsync(ConnectionId connection, string group, CancellationToken cancel) => people.IsGroupAsync(connection, group, cancel);

    public async Task<ConnectionId?> SignInConnectionAsync(TenantId tenant, CancellationToken cancel)
    {
        await using var db = open();
        var id = await db.Connections.AsNoTracking().Where(c => c.TenantId == tenant.Value && c.Enabled && db.SamlSettings.Any(s => s.ConnectionId == c.Id && s.AdminGroup != null)).OrderBy(c => c.Id).Select(c => c.Id).FirstOrDefaultAsync(cancel);
        return id is null ? null : new ConnectionId(id);
    }

    private static string? Text(ISqlRow row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset Moment(ISqlRow row, int column) => new(row.GetInt64(column), TimeSpan.Zero);
}
