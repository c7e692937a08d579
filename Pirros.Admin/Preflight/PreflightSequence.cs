using Pirros.Admin.Connections;

namespace Pirros.Admin.Preflight;

/// <summary>What an identity provider sends, in its order: as data, one list for each way in which it talks.</summary>
/// <param name="Name">Names it in an address.</param>
/// <param name="Words">What it is called on the page.</param>
/// <param name="Provider">Whose it is.</param>
/// <param name="Steps">The requests.</param>
public sealed record PreflightSequence(string Name, string Words, IdentityProvider Provider, IReadOnlyList<PreflightStep> Steps)
{
    private static readonly PerLanguage<IReadOnlyList<PreflightSequence>> Sequences = new(() =>
    [
        new("entra", "Microsoft Entra ID", IdentityProvider.EntraId, EntraSteps.Plain),
        new("entra-optscim", PreflightTexts.EntraFlag, IdentityProvider.EntraId, EntraSteps.Compliant),
        new("okta-wizard", PreflightTexts.OktaWizard, IdentityProvider.Okta, OktaSteps.Wizard),
        new("okta-catalogue", PreflightTexts.OktaCatalogue, IdentityProvider.Okta, OktaSteps.Catalogue),
        new("scim", PreflightTexts.AnyClient, IdentityProvider.Other, OtherSteps.All),
    ]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PreflightSequence> All => Sequences.Value;

    /// <summary>Those of a provider.</summary>
    public static IReadOnlyList<PreflightSequence> For(IdentityProvider provider) => [.. All.Where(sequence => sequence.Provider == provider)];
}
