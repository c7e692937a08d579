using Pirros.Admin.Audit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Tokens;

/// <summary>The port to where tokens are kept. Secrets never pass it, only their hashes.</summary>
public interface ITokenStore
{
    /// <summary>The newest tokens of a connection, newest first: all live ones, and the latest that are not, 50 in all.</summary>
    Task<IReadOnlyList<Token>> ListAsync(ConnectionId connection, CancellationToken cancel);

    /// <summary>
    /// Adds a token, and when there is a current one, marks it replaced with its grace ending at <paramref name="graceEndsAt"/> (at once when that is not after
    /// the new token's making). All in one transaction with the audit entry.
    /// </summary>
    /// <returns>The replaced token as it is now, or null.</returns>
    /// <exception cref="RefusedException">Two tokens are live already, or the connection is gone; nothing was written.</exception>
    Task<Token?> AddAsync(Token token, byte[] hash, DateTimeOffset graceEndsAt, AuditEntry audit, CancellationToken cancel);

    /// <summary>Changes what a token is limited to; false when it has ended, does not exist, or is limited to something else than <paramref name="before"/> by now.</summary>
    Task<bool> LimitAsync(ConnectionId connection, TokenId id, TokenLimits before, TokenLimits after, DateTimeOffset at, AuditEntry audit, CancellationToken cancel);

    /// <summary>Marks a token revoked; false when it does not exist or was revoked before.</summary>
    Task<bool> RevokeAsync(ConnectionId connection, TokenId id, DateTimeOffset at, AuditEntry audit, CancellationToken cancel);

    /// <summary>
    /// Takes a rotation back: revokes the current token and makes the replaced one, which must be live, current again with its own expiry. All in one transaction
    /// with the audit entry.
    /// </summary>
    /// <returns>The token that is current again.</returns>
    /// <exception cref="RefusedException"><paramref name="current"/> is not the current token, or no replaced token is live any more; nothing was written.</exception>
    Task<Token> UndoRotationAsync(ConnectionId connection, TokenId current, DateTimeOffset at, AuditEntry audit, CancellationToken cancel);

    /// <summary>The connection that a token of that id opens, ended or not; null when there is none.</summary>
    Task<ConnectionId?> OwnerAsync(TokenId id, CancellationToken cancel);

    /// <summary>Connections that are on and whose last live token ends before a moment, with when it ends, soonest first.</summary>
    Task<IReadOnlyList<(ConnectionId Connection, DateTimeOffset EndsAt)>> EndingAsync(DateTimeOffset now, DateTimeOffset before, CancellationToken cancel);

    /// <summary>What the endpoint needs to know to let a request in, or null when there is no such pair of connection and hash. One indexed look-up.</summary>
    ValueTask<TokenGrant?> FindGrantAsync(ConnectionId connection, TokenId id, CancellationToken cancel);

    /// <summary>The token of that id and hash, whichever connection it opens; null when there is none.</summary>
    Task<Token?> FindAsync(TokenId id, byte[] hash, CancellationToken cancel);

    /// <summary>Writes the newest use of each token given.</summary>
    Task RecordUsesAsync(IReadOnlyCollection<(ConnectionId Connection, TokenId Token, TokenUse Use)> uses, CancellationToken cancel);
}
