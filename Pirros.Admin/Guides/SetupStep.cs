using Pirros.Admin.Connections;

namespace Pirros.Admin.Guides;

/// <summary>A step in the provider's own console, short enough to be read beside it.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Text">What to do, in the provider's words.</param>
public sealed record SetupStep(string Title, string Text)
{
    private static IReadOnlyList<SetupStep> Entra =>
    [
        new(GuideTexts.CreateApplication, GuideTexts.SetupEntraApp),
        new(GuideTexts.SingleSignOn, GuideTexts.SetupEntraSso),
        new(GuideTexts.Provisioning, GuideTexts.SetupEntraProvisioning),
        new(GuideTexts.AttributeMappings, GuideTexts.SetupEntraMappings)
        {
            Mappings =
            [
                ("userName", "userPrincipalName"),
                ("name.givenName", "givenName"),
                ("name.familyName", "surname"),
                ("emails[type eq \"work\"].value", "mail"),
                ("active", "Switch([IsSoftDeleted], , \"True\", \"False\", \"False\", \"True\")"),
            ],
        },
        new(GuideTexts.Assignments, GuideTexts.SetupEntraAssign),
    ];

    private static IReadOnlyList<SetupStep> Okta =>
    [
        new(GuideTexts.CreateApplication, GuideTexts.SetupOktaApp),
        new(GuideTexts.SamlSettings, GuideTexts.SetupOktaSso),
        new(GuideTexts.Provisioning, GuideTexts.SetupOktaProvisioning),
        new(GuideTexts.ProvisioningToApp, GuideTexts.SetupOktaFeatures),
        new(GuideTexts.Assignments, GuideTexts.SetupOktaAssign),
    ];

    private static IReadOnlyList<SetupStep> Other =>
    [
        new(GuideTexts.SingleSignOn, GuideTexts.SetupOtherSso),
        new(GuideTexts.Provisioning, GuideTexts.SetupOtherProvisioning),
        new(GuideTexts.Attributes, GuideTexts.SetupOtherAttributes),
        new(GuideTexts.Assignments, GuideTexts.SetupOtherAssign),
    ];

    /// <summary>What fills which attribute, where that is to be entered or checked.</summary>
    public IReadOnlyList<(string Attribute, string Source)> Mappings { get; init; } = [];

    /// <summary>The steps of a provider, in its console's order.</summary>
    public static IReadOnlyList<SetupStep> For(IdentityProvider provider) => provider switch
    {
        IdentityProvider.EntraId => Entra,
        IdentityProvider.Okta => Okta,
        _ => Other,
    };
}
