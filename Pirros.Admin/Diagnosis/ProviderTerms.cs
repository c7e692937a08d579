using Pirros.Admin.Connections;
using Pirros.Admin.Guides;

namespace Pirros.Admin.Diagnosis;

/// <summary>Where things are in the provider's own console, as they are called there.</summary>
/// <param name="Name">The provider inside a sentence.</param>
/// <param name="Subject">The provider at its beginning.</param>
/// <param name="Credentials">Where URL and token are entered.</param>
/// <param name="Test">The button that tests them.</param>
/// <param name="Start">How the sync is started, or started again.</param>
/// <param name="Assign">Where people are assigned.</param>
/// <param name="Mappings">Where attributes are mapped.</param>
/// <param name="Log">Where its own log is.</param>
internal sealed record ProviderTerms(string Name, string Subject, string Credentials, string Test, string Start, string Assign, string Mappings, string Log)
{
    private static readonly ProviderTerms Entra = new(
        "Microsoft Entra ID", "Microsoft Entra ID", "Provisioning → Admin Credentials", "Test Connection", "Provisioning → Start provisioning", "Users and groups", "Provisioning → Attribute mapping", "Provisioning logs");

    private static readonly ProviderTerms Okta = new(
        "Okta", "Okta", "Provisioning → Integration → Configure API Integration", "Test API Credentials", "Provisioning → To App", "Assignments", "Provisioning → To App → Attribute Mappings", "Dashboard → Tasks");

    private static ProviderTerms Other => new(
        DiagnosisTexts.OtherName, DiagnosisTexts.OtherSubject, DiagnosisTexts.OtherCredentials, DiagnosisTexts.OtherTest, DiagnosisTexts.OtherStart, DiagnosisTexts.OtherAssign, DiagnosisTexts.OtherMappings, DiagnosisTexts.OtherLog);

    /// <summary>Its words for the values.</summary>
    public ProviderWords Values { get; private init; } = ProviderWords.For(IdentityProvider.Other);

    /// <summary>The terms of a provider.</summary>
    public static ProviderTerms For(IdentityProvider provider) => provider switch
    {
        IdentityProvider.EntraId => Entra,
        IdentityProvider.Okta => Okta,
        _ => Other,
    } with
    { Values = ProviderWords.For(provider) };
}
