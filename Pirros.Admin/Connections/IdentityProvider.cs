namespace Pirros.Admin.Connections;

/// <summary>Which product is at the other end of a connection.</summary>
public enum IdentityProvider
{
    /// <summary>Microsoft Entra ID.</summary>
    EntraId,

    /// <summary>Okta.</summary>
    Okta,

    /// <summary>Any other SCIM 2.0 client and SAML identity provider.</summary>
    Other,
}
