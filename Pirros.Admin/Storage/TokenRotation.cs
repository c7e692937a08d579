using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Connections;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Storage;

/// <summary>The writing of a rotation, for every transaction that holds one.</summary>
internal static class TokenRotation
{
    private const int MostLive = 2;

    /// <summary>Holds a connection until the transaction ends: two people who issue a token at once must come one after the other, or three would be live.</summary>
    /// <exception cref="RefusedException">The connection is gone.</exception>
    public static async Task HoldAsync(WriteScope scope, SqlDialect dialect, ConnectionId connection)
    {
        if (await scope.Sql.FirstAsync($"SELECT id FROM connections WHERE id=@p0{dialect.ForUpdate}", [connection.Value], r => r.GetString(0), CancellationToken.None) is null)
            throw RefusedException.NotFound(StorageTexts.FormatNoConnection(connection));
    }

    /// <summary>Adds a token to a connection that is held, and marks the current one replaced.</summary>
    /// <returns>The replaced token as it is now, or null.</returns>
    /// <exception cref="RefusedException">Two tokens are live already.</exception>
    public static async Task<Token?> AddAsync(AdminDb db, Token token, byte[] hash, DateTimeOffset graceEndsAt)
    {
        var now = token.CreatedAt;
        var rows = await db.Tokens.Where(t => t.ConnectionId == token.Connection.Value && t.RevokedAt == null).ToListAsync(CancellationToken.None);
        var live = rows.Where(r => r.ToToken().IsLiveAt(now)).ToList();
        var current = live.Find(r => r.ReplacedAt is null);
        if (live.Count >= MostLive)
            throw RefusedException.Conflict(StorageTexts.TwoLive);
        if (current is not null)
        {
            current.ReplacedAt = now;
            current.GraceEndsAt = graceEndsAt;
            if (graceEndsAt <= now)
                current.RevokedAt = now;
        }

        db.Tokens.Add(TokenRow.Of(token, hash));
        return current?.ToToken();
    }
}
