using Pirros.Admin.Connections;
using Pirros.Admin.Guides.Evidence;
using Pirros.Admin.Guides.Mappings;

namespace Pirros.Admin.Guides;

/// <summary>The steps in Okta, for both kinds of app that can provision.</summary>
internal static class OktaGuide
{
    private const string Wizard = "wizard";
    private const string Catalogue = "catalogue";
    private static string Profile => GuideTexts.OktaProfile;

    private static IReadOnlyList<AttributeMapping> Mappings =>
    [
        new(MappingTarget.UserName, "Email", GuideTexts.OktaUserName),
        new(MappingTarget.GivenName, "user.firstName", Profile),
        new(MappingTarget.FamilyName, "user.lastName", Profile),
        new(MappingTarget.WorkEmail, "user.email", Profile) { Instead = ("user.email != null ? user.email : user.login", GuideTexts.OktaExpression) },
        new(MappingTarget.Active, "Deactivate Users", GuideTexts.OktaActive) { IsAutomatic = true },
    ];

    public static Guide Make() => new(
        IdentityProvider.Okta,
        GuideTexts.OktaBefore,
        GuideTexts.OktaForm,
        [new(Wizard, "App Integration Wizard"), new(Catalogue, GuideTexts.FromCatalogue)],
        [
            new("app", GuideTexts.CreateTheApp, [CreateApp]),
            new("sso", GuideTexts.SamlSso, [SignOn, SignOnSteps.Metadata("okta", GuideTexts.OktaMetadata)]),
            new("provisioning", GuideTexts.Provisioning, [Credentials, Features]),
            new("mappings", GuideTexts.AttributeMappings, [.. Mappings.Select(mapping => MappingSteps.Of("okta", mapping, "Okta"))]),
            new("assignments", GuideTexts.Assignments, [Assign, Arrive, Update, Deactivate, Groups]),
            SignOnSteps.Test("okta", new GuideLine(GuideTexts.OktaNameId1) { Form = Wizard }, new GuideLine(GuideTexts.OktaNameId2) { Form = Catalogue }),
        ],
        Mappings);

    private static GuideStep CreateApp => new("okta-app", GuideTexts.CreateTheApp,
    [
        new(GuideTexts.OktaApp1) { Form = Wizard },
        new(GuideTexts.OktaApp2) { Form = Wizard },
        new(GuideTexts.OktaApp3) { Form = Catalogue },
        new(GuideTexts.NameYourColleagues) { Field = new("App name", GuideValue.Text, "Pirros SSO"), Form = Wizard },
        new(GuideTexts.NameYourColleagues) { Field = new("Application label", GuideValue.Text, "Pirros SSO"), Form = Catalogue },
    ]);

    private static GuideStep SignOn => new("okta-saml", GuideTexts.SetUpSaml,
    [
        new(GuideTexts.OktaSaml1) { Form = Wizard },
        new(GuideTexts.OktaSaml2) { Form = Catalogue },
        new("") { Field = new("Single sign-on URL", GuideValue.ReplyUrl) },
        new("") { Field = new("Audience URI (SP Entity ID)", GuideValue.EntityId) },
        new(GuideTexts.OktaSaml3) { Form = Wizard },
        new(GuideTexts.OktaSaml4) { Form = Wizard },
        new(GuideTexts.OktaSaml5) { Form = Catalogue },
    ])
    {
        SignOn = SignOnEvidence.Values,
    };

    private static GuideStep Credentials => new("okta-credentials", GuideTexts.EnterCredentials,
    [
        new(GuideTexts.OktaCredentials1) { Form = Wizard },
        new(GuideTexts.OktaCredentials2) { Form = Wizard },
        new(GuideTexts.OktaCredentials3) { Form = Catalogue },
        new("") { Field = new("SCIM connector base URL", GuideValue.ScimUrl), Form = Wizard },
        new("") { Field = new("Unique identifier field for users", GuideValue.Text, "userName"), Form = Wizard },
        new(GuideTexts.OktaCredentials4) { Form = Wizard },
        new(GuideTexts.OktaCredentials5) { Form = Wizard },
        new("") { Field = new("Base URL", GuideValue.ScimUrl), Form = Catalogue },
        new("") { Field = new("API Token", GuideValue.SecretToken) },
        new(GuideTexts.OktaTest1) { Form = Wizard },
        new(GuideTexts.OktaTest2) { Form = Catalogue },
    ])
    {
        Evidence = OktaEvidence.Tested("Test API Credentials"),
        Trouble = ScimEvidence.Refused(GuideTexts.OktaPasteAgain),
    };

    private static GuideStep Features => new("okta-features", GuideTexts.OktaFeatures,
    [
        new(GuideTexts.OktaFeatures1),
        new(GuideTexts.OktaFeatures2),
    ]);

    private static GuideStep Assign => new("okta-assign", GuideTexts.AssignToApp,
    [
        new(GuideTexts.OktaAssign1),
        new(GuideTexts.OktaAssign2),
    ])
    {
        Evidence = ScimEvidence.Matched(GuideTexts.OktaTicksMatched),
    };

    private static GuideStep Arrive => new("okta-arrive", GuideTexts.OktaArrive,
    [
        new(GuideTexts.OktaArrive1),
    ])
    {
        Evidence = ScimEvidence.Created(GuideTexts.TicksFirstPerson),
        Trouble = ScimEvidence.NotCreated,
    };

    private static GuideStep Update => new("okta-update", GuideTexts.SeeChange,
    [
        new(GuideTexts.OktaUpdate1) { Form = Wizard },
        new(GuideTexts.OktaUpdate2) { Form = Catalogue },
    ])
    {
        Optional = true,
        Evidence = ScimEvidence.Updated(GuideTexts.TicksFirstChange),
    };

    private static GuideStep Deactivate => new("okta-deactivate", GuideTexts.SeeLoseAccess,
    [
        new(GuideTexts.OktaDeactivate1),
    ])
    {
        Optional = true,
        Evidence = ScimEvidence.Deactivated(GuideTexts.TicksFirstDeactivation),
    };

    private static GuideStep Groups => new("okta-groups", GuideTexts.SendGroups,
    [
        new(GuideTexts.OktaGroups1),
    ])
    {
        Optional = true,
        Evidence = ScimEvidence.Group(GuideTexts.TicksFirstGroup),
    };
}
