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
            scope.Db.Audit.Add(AuditRow.Of(audit));
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            return replaced;
        },
        cancel);

    public Task<bool> RevokeAsync(ConnectionId connection, TokenId id, DateTimeOffset at, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            var row = await scope.Db.Tokens.FirstOrDefaultAsync(t => t.ConnectionId == connection.Value && t.Id == id.Value && t.RevokedAt == null, CancellationToken.None);
            if (row is null)
                return false;
            row.RevokedAt = at;
            scope.Db.Audit.Add(AuditRow.Of(audit));
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            return true;
        },
        cancel);

    public ValueTask<TokenGrant?> FindGrantAsync(ConnectionId connection, TokenId id, CancellationToken cancel)
    {
        const string sql = """
            SELECT c.tenant_id, c.enabled, t.hash, t.expires_at, t.grace_ends_at, t.revoked_at, c.declared_schemas
            FROM tokens t JOIN connections c ON c.id = t.connection_id
            WHERE t.connection_id = @p0 AND t.id = @p1
            """;
        return sessions.ReadAsync(
            session => session.FirstAsync(
                sql,
                [connection.Value, id.Value],
                r =>
                {
                    var token = new Token(connection, id, default, "", Moment(r, 3), null, Moment(r, 4), Moment(r, 5), null);
                    return new TokenGrant(new TenantId(r.GetString(0)), connection, id, r.GetFieldValue<byte[]>(2), r.GetBoolean(1), token.EndsAt, DeclaredSchemaText.Read(r.IsDBNull(6) ? null : r.GetString(6)));
                },
                cancel),
            cancel);
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

    private static DateTimeOffset? Moment(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);
}
