using Pirros.Admin.Connections;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml.Explanations;

/// <summary>What of a provider's console mends something.</summary>
internal enum MendPlace
{
    Audience,
    ReplyUrl,
    NameId,
    Issuer,
    Metadata,
    Certificate,
    NewCertificate,
    Algorithm,
    Signing,
    Encryption,
    Claims,
    Log,
    Assignment,
    Properties,
    ConditionalAccess,
    People,
    CrossTenant,
    RequestSigning,
    Consent,
}

/// <summary>Where that is in each provider's console, in the words that stand there, from the application's own page on. They are the same in every language that the portal speaks.</summary>
internal static class ConsolePlace
{
    /// <summary>Where a fault is mended; null where nothing at the provider is wrong.</summary>
    public static MendPlace? Of(SamlFault fault) => fault switch
    {
        SamlFault.Audience => MendPlace.Audience,
        SamlFault.Destination or SamlFault.Recipient => MendPlace.ReplyUrl,
        SamlFault.Subject or SamlFault.NameIdFormat or SamlFault.NameId => MendPlace.NameId,
        SamlFault.Issuer => MendPlace.Issuer,
        SamlFault.UnknownCertificate or SamlFault.WrongSignature or SamlFault.NotMetadata or SamlFault.MetadataExpired or SamlFault.NoSignInAddress or SamlFault.MetadataUnreachable or SamlFault.MetadataChanged => MendPlace.Metadata,
        SamlFault.NoCertificate or SamlFault.NotACertificate or SamlFault.PrivateKey => MendPlace.Certificate,
        SamlFault.CertificateTime or SamlFault.WeakKey or SamlFault.CertificateExpired => MendPlace.NewCertificate,
        SamlFault.Algorithm or SamlFault.WeakAlgorithm => MendPlace.Algorithm,
        SamlFault.NotSigned or SamlFault.SignatureShape => MendPlace.Signing,
        SamlFault.Encrypted => MendPlace.Encryption,
        SamlFault.TooLarge => MendPlace.Claims,
        SamlFault.Status or SamlFault.NoAssertion => MendPlace.Log,
        _ => null,
    };

    /// <summary>The way there.</summary>
    public static string In(MendPlace place, IdentityProvider provider) => provider switch
    {
        IdentityProvider.EntraId => Entra(place),
        IdentityProvider.Okta => Okta(place),
        _ => Other(place),
    };

    private static string Entra(MendPlace place) => place switch
    {
        MendPlace.Audience => "Single sign-on → Basic SAML Configuration → Identifier (Entity ID)",
        MendPlace.ReplyUrl => "Single sign-on → Basic SAML Configuration → Reply URL",
        MendPlace.NameId => "Single sign-on → Attributes & Claims → Unique User Identifier (Name ID) → Name identifier format: Email address",
        MendPlace.Issuer => "Single sign-on → Set up → Microsoft Entra Identifier",
        MendPlace.Metadata => "Single sign-on → SAML Certificates → App Federation Metadata Url",
        MendPlace.Certificate => "Single sign-on → SAML Certificates → Certificate (Base64)",
        MendPlace.NewCertificate => "Single sign-on → SAML Certificates → Token signing certificate → Edit → New Certificate",
        MendPlace.Algorithm => "Single sign-on → SAML Certificates → Token signing certificate → Edit → Signing Algorithm: SHA-256",
        MendPlace.Signing => "Single sign-on → SAML Certificates → Token signing certificate → Edit → Signing Option: Sign SAML assertion",
        MendPlace.Encryption => "Token encryption → Deactivate token encryption",
        MendPlace.Claims => "Single sign-on → Attributes & Claims → Add a group claim: Groups assigned to the application",
        MendPlace.Log => "Sign-in logs",
        MendPlace.Assignment => "Users and groups → Add user/group",
        MendPlace.Properties => "Properties → Enabled for users to sign-in?",
        MendPlace.ConditionalAccess => "Conditional Access",
        MendPlace.People => "Entra ID → Users",
        MendPlace.CrossTenant => "Entra ID → External Identities → Cross-tenant access settings",
        MendPlace.RequestSigning => "Single sign-on → SAML Certificates → Verification certificates (optional) → Edit → Require verification certificates: off",
        MendPlace.Consent => "Permissions → Grant admin consent",
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, null),
    };

    private static string Okta(MendPlace place) => place switch
    {
        MendPlace.Audience => "General → SAML Settings → Edit → Configure SAML → Audience URI (SP Entity ID)",
        MendPlace.ReplyUrl => "General → SAML Settings → Edit → Configure SAML → Single sign-on URL",
        MendPlace.NameId => "General → SAML Settings → Edit → Configure SAML → Name ID format: EmailAddress, Application username: Email",
        MendPlace.Issuer => "Sign On → View SAML setup instructions → Identity Provider Issuer",
        MendPlace.Metadata => "Sign On → SAML 2.0 → Metadata URL",
        MendPlace.Certificate => "Sign On → SAML Signing Certificates → Actions → Download certificate",
        MendPlace.NewCertificate => "Sign On → SAML Signing Certificates → Generate new certificate",
        MendPlace.Algorithm => "General → SAML Settings → Edit → Configure SAML → Show Advanced Settings → Signature Algorithm: RSA-SHA256, Digest Algorithm: SHA256",
        MendPlace.Signing => "General → SAML Settings → Edit → Configure SAML → Show Advanced Settings → Assertion Signature: Signed",
        MendPlace.Encryption => "General → SAML Settings → Edit → Configure SAML → Show Advanced Settings → Assertion Encryption: Unencrypted",
        MendPlace.Claims => "General → SAML Settings → Edit → Configure SAML → Group Attribute Statements",
        MendPlace.Assignment => "Assignments → Assign",
        MendPlace.ConditionalAccess => "Sign On → User authentication",
        MendPlace.People => "Directory → People",
        _ => "Reports → System Log",
    };

    private static string Other(MendPlace place) => place switch
    {
        MendPlace.Audience => ExplanationTexts.OtherAudience,
        MendPlace.ReplyUrl => ExplanationTexts.OtherReplyUrl,
        MendPlace.NameId => ExplanationTexts.OtherNameId,
        MendPlace.Issuer => ExplanationTexts.OtherIssuer,
        MendPlace.Metadata => ExplanationTexts.OtherMetadata,
        MendPlace.Certificate => ExplanationTexts.OtherCertificate,
        MendPlace.NewCertificate => ExplanationTexts.OtherNewCertificate,
        MendPlace.Algorithm => ExplanationTexts.OtherAlgorithm,
        MendPlace.Signing => ExplanationTexts.OtherSigning,
        MendPlace.Encryption => ExplanationTexts.OtherEncryption,
        MendPlace.Claims => ExplanationTexts.OtherClaims,
        MendPlace.Assignment => ExplanationTexts.OtherAssignment,
        MendPlace.People => ExplanationTexts.OtherPeople,
        _ => ExplanationTexts.OtherLog,
    };
}
