using Pirros.Admin.Connections;

namespace Pirros.Admin.Saml.Explanations;

/// <summary>What messages of providers come down to.</summary>
internal enum ProviderMeaning
{
    ReplyUrl,
    Identifier,
    NotAssigned,
    NotInDirectory,
    AccountLocked,
    AccountDisabled,
    WrongPassword,
    PasswordExpired,
    NotSignedIn,
    SecondFactor,
    ConditionalAccess,
    OtherDirectory,
    AppDisabled,
    RequestRefused,
    NoRequest,
    SignInUrl,
    WayOfSigningIn,
    NameIdPolicy,
    NameIdEmpty,
    SigningKey,
    SignedRequests,
    RequestTooOld,
    Consent,
    Temporary,
    Unspecific,
}

/// <summary>Which message means what, and where it is mended. Only those whose meaning their makers have published.</summary>
internal static class ProviderMeanings
{
    /// <summary>Microsoft's codes, without their letters.</summary>
    public static readonly IReadOnlyDictionary<string, ProviderMeaning> Microsoft = new (ProviderMeaning Meaning, string Codes)[]
    {
        (ProviderMeaning.ReplyUrl, "50011 500113 900971"),
        (ProviderMeaning.Identifier, "700016 700011 650056 65005 50001"),
        (ProviderMeaning.NotAssigned, "50105"),
        (ProviderMeaning.NotInDirectory, "50020 50034 51004 50014 16000 16003 90072"),
        (ProviderMeaning.AccountLocked, "50053"),
        (ProviderMeaning.AccountDisabled, "50057"),
        (ProviderMeaning.WrongPassword, "50126 50056 50064"),
        (ProviderMeaning.PasswordExpired, "50055 50144"),
        (ProviderMeaning.NotSignedIn, "50058 50089 900561 16001"),
        (ProviderMeaning.SecondFactor, "50072 50074 50076 50078 50079 53004"),
        (ProviderMeaning.ConditionalAccess, "53003 53000 53001 53002 530032 530035 50131 50005 50097"),
        (ProviderMeaning.OtherDirectory, "500021 500022 500212 500213 50002"),
        (ProviderMeaning.AppDisabled, "70001 7000112"),
        (ProviderMeaning.RequestRefused, "75005 75001 7500529 900236"),
        (ProviderMeaning.NoRequest, "750054"),
        (ProviderMeaning.SignInUrl, "75008 90002 50194 50059 90019"),
        (ProviderMeaning.WayOfSigningIn, "75011"),
        (ProviderMeaning.NameIdPolicy, "75016"),
        (ProviderMeaning.NameIdEmpty, "501241"),
        (ProviderMeaning.SigningKey, "50003 50146"),
        (ProviderMeaning.SignedRequests, "76021"),
        (ProviderMeaning.RequestTooOld, "76026"),
        (ProviderMeaning.Consent, "65001 65004 90094 90095"),
        (ProviderMeaning.Temporary, "50000 50033 50087 90006 90012 90024 90033"),
    }.SelectMany(line => line.Codes.Split(' ').Select(code => (code, line.Meaning))).ToDictionary(pair => pair.code, pair => pair.Meaning, StringComparer.Ordinal);

    /// <summary>Words of the others' error pages and logs, those that say more first.</summary>
    public static readonly IReadOnlyList<(string Words, IdentityProvider Provider, ProviderMeaning Meaning)> Words =
    [
        ("App Not Assigned", IdentityProvider.Okta, ProviderMeaning.NotAssigned),
        ("app_not_assigned", IdentityProvider.Okta, ProviderMeaning.NotAssigned),
        ("you are not assigned this app", IdentityProvider.Okta, ProviderMeaning.NotAssigned),
        ("you are not assigned to this app", IdentityProvider.Okta, ProviderMeaning.NotAssigned),
        ("User is not assigned to the client application", IdentityProvider.Okta, ProviderMeaning.NotAssigned),
        ("User is not assigned to this application", IdentityProvider.Okta, ProviderMeaning.NotAssigned),
        ("User attempted unauthorized access to app", IdentityProvider.Okta, ProviderMeaning.NotAssigned),
        ("app_not_enabled_for_user", IdentityProvider.Other, ProviderMeaning.NotAssigned),
        ("app_not_configured", IdentityProvider.Other, ProviderMeaning.Identifier),
        ("Bad SAML request", IdentityProvider.Okta, ProviderMeaning.RequestRefused),
        ("Your request resulted in an error", IdentityProvider.Okta, ProviderMeaning.RequestRefused),
        ("LOCKED_OUT", IdentityProvider.Okta, ProviderMeaning.AccountLocked),
        ("E0000069", IdentityProvider.Okta, ProviderMeaning.AccountLocked),
        ("INVALID_CREDENTIALS", IdentityProvider.Okta, ProviderMeaning.WrongPassword),
        ("E0000004", IdentityProvider.Okta, ProviderMeaning.WrongPassword),
        ("GENERAL_NONSUCCESS", IdentityProvider.Okta, ProviderMeaning.Unspecific),
    ];

    /// <summary>Where it is mended in the console; null where nothing there is wrong.</summary>
    public static MendPlace? Place(ProviderMeaning meaning) => meaning switch
    {
        ProviderMeaning.ReplyUrl => MendPlace.ReplyUrl,
        ProviderMeaning.Identifier => MendPlace.Audience,
        ProviderMeaning.NotAssigned => MendPlace.Assignment,
        ProviderMeaning.NotInDirectory or ProviderMeaning.AccountDisabled or ProviderMeaning.PasswordExpired => MendPlace.People,
        ProviderMeaning.AccountLocked or ProviderMeaning.Unspecific => MendPlace.Log,
        ProviderMeaning.ConditionalAccess => MendPlace.ConditionalAccess,
        ProviderMeaning.OtherDirectory => MendPlace.CrossTenant,
        ProviderMeaning.AppDisabled => MendPlace.Properties,
        ProviderMeaning.SignInUrl or ProviderMeaning.RequestRefused => MendPlace.Metadata,
        ProviderMeaning.NameIdPolicy or ProviderMeaning.NameIdEmpty => MendPlace.NameId,
        ProviderMeaning.SigningKey => MendPlace.NewCertificate,
        ProviderMeaning.SignedRequests => MendPlace.RequestSigning,
        ProviderMeaning.Consent => MendPlace.Consent,
        _ => null,
    };
}
