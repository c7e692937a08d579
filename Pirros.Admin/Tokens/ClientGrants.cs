namespace Pirros.Admin.Tokens;

/// <summary>Gives access tokens to clients (RFC 6749 §4.4).</summary>
public sealed class ClientGrants(AccessTokens tokens, TimeProvider clock)
{
    /// <summary>Makes an access token for a client whose secret opened <paramref name="client"/>.</summary>
    /// <param name="client">What the secret opened.</param>
    /// <param name="secret">The client secret.</param>
    /// <param name="scopes">What the token may do; a part of what the client may.</param>
    /// <returns>The token, and for how many whole seconds it is good: an hour, or until the client secret ends.</returns>
    public (string Token, int Seconds) Issue(TokenGrant client, string secret, TokenScopes scopes)
    {
        var now = clock.GetUtcNow();
        var end = now + AccessTokens.Lifetime;
        if (client.EndsAt < end)
            end = client.EndsAt.Value;
        return (tokens.Make(client.Connection, client.Token, scopes & client.Scopes, end, ClientSecret.ProofOf(secret)), (int)(end - now).TotalSeconds);
    }
}
