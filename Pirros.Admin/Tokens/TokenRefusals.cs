using Pirros.Admin.Connections;

namespace Pirros.Admin.Tokens;

/// <summary>Finds out why a credential that the endpoint did not accept was not accepted.</summary>
public sealed class TokenRefusals(ITokenStore store, AccessTokens accessTokens, TimeProvider clock)
{
    /// <summary>The reason, for what was sent as a token. At most one indexed look-up.</summary>
    public async ValueTask<RefusedToken> OfAsync(ConnectionId connection, string presented, CancellationToken cancel)
    {
        if (presented.Length == 0)
            return new RefusedToken(TokenRefusal.Missing, null);
        if (ClientSecret.IsWellFormed(presented))
            return new RefusedToken(TokenRefusal.ClientSecret, ClientSecret.IdOf(presented));
        if (presented.StartsWith(AccessTokens.Prefix, StringComparison.Ordinal))
            return await OfAccessTokenAsync(connection, presented, cancel);
        if (!SecretToken.IsWellFormed(presented))
            return new RefusedToken(OfForm(presented, SecretToken.Prefix, SecretToken.Length), null);
        var id = SecretToken.IdOf(presented);
        return new RefusedToken(Why(connection, await store.FindAsync(id, SecretToken.Hash(presented), cancel)), id);
    }

    /// <summary>The reason, for what was sent to the token endpoint as a client secret. At most one indexed look-up.</summary>
    public async ValueTask<RefusedToken> OfClientAsync(ConnectionId connection, string client, string secret, CancellationToken cancel)
    {
        if (secret.Length == 0)
            return new RefusedToken(TokenRefusal.Missing, null);
        if (!ClientSecret.IsWellFormed(secret))
            return new RefusedToken(OfForm(secret, ClientSecret.Prefix, ClientSecret.Length), null);
        var id = ClientSecret.IdOf(secret);
        var known = await store.FindAsync(id, ClientSecret.Hash(secret), cancel);
        return new RefusedToken(known?.Connection == connection && client != connection.Value ? TokenRefusal.ClientId : Why(connection, known), id);
    }

    private async ValueTask<RefusedToken> OfAccessTokenAsync(ConnectionId connection, string presented, CancellationToken cancel)
    {
        if (!AccessTokens.IsWellFormed(presented))
            return new RefusedToken(TokenRefusal.Mistyped, null);
        if (accessTokens.Open(presented) is not { } content)
            return new RefusedToken(TokenRefusal.Unknown, null);
        var known = await store.FindAsync(content.Client, content.Hash, cancel);
        var ended = known?.Connection == connection && known.IsLiveAt(clock.GetUtcNow()) && content.ExpiresAt <= clock.GetUtcNow();
        return new RefusedToken(ended ? TokenRefusal.AccessExpired : Why(connection, known), content.Client);
    }

    private static TokenRefusal OfForm(string presented, string prefix, int length)
    {
        var start = presented.IndexOf(prefix, StringComparison.Ordinal);
        if (start < 0)
            return TokenRefusal.Foreign;
        var rest = presented.Length - start;
        if (start == 0 && rest < length)
            return TokenRefusal.Truncated;
        return start == 0 && rest == length ? TokenRefusal.Mistyped : TokenRefusal.Surrounded;
    }

    private TokenRefusal Why(ConnectionId connection, Token? known)
    {
        if (known is null)
            return TokenRefusal.Unknown;
        if (known.Connection != connection)
            return TokenRefusal.OtherConnection;
        var now = clock.GetUtcNow();
        if (known.RevokedAt <= now)
            return TokenRefusal.Revoked;
        if (known.ExpiresAt <= now)
            return TokenRefusal.Expired;
        return known.GraceEndsAt <= now ? TokenRefusal.Replaced : TokenRefusal.ConnectionOff;
    }
}
