using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Pirros.Admin.SignIn;

/// <summary>The authority's word that somebody is signed out there, or was removed, and must be here too (OpenID Connect Back-Channel Logout 1.0).</summary>
internal sealed partial class BackChannelLogout(IOptionsMonitor<OpenIdConnectOptions> oidc, ISessionStore sessions, ILogger<BackChannelLogout> log)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    // Longer than any logout token; a form of more is not one.
    private const int MaximumLength = 16_384;

    /// <summary>Ends the sessions that a logout token names. Null when it did; otherwise what is wrong with the token.</summary>
    public async Task<string?> RunAsync(string? logoutToken, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(logoutToken) || logoutToken.Length > MaximumLength)
            return "logout_token is missing or too long.";
        var options = oidc.Get(Auth0SignIn.Scheme);
        var validated = await ValidateAsync(logoutToken, options, refresh: false, cancel);

        // The authority may have changed its keys since they were read.
        if (validated.Exception is SecurityTokenSignatureKeyNotFoundException)
            validated = await ValidateAsync(logoutToken, options, refresh: true, cancel);
        if (!validated.IsValid)
        {
            Invalid(validated.Exception?.GetType().Name);
            return "logout_token is not valid: its signature, issuer, audience or time is wrong.";
        }

        var token = (JsonWebToken)validated.SecurityToken;
        if (!token.TryGetPayloadValue<JsonElement>("events", out var events) || events.ValueKind != JsonValueKind.Object || !events.TryGetProperty(Event, out _))
            return $"logout_token has no event {Event}.";
        if (token.TryGetPayloadValue<string>("nonce", out _))
            return "logout_token has a nonce, which makes it an ID token.";
        var person = token.TryGetPayloadValue<string>("sub", out var sub) ? sub : null;
        var authoritySession = token.TryGetPayloadValue<string>("sid", out var sid) ? sid : null;
        if (string.IsNullOrEmpty(person) && string.IsNullOrEmpty(authoritySession))
            return "logout_token names neither sub nor sid.";
        Ended(await sessions.EndAllAsync(person, authoritySession, cancel));
        return null;
    }

    private static async Task<TokenValidationResult> ValidateAsync(string token, OpenIdConnectOptions options, bool refresh, CancellationToken cancel)
    {
        if (refresh)
            options.ConfigurationManager!.RequestRefresh();
        var configuration = await options.ConfigurationManager!.GetConfigurationAsync(cancel);
        var rules = options.TokenValidationParameters.Clone();
        (rules.ValidIssuer, rules.ValidAudience, rules.IssuerSigningKeys) = (configuration.Issuer, options.ClientId, configuration.SigningKeys);
        (rules.RequireSignedTokens, rules.RequireExpirationTime, rules.ValidateLifetime) = (true, false, true);
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, rules);
    }

    [LoggerMessage(LogLevel.Warning, "A logout token was refused ({Failure})")]
    private partial void Invalid(string? failure);

    [LoggerMessage(LogLevel.Information, "The authority ended {Count} sessions")]
    private partial void Ended(int count);
}
