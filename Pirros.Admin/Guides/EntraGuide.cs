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
    private static string Expression => GuideTexts.EntraExpression;
    private static string Direct => GuideTexts.EntraDirect;

    private static IReadOnlyList<AttributeMapping> Mappings =>
    [
        new(MappingTarget.UserName, "userPrincipalName", Direct),
        new(MappingTarget.GivenName, "givenName", Direct),
        new(MappingTarget.FamilyName, "surname", Direct),
        new(MappingTarget.WorkEmail, "mail", Direct) { Instead = ("Coalesce([mail], [userPrincipalName])", Expression) },
        new(MappingTarget.Active, IsActive, Expression),
    ];

    public static Guide Make() => new(
        IdentityProvider.EntraId,
        GuideTexts.EntraBefore,
        GuideTexts.EntraForm,
        [new(Automatic, "Provisioning Mode: Automatic"), new(NewConfiguration, "New configuration")],
        [
            new("app", GuideTexts.CreateTheApp, [CreateApp]),
            new("sso", GuideTexts.SamlSso, [SignOn, SignOnSteps.Metadata("entra", GuideTexts.EntraMetadata)]),
            new("provisioning", GuideTexts.Provisioning, [OpenProvisioning, Credentials]),
            new("mappings", GuideTexts.AttributeMappings, [OpenMappings, .. Mappings.Select(mapping => MappingSteps.Of("entra", mapping, "Entra ID"))]),
            new("assignments", GuideTexts.Assignments, [Assign, Start, Update, Deactivate, Groups]),
            SignOnSteps.Test("entra", new GuideLine(GuideTexts.EntraNameId)),
        ],
        Mappings);

    private static GuideStep CreateApp => new("entra-app", GuideTexts.EntraCreateApp,
    [
        new(GuideTexts.EntraApp1),
        new(GuideTexts.NameYourColleagues) { Field = new("Name", GuideValue.Text, "Pirros SCIM") },
        new(GuideTexts.EntraApp3),
    ]);

    private static GuideStep SignOn => new("entra-saml", GuideTexts.SetUpSaml,
    [
        new(GuideTexts.EntraSaml1),
        new(GuideTexts.EntraSaml2) { Field = new("Identifier (Entity ID)", GuideValue.EntityId) },
        new(GuideTexts.EntraSaml3) { Field = new("Reply URL", GuideValue.ReplyUrl) },
    ])
    {
        SignOn = SignOnEvidence.Values,
    };

    private static GuideStep OpenProvisioning => new("entra-provisioning", GuideTexts.EntraOpenProvisioning,
    [
        new(GuideTexts.EntraProvisioning1) { Form = Automatic },
        new(GuideTexts.EntraProvisioning2) { Form = Automatic },
        new(GuideTexts.EntraProvisioning3) { Form = NewConfiguration },
    ]);

    private static GuideStep Credentials => new("entra-credentials", GuideTexts.EnterCredentials,
    [
        new(GuideTexts.EntraCredentials1) { Form = Automatic },
        new(GuideTexts.EntraCredentials2) { Form = NewConfiguration },
        new(GuideTexts.PasteBoth) { Field = new("Tenant URL", GuideValue.ScimUrl) },
        new("") { Field = new("Secret Token", GuideValue.SecretToken) },
        new(GuideTexts.EntraClient) { Form = NewConfiguration },
        new(GuideTexts.EntraTest1) { Form = Automatic },
        new(GuideTexts.EntraTest2) { Form = NewConfiguration },
    ])
    {
        Evidence = EntraEvidence.Tested,
        Trouble = ScimEvidence.Refused(GuideTexts.EntraPasteAgain),
    };

    private static GuideStep OpenMappings => new("entra-mappings", GuideTexts.EntraSwitchOnMapping,
    [
        new(GuideTexts.EntraMapping1) { Form = Automatic },
        new(GuideTexts.EntraMapping2) { Form = NewConfiguration },
        new(GuideTexts.EntraMapping3),
        new(GuideTexts.EntraMapping4),
    ]);

    private static GuideStep Assign => new("entra-assign", GuideTexts.AssignToApplication,
    [
        new(GuideTexts.EntraAssign1),
        new(GuideTexts.EntraAssign2),
    ])
    {
        Evidence = ScimEvidence.Matched(GuideTexts.EntraTicksMatched),
    };

    private static GuideStep Start => new("entra-start", GuideTexts.EntraStart,
    [
        new(GuideTexts.EntraStart1) { Form = Automatic },
        new(GuideTexts.EntraStart2) { Form = NewConfiguration },
        new(GuideTexts.EntraStart3),
    ])
    {
        Evidence = ScimEvidence.Created(GuideTexts.EntraTicksCreated),
        Trouble = ScimEvidence.NotCreated,
    };

    private static GuideStep Update => new("entra-update", GuideTexts.SeeChange,
    [
        new(GuideTexts.EntraUpdate1),
    ])
    {
        Optional = true,
        Evidence = ScimEvidence.Updated(GuideTexts.TicksFirstChange),
    };

    private static GuideStep Deactivate => new("entra-deactivate", GuideTexts.SeeLoseAccess,
    [
        new(GuideTexts.EntraDeactivate1),
    ])
    {
        Optional = true,
        Evidence = ScimEvidence.Deactivated(GuideTexts.TicksFirstDeactivation),
    };

    private static GuideStep Groups => new("entra-groups", GuideTexts.SendGroups,
    [
        new(GuideTexts.EntraGroups1),
    ])
    {
        Optional = true,
        Evidence = ScimEvidence.Group(GuideTexts.TicksFirstGroup),
    };
}
