using Pirros.Admin.Connections;

namespace Pirros.Admin.Tokens;

/// <summary>Finds out why a credential that the endpoint did not accept was not accepted.</summary>
public sealed class TokenRefusals(ITokenStore store, TimeProvider clock)
{
    /// <summary>The reason. At most one indexed look-up.</summary>
    public async ValueTask<RefusedToken> OfAsync(ConnectionId connection, string presented, CancellationToken cancel)
    {
        if (presented.Length == 0)
            return new RefusedToken(TokenRefusal.Missing, null);
        if (!SecretToken.IsWellFormed(presented))
            return new RefusedToken(OfForm(presented), null);
        var id = SecretToken.IdOf(presented);
        var known = await store.FindAsync(id, SecretToken.Hash(presented), cancel);
        return new RefusedToken(Why(connection, known), id);
    }

    private static TokenRefusal OfForm(string presented)
    {
        var start = presented.IndexOf(SecretToken.Prefix, StringComparison.Ordinal);
        if (start < 0)
            return TokenRefusal.Foreign;
        var rest = presented.Length - start;
        if (start == 0 && rest < SecretToken.Length)
            return TokenRefusal.Truncated;
        return start == 0 && rest == SecretToken.Length ? TokenRefusal.Mistyped : TokenRefusal.Surrounded;
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
