using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Storage;

internal sealed class TokenStore(Func<AdminDb> open, SqlSessionPool sessions, IWriteQueue writes, SqlDialect dialect) : ITokenStore
{
    private const int MostListed = 50;

    public async Task<IReadOnlyList<Token>> ListAsync(ConnectionId connection, CancellationToken cancel)
    {
        await using var db = open();
        var rows = await db.Tokens.AsNoTracking()
            .Where(t => t.ConnectionId == connection.Value)
            .OrderBy(t => t.RevokedAt == null ? 0 : 1).ThenByDescending(t => t.CreatedAt).Take(MostListed)
            .ToListAsync(cancel);
        return rows.OrderByDescending(t => t.CreatedAt).Select(t => t.ToToken()).ToList();
    }

    public Task<Token?> AddAsync(Token token, byte[] hash, DateTimeOffset graceEndsAt, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            await TokenRotation.HoldAsync(scope, dialect, token.Connection);
            var replaced = await TokenRotation.AddAsync(scope.Db, token, hash, graceEndsAt);
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return replaced;
        },
        cancel);

    public Task<bool> LimitAsync(ConnectionId connection, TokenId id, TokenLimits before, TokenLimits after, DateTimeOffset at, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            // As for a rotation: two people who act at once come one after the other.
            await TokenRotation.HoldAsync(scope, dialect, connection);
            var row = await scope.Db.Tokens.FirstOrDefaultAsync(t => t.ConnectionId == connection.Value && t.Id == id.Value, CancellationToken.None);
            if (row?.ToToken() is not { } known || !known.IsLiveAt(at) || known.Limits != before)
                return false;
            (row.Scopes, row.Ranges) = (TokenLimitText.Write(after.Scopes), after.From?.Text);
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public Task<bool> RevokeAsync(ConnectionId connection, TokenId id, DateTimeOffset at, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            var row = await scope.Db.Tokens.FirstOrDefaultAsync(t => t.ConnectionId == connection.Value && t.Id == id.Value && t.RevokedAt == null, CancellationToken.None);
            if (row is null)
                return false;
            row.RevokedAt = at;
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public Task<Token> UndoRotationAsync(ConnectionId connection, TokenId current, DateTimeOffset at, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            // As for a rotation: two people who act at once come one after the other.
            await scope.Sql.FirstAsync($"SELECT id FROM connections WHERE id=@p0{dialect.ForUpdate}", [connection.Value], r => r.GetString(0), CancellationToken.None);
            var rows = await scope.Db.Tokens.Where(t => t.ConnectionId == connection.Value && t.RevokedAt == null).ToListAsync(CancellationToken.None);
            var live = rows.Where(r => r.ToToken().IsLiveAt(at)).ToList();
            if (live.Find(r => r.Id == current.Value && r.ReplacedAt is null) is not { } newer)
                throw RefusedException.Conflict(StorageTexts.FormatNotCurrent(current));
            if (live.Find(r => r.ReplacedAt is not null) is not { } older)
                throw RefusedException.Conflict(StorageTexts.OldEnded);
            newer.RevokedAt = at;
            (older.ReplacedAt, older.GraceEndsAt) = (null, null);
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return older.ToToken();
        },
        cancel);

    public async Task<ConnectionId?> OwnerAsync(TokenId id, CancellationToken cancel)
    {
        await using var db = open();
        return await db.Tokens.AsNoTracking().Where(t => t.Id == id.Value).Select(t => t.ConnectionId).FirstOrDefaultAsync(cancel) is { } owner ? new ConnectionId(owner) : null;
    }

    public async Task<IReadOnlyList<(ConnectionId Connection, DateTimeOffset EndsAt)>> EndingAsync(DateTimeOffset now, DateTimeOffset before, CancellationToken cancel)
    {
        await using var db = open();
        var live = await db.Tokens.AsNoTracking()
            .Where(t => t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now) && (t.GraceEndsAt == null || t.GraceEndsAt > now))
            .Where(t => db.Connections.Any(c => c.Id == t.ConnectionId && c.Enabled))
            .Select(t => new { t.ConnectionId, t.ExpiresAt, t.GraceEndsAt })
            .ToListAsync(cancel);
        return
        [
            .. live.GroupBy(t => t.ConnectionId, t => t.GraceEndsAt is null || t.ExpiresAt < t.GraceEndsAt ? t.ExpiresAt ?? t.GraceEndsAt : t.GraceEndsAt)
                .Where(ends => !ends.Contains(null) && ends.Max() < before)
                .Select(ends => (new ConnectionId(ends.Key), ends.Max()!.Value))
                .OrderBy(ending => ending.Value),
        ];
    }

    public ValueTask<TokenGrant?> FindGrantAsync(ConnectionId connection, TokenId id, CancellationToken cancel)
    {
        const string issued = """
            SELECT c.tenant_id, c.enabled, t.hash, c.declared_schemas, t.expires_at, t.grace_ends_at, t.revoked_at, t.kind, t.scopes, t.ranges,
                EXISTS(SELECT 1 FROM held_deactivations h WHERE h.connection_id = t.connection_id)
            FROM tokens t JOIN connections c ON c.id = t.connection_id
            WHERE t.connection_id = @p0 AND t.id = @p1
            """;
        const string ofSandbox = """
            SELECT c.tenant_id, c.enabled, s.hash, c.declared_schemas, s.ends_at, s.id
            FROM sandboxes s JOIN connections c ON c.id = s.connection_id
            WHERE s.connection_id = @p0 AND s.token_id = @p1
            """;
        object?[] key = [connection.Value, id.Value];
        return sessions.ReadAsync(
            async session => await session.FirstAsync(issued, key, r => Grant(r, new Token(connection, id, default, "", Moment(r, 4), null, Moment(r, 5), Moment(r, 6), null).EndsAt) with
            {
                Kind = TokenLimitText.Kind(r.IsDBNull(7) ? null : r.GetString(7)),
                Scopes = TokenLimitText.Scopes(r.IsDBNull(8) ? null : r.GetInt64(8)),
                From = TokenLimitText.Ranges(r.IsDBNull(9) ? null : r.GetString(9)),
                HoldsSomebody = r.GetBoolean(10),
            }, cancel)
                ?? await session.FirstAsync(ofSandbox, key, r => Grant(r, Moment(r, 4)) with { Directory = new ConnectionId(r.GetString(5)) }, cancel),
            cancel);

        TokenGrant Grant(ISqlRow r, DateTimeOffset? endsAt)
            => new(new TenantId(r.GetString(0)), connection, id, r.GetBytes(2), r.GetBoolean(1), endsAt, DeclaredSchemaText.Read(r.IsDBNull(3) ? null : r.GetString(3)));
    }

    public async Task<Token?> FindAsync(TokenId id, byte[] hash, CancellationToken cancel)
    {
        await using var db = open();
        return (await db.Tokens.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id.Value && t.Hash == hash, cancel))?.ToToken();
    }

    public async Task RecordUsesAsync(IReadOnlyCollection<(ConnectionId Connection, TokenId Token, TokenUse Use)> uses, CancellationToken cancel)
    {
        const string sql = "UPDATE tokens SET last_used_at=@p0, last_used_from=@p1, last_user_agent=@p2 WHERE connection_id=@p3 AND id=@p4 AND (last_used_at IS NULL OR last_used_at<@p0)";
        await writes.RunAsync(
            async scope =>
            {
                foreach (var (connection, token, use) in uses)
                    await scope.Sql.ExecuteAsync(sql, [use.At.UtcTicks, use.Address, use.UserAgent, connection.Value, token.Value], CancellationToken.None);
                return true;
            },
            cancel);
    }

    private static DateTimeOffset? Moment(ISqlRow row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);
}
