using Pirros.Admin.Connections;
using Pirros.Admin.Guides.Evidence;
using Pirros.Admin.Guides.Mappings;

namespace Pirros.Admin.Guides;

/// <summary>The steps in Microsoft Entra ID.</summary>
internal static class EntraGuide
{
    private const string Automatic = "automatic";
    private const string NewConfiguration = "configuration";

    // The words of the portal, to the letter: what is missing between the commas is missing there, too.
    private const string IsActive = """Switch([IsSoftDeleted], , "True", "False", "False", "True")""";
    private const string Expression = "Attribute Mappings → Provision Microsoft Entra ID Users: choose the row of this attribute. Mapping type Expression, with this Expression.";
    private const string Direct = "Attribute Mappings → Provision Microsoft Entra ID Users: choose the row of this attribute, or Add New Mapping. Mapping type Direct, with this Source attribute.";

    private static readonly IReadOnlyList<AttributeMapping> Mappings =
    [
        new(MappingTarget.UserName, "userPrincipalName", Direct),
        new(MappingTarget.GivenName, "givenName", Direct),
        new(MappingTarget.FamilyName, "surname", Direct),
        new(MappingTarget.WorkEmail, "mail", Direct) { Instead = ("Coalesce([mail], [userPrincipalName])", Expression) },
        new(MappingTarget.Active, IsActive, Expression),
    ];

    public static Guide Guide { get; } = new(
        IdentityProvider.EntraId,
        "You need the role Application Administrator in Microsoft Entra ID. Keep this page open beside the Azure portal: what arrives ticks itself here.",
        "What your Provisioning page looks like",
        [new(Automatic, "Provisioning Mode: Automatic"), new(NewConfiguration, "New configuration")],
        [
            new("app", "Create the app", [CreateApp]),
            new("sso", "SAML SSO", [SignOn]),
            new("provisioning", "Provisioning", [OpenProvisioning, Credentials]),
            new("mappings", "Attribute mappings", [OpenMappings, .. Mappings.Select(mapping => MappingSteps.Of("entra", mapping, "Entra ID"))]),
            new("assignments", "Assignments", [Assign, Start, Update, Deactivate, Groups]),
        ],
        Mappings);

    private static GuideStep CreateApp => new("entra-app", "Create the enterprise application",
    [
        new("In the Azure portal open **Entra ID** → **Enterprise Applications**, then choose **New Application** → **Create your own application**."),
        new("Give it a name that your colleagues will recognise.") { Field = new("Name", GuideValue.Text, "Pirros SCIM") },
        new("Select **Integrate any other application you don't find in the gallery**, then choose **Create**."),
    ]);

    private static GuideStep SignOn => new("entra-saml", "Set up SAML",
    [
        new("In the application open **Single sign-on** and choose **SAML**. Then edit **Basic SAML Configuration**."),
        new("Add this identifier.") { Field = new("Identifier (Entity ID)", GuideValue.EntityId) },
        new("Add this reply URL, then **Save**.") { Field = new("Reply URL", GuideValue.ReplyUrl) },
    ]);

    private static GuideStep OpenProvisioning => new("entra-provisioning", "Open Provisioning",
    [
        new("In the application open **Provisioning** → **Get started**, then **Provisioning** in the sidebar.") { Form = Automatic },
        new("Set **Provisioning Mode** to **Automatic**.") { Form = Automatic },
        new("In the application open **Provisioning**, then choose **New configuration**. This form has no Provisioning Mode: it is automatic.") { Form = NewConfiguration },
    ]);

    private static GuideStep Credentials => new("entra-credentials", "Enter the credentials and test them",
    [
        new("Open **Admin Credentials**.") { Form = Automatic },
        new("Under **Admin credentials** leave **Select authentication method** on **Bearer authentication**.") { Form = NewConfiguration },
        new("Paste both values.") { Field = new("Tenant URL", GuideValue.ScimUrl) },
        new("") { Field = new("Secret Token", GuideValue.SecretToken) },
        new("Choose **Test Connection**. When it has arrived here, choose **Save**.") { Form = Automatic },
        new("Choose **Test connection**. When it has arrived here, choose **Create**.") { Form = NewConfiguration },
    ])
    {
        Evidence = EntraEvidence.Tested,
        Trouble = ScimEvidence.Refused("Paste the Secret Token again, whole and once, or rotate it and paste the new one. Check that the Tenant URL is the one of this connection."),
    };

    private static GuideStep OpenMappings => new("entra-mappings", "Switch on the mapping of users",
    [
        new("In the sidebar open **Attribute Mappings**, then **Provision Microsoft Entra ID Users**. It is not the one for Groups.") { Form = Automatic },
        new("In the sidebar open **Attribute mapping**, then **Provision Microsoft Entra ID Users**. It is not the one for Groups.") { Form = NewConfiguration },
        new("See that **Enabled** is **Yes**."),
        new("See that under **Target Object Actions** all of **Create**, **Update** and **Delete** are ticked."),
    ]);

    private static GuideStep Assign => new("entra-assign", "Assign people to the application",
    [
        new("Open **Users and groups** → **Add user/group**, choose who is to have an account here, then **Assign**."),
        new("To try one person without waiting, open **Provision on demand**, choose the person, then **Provision**."),
    ])
    {
        Evidence = ScimEvidence.Matched("Ticks itself when Entra ID first looks for somebody who is assigned."),
    };

    private static GuideStep Start => new("entra-start", "Start provisioning",
    [
        new("Open **Provisioning**, set **Provisioning Status** to **On**, then **Save**.") { Form = Automatic },
        new("Open **Overview** and choose **Start provisioning**.") { Form = NewConfiguration },
        new("Entra ID works on a schedule: a change can take up to 45 minutes to get here. **Provision on demand** sends one person at once."),
    ])
    {
        Evidence = ScimEvidence.Created("Ticks itself when the first person is created. That can take up to 45 minutes."),
        Trouble = ScimEvidence.NotCreated,
    };

    private static GuideStep Update => new("entra-update", "See a change arrive",
    [
        new("When a person's job title or name changes in Entra ID, the change arrives with the next cycle. Nothing to set up."),
    ])
    {
        Optional = true,
        Evidence = ScimEvidence.Updated("Ticks itself with the first change."),
    };

    private static GuideStep Deactivate => new("entra-deactivate", "See somebody lose access",
    [
        new("Take a test person out of **Users and groups**, or block their sign-in: their account here is deactivated with the next cycle."),
    ])
    {
        Optional = true,
        Evidence = ScimEvidence.Deactivated("Ticks itself with the first deactivation."),
    };

    private static GuideStep Groups => new("entra-groups", "Send groups as well",
    [
        new("Under **Attribute Mappings** set **Provision Microsoft Entra ID Groups** to **Enabled**, then assign the groups under **Users and groups**. Only direct members are sent."),
    ])
    {
        Optional = true,
        Evidence = ScimEvidence.Group("Ticks itself with the first group."),
    };
}
