using Pirros.Admin.Connections;

namespace Pirros.Admin.Guides;

/// <summary>A step in the provider's own console, short enough to be read beside it.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Text">What to do, in the provider's words.</param>
public sealed record SetupStep(string Title, string Text)
{
    private static readonly IReadOnlyList<SetupStep> Entra =
    [
        new("Create the application", "Entra ID → Enterprise applications → New application → Create your own application. Choose “Integrate any other application you don't find in the gallery”. You need the role Application Administrator."),
        new("Single sign-on", "Single sign-on → SAML → Basic SAML Configuration: paste Identifier (Entity ID) and Reply URL, then Save."),
        new("Provisioning", "Provisioning → Get started, Provisioning Mode: Automatic. Under Admin Credentials paste Tenant URL and Secret Token, choose Test Connection, then Save."),
        new("Attribute mappings", "Provision Microsoft Entra ID Users: Enabled is Yes, with Create, Update and Delete. Check that these five attributes of customappsso are filled from:")
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
        new("Assignments", "Users and groups: assign who is to come, then start provisioning. A cycle takes up to 45 minutes; Provision on demand sends one person at once."),
    ];

    private static readonly IReadOnlyList<SetupStep> Okta =
    [
        new("Create the application", "Applications → Create App Integration → SAML 2.0 → Next, and give it a name."),
        new("SAML settings", "Paste Single sign-on URL and Audience URI (SP Entity ID). Name ID format: EmailAddress. Application username: Email."),
        new("Provisioning", "General → App Settings: enable SCIM provisioning. Provisioning → Configure API Integration → Enable API integration: paste Base URL and API Token, choose Test API Credentials, then Save."),
        new("Provisioning to App", "Enable Create Users, Update User Attributes and Deactivate Users."),
        new("Assignments", "Assignments: assign the people and groups that are to come. Under Push Groups choose those that are to be sent as groups."),
    ];

    private static readonly IReadOnlyList<SetupStep> Other =
    [
        new("Single sign-on", "Register a SAML 2.0 service provider with Entity ID and Reply URL."),
        new("Provisioning", "Add a SCIM 2.0 target: SCIM URL as its base URL, and Secret Token as a bearer token (OAuth bearer token, or the header Authorization: Bearer …). Test the connection."),
        new("Attributes", "Send at least userName, name.givenName, name.familyName, emails with type work, and active."),
        new("Assignments", "Assign the people and groups that are to come."),
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
