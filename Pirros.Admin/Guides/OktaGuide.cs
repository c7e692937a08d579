using Pirros.Admin.Connections;
using Pirros.Admin.Guides.Evidence;
using Pirros.Admin.Guides.Mappings;

namespace Pirros.Admin.Guides;

/// <summary>The steps in Okta, for both kinds of app that can provision.</summary>
internal static class OktaGuide
{
    private const string Wizard = "wizard";
    private const string Catalogue = "catalogue";
    private const string Profile = "Provisioning → To App → Attribute Mappings: choose the pencil of this attribute, then Map from Okta Profile, with this attribute.";

    private static readonly IReadOnlyList<AttributeMapping> Mappings =
    [
        new(MappingTarget.UserName, "Email", "Sign On → Settings → Edit: under Application username format choose this, then Save and Update Now."),
        new(MappingTarget.GivenName, "user.firstName", Profile),
        new(MappingTarget.FamilyName, "user.lastName", Profile),
        new(MappingTarget.WorkEmail, "user.email", Profile) { Instead = ("user.email != null ? user.email : user.login", "Provisioning → To App → Attribute Mappings: choose the pencil of this attribute, then Expression, with this.") },
        new(MappingTarget.Active, "Deactivate Users", "Okta sends it by itself once **Deactivate Users** is enabled under **Provisioning** → **To App**.") { IsAutomatic = true },
    ];

    public static Guide Guide { get; } = new(
        IdentityProvider.Okta,
        "You need an Okta admin role that may add and manage apps. Keep this page open beside the Okta Admin Console: what arrives ticks itself here.",
        "How the app comes about",
        [new(Wizard, "App Integration Wizard"), new(Catalogue, "From the catalogue")],
        [
            new("app", "Create the app", [CreateApp]),
            new("sso", "SAML SSO", [SignOn]),
            new("provisioning", "Provisioning", [Credentials, Features]),
            new("mappings", "Attribute mappings", [.. Mappings.Select(mapping => MappingSteps.Of("okta", mapping, "Okta"))]),
            new("assignments", "Assignments", [Assign, Arrive, Update, Deactivate, Groups]),
        ],
        Mappings);

    private static GuideStep CreateApp => new("okta-app", "Create the app",
    [
        new("In the Okta Admin Console open **Applications** and choose **Create App Integration**.") { Form = Wizard },
        new("Select **SAML 2.0**, then **Next**.") { Form = Wizard },
        new("In the Okta Admin Console open **Applications** and choose **Browse App Catalog**. Find **SCIM 2.0 Test App (Header Auth)**, then **Add Integration**.") { Form = Catalogue },
        new("Give it a name that your colleagues will recognise.") { Field = new("App name", GuideValue.Text, "Pirros SSO"), Form = Wizard },
        new("Give it a name that your colleagues will recognise.") { Field = new("Application label", GuideValue.Text, "Pirros SSO"), Form = Catalogue },
    ]);

    private static GuideStep SignOn => new("okta-saml", "Set up SAML",
    [
        new("Under **Configure SAML** fill in these.") { Form = Wizard },
        new("On the **Sign On** tab choose **SAML 2.0**, then **Edit**. A catalogue app may name these fields a little differently.") { Form = Catalogue },
        new("") { Field = new("Single sign-on URL", GuideValue.ReplyUrl) },
        new("") { Field = new("Audience URI (SP Entity ID)", GuideValue.EntityId) },
        new("Set **Name ID format** to **EmailAddress**.") { Form = Wizard },
        new("Set **Application username** to **Email**, then **Next** and **Finish**.") { Form = Wizard },
        new("Set **Application username format** to **Email**, then **Save**. The Name ID is then the e-mail address.") { Form = Catalogue },
    ]);

    private static GuideStep Credentials => new("okta-credentials", "Enter the credentials and test them",
    [
        new("On the **General** tab, under **App Settings** → **Edit**, set **Provisioning** to **SCIM**, then **Save**. That brings the Provisioning tab.") { Form = Wizard },
        new("Open the **Provisioning** tab → **Integration**, choose **Edit** (in some consoles **Configure API Integration**, then tick **Enable API integration**).") { Form = Wizard },
        new("Open the **Provisioning** tab, choose **Configure API Integration**, then tick **Enable API integration**.") { Form = Catalogue },
        new("") { Field = new("SCIM connector base URL", GuideValue.ScimUrl), Form = Wizard },
        new("") { Field = new("Unique identifier field for users", GuideValue.Text, "userName"), Form = Wizard },
        new("Tick **Push New Users** and **Push Profile Updates**, and **Push Groups** if groups are to come.") { Form = Wizard },
        new("Set **Authentication Mode** to **HTTP Header** and paste the token under **Authorization**.") { Form = Wizard },
        new("") { Field = new("Base URL", GuideValue.ScimUrl), Form = Catalogue },
        new("") { Field = new("API Token", GuideValue.SecretToken) },
        new("Choose **Test Connector Configuration** (or **Test API Credentials**). When it has arrived here, choose **Save**.") { Form = Wizard },
        new("Choose **Test API Credentials**. When it has arrived here, choose **Save**.") { Form = Catalogue },
    ])
    {
        Evidence = OktaEvidence.Tested("Test API Credentials"),
        Trouble = ScimEvidence.Refused("Paste the API Token again, whole and once, or rotate it and paste the new one. Check that the Base URL is the one of this connection."),
    };

    private static GuideStep Features => new("okta-features", "Enable what Okta may do",
    [
        new("On the **Provisioning** tab open **To App** → **Edit**."),
        new("Enable **Create Users**, **Update User Attributes** and **Deactivate Users**, then **Save**."),
    ]);

    private static GuideStep Assign => new("okta-assign", "Assign people to the app",
    [
        new("On the **Assignments** tab choose **Assign** → **Assign to People** or **Assign to Groups**, then **Done**."),
        new("People who were assigned before provisioning was on are not sent by themselves: choose **Provision User** beside them, or assign them again."),
    ])
    {
        Evidence = ScimEvidence.Matched("Ticks itself when Okta first looks for somebody who is assigned."),
    };

    private static GuideStep Arrive => new("okta-arrive", "See the first person arrive",
    [
        new("Okta sends a person within seconds of the assignment. If nobody comes, look under **Dashboard** → **Tasks** for what Okta says."),
    ])
    {
        Evidence = ScimEvidence.Created("Ticks itself when the first person is created."),
        Trouble = ScimEvidence.NotCreated,
    };

    private static GuideStep Update => new("okta-update", "See a change arrive",
    [
        new("When a person's profile changes in Okta, the whole user is sent again, by PUT.") { Form = Wizard },
        new("When a person's profile changes in Okta, the change is sent.") { Form = Catalogue },
    ])
    {
        Optional = true,
        Evidence = ScimEvidence.Updated("Ticks itself with the first change."),
    };

    private static GuideStep Deactivate => new("okta-deactivate", "See somebody lose access",
    [
        new("Take a test person off the **Assignments** tab, or deactivate them in Okta. A suspended person stays active here: Okta sends nothing for that."),
    ])
    {
        Optional = true,
        Evidence = ScimEvidence.Deactivated("Ticks itself with the first deactivation."),
    };

    private static GuideStep Groups => new("okta-groups", "Send groups as well",
    [
        new("On the **Push Groups** tab choose **Push Groups** and the groups that are to come. An assigned group gives its people an account; only a pushed one is sent as a group."),
    ])
    {
        Optional = true,
        Evidence = ScimEvidence.Group("Ticks itself with the first group."),
    };
}
