using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Storage;

internal sealed class ConnectionStore(Func<AdminDb> open, IWriteQueue writes, TimeProvider clock) : IConnectionStore
{
    private const string UserType = "User";
    private const int MostListed = 1_000;

    public Task<bool> AddAsync(Connection connection, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            if (!await scope.Db.ReachedTenants.AnyAsync(t => t.Id == connection.Tenant.Value, CancellationToken.None))
                return false;
            scope.Db.Connections.Add(new ConnectionRow
            {
                Id = connection.Id.Value,
                TenantId = connection.Tenant.Value,
                Name = connection.Name,
                Provider = connection.Provider,
                Enabled = connection.Enabled,
                EntityId = connection.EntityId,
                CreatedAt = connection.CreatedAt,
            });
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public Task<bool> UpdateAsync(ConnectionId id, string name, bool enabled, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            if (await scope.Db.Connections.FirstOrDefaultAsync(c => c.Id == id.Value && scope.Db.ReachedTenants.Any(t => t.Id == c.TenantId), CancellationToken.None) is not { } row)
                return false;
            (row.Name, row.Enabled) = (name, enabled);
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public async Task<Connection?> FindAsync(ConnectionId id, CancellationToken cancel)
    {
        await using var db = open();
        return (await db.Connections.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id.Value && db.ReachedTenants.Any(t => t.Id == c.TenantId), cancel))?.ToConnection();
    }

    public async Task<ConnectionSummary?> SummaryAsync(ConnectionId id, CancellationToken cancel)
    {
        await using var db = open();
        return (await SummariesAsync(db, db.Connections.Where(c => c.Id == id.Value), 1, cancel)).FirstOrDefault();
    }

    public async Task<IReadOnlyList<ConnectionSummary>> ListAsync(TenantId? tenant, CancellationToken cancel)
    {
        await using var db = open();
        var wanted = tenant is { } one ? db.Connections.Where(c => c.TenantId == one.Value) : db.Connections;
        return await SummariesAsync(db, wanted, MostListed, cancel);
    }

    public async Task<IReadOnlyList<ConnectionSummary>> SearchAsync(string text, int limit, CancellationToken cancel)
    {
        await using var db = open();
        var lower = text.ToLowerInvariant();
        var token = TokenId.Bare(text);

        // Somebody may paste a whole token; only its public beginning is looked for.
        token = token.Length > TokenId.Length ? token[..TokenId.Length] : token;
        var byToken = token.Length == 0 ? db.Tokens.Where(t => false) : db.Tokens.Where(t => t.Id.StartsWith(token));
        var wanted = db.Connections.Where(c =>
            c.Id.Contains(lower)
            || c.TenantId.Contains(lower)
#pragma warning disable CA1304, CA1311, CA1862 // translated to the database's own lower()
            || c.Name.ToLower().Contains(lower)
            || db.Tenants.Any(t => t.Id == c.TenantId && t.Name.ToLower().Contains(lower))
#pragma warning restore CA1304, CA1311, CA1862
            || byToken.Any(t => t.ConnectionId == c.Id));
        return await SummariesAsync(db, wanted, limit, cancel);
    }

    private async Task<List<ConnectionSummary>> SummariesAsync(AdminDb db, IQueryable<ConnectionRow> wanted, int limit, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var rows = await (
            from connection in wanted.AsNoTracking()
            join tenant in db.ReachedTenants on connection.TenantId equals tenant.Id
            from head in db.ActivityHeads.Where(h => h.ConnectionId == connection.Id).DefaultIfEmpty()
            orderby tenant.Name, connection.TenantId, connection.Name, connection.Id
            select new
            {
                connection,
                tenant.Name,
                head,
                Users = db.DirectoryCounts.Where(u => u.ConnectionId == connection.Id && u.Type == UserType).Sum(u => u.Total),
                Active = db.DirectoryCounts.Where(u => u.ConnectionId == connection.Id && u.Type == UserType).Sum(u => u.Active),
            }).Take(limit).ToListAsync(cancel);
        var ids = rows.ConvertAll(r => r.connection.Id);
        var live = await db.Tokens.AsNoTracking()
            .Where(t => ids.Contains(t.ConnectionId) && t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now) && (t.GraceEndsAt == null || t.GraceEndsAt > now))
            .Select(t => new { t.ConnectionId, t.ExpiresAt, t.GraceEndsAt, t.ReplacedAt, t.LastUsedAt })
            .ToListAsync(cancel);
        var tokens = live.ToLookup(t => t.ConnectionId, t => (t.ReplacedAt, EndsAt: Earliest(t.ExpiresAt, t.GraceEndsAt), t.LastUsedAt));
        var certificates = await db.SamlSettings.AsNoTracking().Where(s => ids.Contains(s.ConnectionId)).Select(s => new { s.ConnectionId, s.EndsAt }).ToDictionaryAsync(s => s.ConnectionId, s => s.EndsAt, cancel);
        var signs = await SignsAsync(db, ids, now, cancel);
        return rows.ConvertAll(r =>
        {
            var its = tokens[r.connection.Id].ToList();
            return new ConnectionSummary(
                r.connection.ToConnection(),
                r.Name,
                r.Users,
                r.Active,
                its.Count,
                its.Exists(t => t.EndsAt is null) ? null : its.Max(t => t.EndsAt),
                r.head?.LastRequestAt,
                r.head?.LastStatus,
                r.head?.LastSuccessAt)
            {
                Signs = signs(r.connection.Id) with { NeededTokenEndsAt = ConnectionSigns.NeededEnd(its) },
                CertificateEndsAt = certificates.GetValueOrDefault(r.connection.Id),
            };
        });
    }

    /// <summary>Marks and sums by their keys: at most seven marks and 25 hours a connection, and those who wait at its brake.</summary>
    private static async Task<Func<string, ConnectionSigns>> SignsAsync(AdminDb db, List<string> ids, DateTimeOffset now, CancellationToken cancel)
    {
        var (failuresFrom, deactivationsFrom) = (now - ConnectionSigns.FailureSpan, now - ConnectionSigns.DeactivationSpan);
        var marks = await db.ActivityMarks.AsNoTracking()
            .Where(m => ids.Contains(m.ConnectionId) && ConnectionSigns.Marks.Contains(m.Name))
            .Select(m => new { m.ConnectionId, m.Name, m.LastAt })
            .ToListAsync(cancel);
        var sums = await db.ActivityHours.AsNoTracking()
            .Where(h => ids.Contains(h.ConnectionId) && h.Hour >= deactivationsFrom)
            .GroupBy(h => h.ConnectionId)
            .Select(g => new
            {
                g.Key,
                Requests = g.Sum(h => h.Hour >= failuresFrom ? h.Requests : 0),
                Failed = g.Sum(h => h.Hour >= failuresFrom ? h.Failed : 0),
                Deactivated = g.Sum(h => h.Deactivated),
            })
            .ToDictionaryAsync(s => s.Key, cancel);
        var (forgotten, warned) = (now - Brake.RejectionLasts, now - Brake.WarningLasts);
        var held = await db.HeldDeactivations.AsNoTracking()
            .Where(h => ids.Contains(h.ConnectionId) && h.LastAt > forgotten && (h.Verdict == null || h.DecidedUntil <= now))
            .GroupBy(h => h.ConnectionId)
            .Select(g => new { g.Key, People = g.LongCount(), Since = g.Min(h => h.FirstAt) })
            .ToDictionaryAsync(h => h.Key, cancel);
        var beyond = await db.BrakeWarnings.AsNoTracking()
            .Where(w => ids.Contains(w.ConnectionId))
            .GroupBy(w => w.ConnectionId)
            .Where(g => g.Max(w => w.LastAt) > warned)
            .Select(g => new { g.Key, People = g.Sum(w => w.People), From = g.Min(w => w.FirstAt), At = g.Max(w => w.LastAt) })
            .ToDictionaryAsync(w => w.Key, cancel);
        var lastAt = marks.ToLookup(m => m.ConnectionId);
        return id => new ConnectionSigns
        {
            LastAt = lastAt[id].ToDictionary(m => m.Name, m => m.LastAt),
            Requests = sums.GetValueOrDefault(id)?.Requests ?? 0,
            Failed = sums.GetValueOrDefault(id)?.Failed ?? 0,
            Deactivated = sums.GetValueOrDefault(id)?.Deactivated ?? 0,
            Held = held.GetValueOrDefault(id)?.People ?? 0,
            HeldSince = held.GetValueOrDefault(id)?.Since,
            Beyond = beyond.GetValueOrDefault(id)?.People ?? 0,
            BeyondFrom = beyond.GetValueOrDefault(id)?.From,
            BeyondAt = beyond.GetValueOrDefault(id)?.At,
        };
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;
}
