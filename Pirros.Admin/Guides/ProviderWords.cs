using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Guides;

/// <summary>What each value is called in the provider's own console, so that an admin finds the same word in both windows.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="EntityId">Its word for the SAML Entity ID.</param>
/// <param name="ReplyUrl">Its word for the assertion consumer service URL.</param>
/// <param name="ScimUrl">Its word for the SCIM base URL.</param>
/// <param name="SecretToken">Its word for the bearer token.</param>
public sealed record ProviderWords(string Provider, string EntityId, string ReplyUrl, string ScimUrl, string SecretToken)
{
    private static readonly ProviderWords Entra = new("Microsoft Entra ID", "Identifier (Entity ID)", "Reply URL", "Tenant URL", "Secret Token") { TokenUrl = "Token Endpoint", ClientId = "Client Identifier" };
    private static readonly ProviderWords Okta = new("Okta", "Audience URI (SP Entity ID)", "Single sign-on URL", "Base URL", "API Token");
    private static readonly ProviderWords Other = new("Other", "Entity ID", "Reply URL", "SCIM URL", "Secret Token");

    /// <summary>Its word for the URL of the token endpoint.</summary>
    public string TokenUrl { get; private init; } = "Token URL";

    /// <summary>Its word for the OAuth 2.0 client identifier.</summary>
    public string ClientId { get; private init; } = "Client ID";

    /// <summary>Its word for the OAuth 2.0 client secret.</summary>
    public string ClientSecret { get; private init; } = "Client Secret";

    /// <summary>The words of a provider.</summary>
    public static ProviderWords For(IdentityProvider provider) => provider switch
    {
        IdentityProvider.EntraId => Entra,
        IdentityProvider.Okta => Okta,
        _ => Other,
    };

    /// <summary>Its word for the secret of a credential of a kind.</summary>
    public string SecretOf(TokenKind kind) => kind == TokenKind.Client ? ClientSecret : SecretToken;

    /// <summary>Who calls the endpoint, as the subject of a sentence.</summary>
    public static string Subject(IdentityProvider provider) => provider == IdentityProvider.Other ? GuideTexts.YourProvider : For(provider).Provider;
}
