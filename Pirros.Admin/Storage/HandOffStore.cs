using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.HandOffs;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Storage;

internal sealed class HandOffStore(Func<AdminDb> open, IWriteQueue writes, SqlDialect dialect) : IHandOffStore
{
    public async Task<IReadOnlyList<HandOff>> ListAsync(ConnectionId connection, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = open();
        var rows = await Live(db, now).AsNoTracking().Where(h => h.ConnectionId == connection.Value).ToListAsync(cancel);
        return [.. rows.OrderByDescending(h => h.CreatedAt).ThenByDescending(h => h.Id).Select(h => h.ToHandOff())];
    }

    public Task AddAsync(HandOff handOff, byte[] hash, int most, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            // Held, so that two who make the last link that may be do so one after the other.
            await TokenRotation.HoldAsync(scope, dialect, handOff.Connection);
            var ofConnection = scope.Db.HandOffs.Where(h => h.ConnectionId == handOff.Connection.Value);
            await ofConnection.Where(h => h.RevokedAt != null || h.ExpiresAt <= handOff.CreatedAt).ExecuteDeleteAsync(CancellationToken.None);
            if (await ofConnection.CountAsync(CancellationToken.None) >= most)
                throw RefusedException.Conflict(StorageTexts.FormatMostLinks(most));
            scope.Db.HandOffs.Add(HandOffRow.Of(handOff, hash));
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public Task<bool> RevokeAsync(ConnectionId connection, Guid id, DateTimeOffset at, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            var wanted = Live(scope.Db, at).Where(h => h.Id == id && h.ConnectionId == connection.Value);
            return await wanted.ExecuteUpdateAsync(row => row.SetProperty(h => h.RevokedAt, at), CancellationToken.None) == 1 && await AuditAsync(scope, audit);
        },
        cancel);

    public async Task<OpenedHandOff?> FindAsync(byte[] hash, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = open();
        var found = await (
            from handOff in Live(db, now).AsNoTracking()
            where handOff.Hash == hash
            join connection in db.Connections on handOff.ConnectionId equals connection.Id
            join tenant in db.Tenants on connection.TenantId equals tenant.Id
            select new
            {
                handOff,
                connection,
                tenant.Name,
                HasLiveToken = db.Tokens.Any(t => t.ConnectionId == connection.Id && t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now) && (t.GraceEndsAt == null || t.GraceEndsAt > now)),
                Kind = db.Tokens.Where(t => t.ConnectionId == connection.Id).OrderBy(t => t.RevokedAt == null && t.ReplacedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now) ? 0 : 1).ThenByDescending(t => t.CreatedAt).Select(t => t.Kind).FirstOrDefault(),
            }).FirstOrDefaultAsync(cancel);
        return found is null ? null : new OpenedHandOff(found.handOff.ToHandOff(), found.connection.ToConnection(), found.Name, found.HasLiveToken) { Kind = TokenLimitText.Kind(found.Kind) };
    }

    public Task<bool> RecordOpeningAsync(Guid id, DateTimeOffset at, string? address, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            var counted = await Live(scope.Db, at).Where(h => h.Id == id).ExecuteUpdateAsync(
                row => row.SetProperty(h => h.OpenedCount, h => h.OpenedCount + 1)
                    .SetProperty(h => h.FirstOpenedAt, h => h.FirstOpenedAt ?? at)
                    .SetProperty(h => h.LastOpenedAt, at)
                    .SetProperty(h => h.LastOpenedFrom, address),
                CancellationToken.None);
            return counted == 1 && await AuditAsync(scope, audit);
        },
        cancel);

    public Task<Token?> TakeSecretAsync(Guid id, SecretTaken taken, Token token, byte[] hash, DateTimeOffset graceEndsAt, AuditEntry rotation, AuditEntry taking, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            await TokenRotation.HoldAsync(scope, dialect, token.Connection);
            var won = await Live(scope.Db, taken.At).Where(h => h.Id == id && h.SecretTakenAt == null).ExecuteUpdateAsync(
                row => row.SetProperty(h => h.SecretTakenAt, taken.At).SetProperty(h => h.SecretTakenFrom, taken.From),
                CancellationToken.None);
            if (won == 0)
                throw RefusedException.Conflict(StorageTexts.SecretTaken);
            var replaced = await TokenRotation.AddAsync(scope.Db, token, hash, graceEndsAt);
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, taking);
            await AuditAppend.RunAsync(scope, rotation);
            return replaced;
        },
        cancel);

    private static IQueryable<HandOffRow> Live(AdminDb db, DateTimeOffset now) => db.HandOffs.Where(h => h.RevokedAt == null && h.ExpiresAt > now);

    private static async Task<bool> AuditAsync(WriteScope scope, AuditEntry audit)
    {
        await AuditAppend.RunAsync(scope, audit);
        return true;
    }
}
