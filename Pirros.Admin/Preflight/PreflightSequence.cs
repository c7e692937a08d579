using Pirros.Admin.Connections;

namespace Pirros.Admin.Preflight;

/// <summary>What an identity provider sends, in its order: as data, one list for each way in which it talks.</summary>
/// <param name="Name">Names it in an address.</param>
/// <param name="Words">What it is called on the page.</param>
/// <param name="Provider">Whose it is.</param>
/// <param name="Steps">The requests.</param>
public sealed record PreflightSequence(string Name, string Words, IdentityProvider Provider, IReadOnlyList<PreflightStep> Steps)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PreflightSequence> All { get; } =
    [
        new("entra", "Microsoft Entra ID", IdentityProvider.EntraId, EntraSteps.Plain),
        new("entra-optscim", "Microsoft Entra ID, with aadOptscim062020 in the Tenant URL", IdentityProvider.EntraId, EntraSteps.Compliant),
        new("okta-wizard", "Okta, app made with the App Integration Wizard", IdentityProvider.Okta, OktaSteps.Wizard),
        new("okta-catalogue", "Okta, app from the catalogue", IdentityProvider.Okta, OktaSteps.Catalogue),
        new("scim", "Any SCIM 2.0 client", IdentityProvider.Other, OtherSteps.All),
    ];

    /// <summary>Those of a provider.</summary>
    public static IReadOnlyList<PreflightSequence> For(IdentityProvider provider) => [.. All.Where(sequence => sequence.Provider == provider)];
}
