using System.Collections.Concurrent;
using System.Security.Cryptography;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Tokens;

/// <summary>
/// Lets requests in: one hash and one cached look-up a request. What is cached is believed for half a second, so that a revocation in any process on the
/// same database is obeyed within a second; an expiry is compared with the clock each time.
/// </summary>
public sealed class TokenAuthenticator(ITokenStore store, AccessTokens accessTokens, TimeProvider clock)
{
    private static readonly TimeSpan Believed = TimeSpan.FromMilliseconds(500);

    // Tokens that were never issued are not remembered, so nobody can make this grow by guessing.
    private readonly ConcurrentDictionary<(ConnectionId, TokenId), (TokenGrant Grant, long ReadAt)> _grants = new();

    /// <summary>What the presented token opens on this connection, or null when it opens nothing, for whatever reason.</summary>
    public async ValueTask<TokenGrant?> AuthenticateAsync(ConnectionId connection, string presented, CancellationToken cancel)
    {
        if (!SecretToken.IsWellFormed(presented))
            return AccessTokens.IsWellFormed(presented) ? await OfAccessTokenAsync(connection, presented, cancel) : null;
        var id = SecretToken.IdOf(presented);
        var hash = SecretToken.Hash(presented);
        return Accepted(await GrantAsync(connection, id, cancel), TokenKind.Secret, hash);
    }

    /// <summary>What a client secret opens on this connection, or null when it opens nothing, for whatever reason.</summary>
    public async ValueTask<TokenGrant?> ClientAsync(ConnectionId connection, string secret, CancellationToken cancel)
        => ClientSecret.IsWellFormed(secret) ? Accepted(await GrantAsync(connection, ClientSecret.IdOf(secret), cancel), TokenKind.Client, ClientSecret.Hash(secret)) : null;

    /// <summary>Drops what is remembered of a token, after an act in this process.</summary>
    internal void Forget(ConnectionId connection, TokenId id) => _grants.TryRemove((connection, id), out _);

    private async ValueTask<TokenGrant?> OfAccessTokenAsync(ConnectionId connection, string presented, CancellationToken cancel)
    {
        if (accessTokens.Open(presented) is not { } content || content.Connection != connection || content.ExpiresAt <= clock.GetUtcNow())
            return null;
        var grant = Accepted(await GrantAsync(connection, content.Client, cancel), TokenKind.Client, content.Hash);

        // What the client may do can have been narrowed since, and what this token may do was perhaps never all of that.
        return grant is null || (grant.Scopes & ~content.Scopes) == TokenScopes.None ? grant : grant with { Scopes = grant.Scopes & content.Scopes };
    }

    private TokenGrant? Accepted(TokenGrant? grant, TokenKind kind, byte[] hash)
        => grant is { ConnectionEnabled: true } && grant.Kind == kind && CryptographicOperations.FixedTimeEquals(hash, grant.Hash) && !(grant.EndsAt <= clock.GetUtcNow()) ? grant : null;

    private async ValueTask<TokenGrant?> GrantAsync(ConnectionId connection, TokenId id, CancellationToken cancel)
    {
        var key = (connection, id);
        if (_grants.TryGetValue(key, out var known) && clock.GetElapsedTime(known.ReadAt) < Believed)
            return known.Grant;

        // The time is taken before the look-up: what is read can only be newer than it claims.
        var readAt = clock.GetTimestamp();
        if (await store.FindGrantAsync(connection, id, cancel) is not { } grant)
        {
            _grants.TryRemove(key, out _);
            return null;
        }

        _grants[key] = (grant, readAt);
        return grant;
    }
}
