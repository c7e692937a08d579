using Pirros.Admin.Connections;
using Pirros.Admin.Guides.Evidence;
using Pirros.Admin.Guides.Mappings;

namespace Pirros.Admin.Guides;

/// <summary>The values, and what any SCIM 2.0 client needs.</summary>
internal static class OtherGuide
{
    private static string Mapped => GuideTexts.OtherMapped;

    private static IReadOnlyList<AttributeMapping> Mappings =>
    [
        new(MappingTarget.UserName, GuideTexts.OtherUserName, Mapped),
        new(MappingTarget.GivenName, GuideTexts.OtherGivenName, Mapped),
        new(MappingTarget.FamilyName, GuideTexts.OtherFamilyName, Mapped),
        new(MappingTarget.WorkEmail, GuideTexts.OtherEmail, Mapped),
        new(MappingTarget.Active, GuideTexts.OtherActive, Mapped),
    ];

    public static Guide Make() => new(
        IdentityProvider.Other,
        GuideTexts.OtherBefore,
        null,
        [],
        [
            new("app", GuideTexts.CreateTheApp, [CreateApp]),
            new("sso", GuideTexts.SamlSso, [SignOn, SignOnSteps.Metadata("other", GuideTexts.OtherMetadata)]),
            new("provisioning", GuideTexts.Provisioning, [Credentials, Client]),
            new("mappings", GuideTexts.AttributeMappings, [.. Mappings.Select(Map)]),
            new("assignments", GuideTexts.Assignments, [Assign, Update, Deactivate, Groups]),
            SignOnSteps.Test("other", new GuideLine(GuideTexts.OtherNameId)),
        ],
        Mappings);

    private static GuideStep CreateApp => new("other-app", GuideTexts.CreateTheApp,
    [
        new(GuideTexts.OtherApp1),
        new(GuideTexts.NameYourColleagues) { Field = new("Name", GuideValue.Text, "Pirros SCIM") },
    ]);

    private static GuideStep SignOn => new("other-saml", GuideTexts.SetUpSaml,
    [
        new(GuideTexts.OtherSaml1),
        new("") { Field = new("Entity ID", GuideValue.EntityId) },
        new("") { Field = new("Reply URL", GuideValue.ReplyUrl) },
    ])
    {
        SignOn = SignOnEvidence.Values,
    };

    private static GuideStep Credentials => new("other-credentials", GuideTexts.EnterCredentials,
    [
        new(GuideTexts.OtherCredentials1),
        new("") { Field = new("SCIM URL", GuideValue.ScimUrl) },
        new(GuideTexts.OtherCredentials2),
        new("") { Field = new("Secret Token", GuideValue.SecretToken) },
        new(GuideTexts.OtherCredentials3),
    ])
    {
        Evidence = OtherEvidence.Tested,
        Trouble = ScimEvidence.Refused(GuideTexts.OtherPasteAgain),
    };

    private static GuideStep Client => new("other-client", GuideTexts.OtherClient,
    [
        new(GuideTexts.OtherClient1),
        new(GuideTexts.OtherClient2),
        new(GuideTexts.OtherClient3),
        new(GuideTexts.OtherClient4),
    ]);

    private static GuideStep Assign => new("other-assign", GuideTexts.OtherAssign,
    [
        new(GuideTexts.OtherAssign1),
    ])
    {
        Evidence = ScimEvidence.Created(GuideTexts.TicksFirstPerson),
        Trouble = ScimEvidence.NotCreated,
    };

    private static GuideStep Update => new("other-update", GuideTexts.SeeChange, [new(GuideTexts.OtherUpdate1)])
    {
        Optional = true,
        Evidence = ScimEvidence.Updated(GuideTexts.TicksFirstChange),
    };

    private static GuideStep Deactivate => new("other-deactivate", GuideTexts.SeeLoseAccess, [new(GuideTexts.OtherDeactivate1)])
    {
        Optional = true,
        Evidence = ScimEvidence.Deactivated(GuideTexts.TicksFirstDeactivation),
    };

    private static GuideStep Groups => new("other-groups", GuideTexts.SendGroups, [new(GuideTexts.OtherGroups1)])
    {
        Optional = true,
        Evidence = ScimEvidence.Group(GuideTexts.TicksFirstGroup),
    };

    private static GuideStep Map(AttributeMapping mapping)
    {
        // There is no word of a console to be typed: the source is said in our own.
        var step = MappingSteps.Of("other", mapping, GuideTexts.YourProvider);
        return step with { Lines = [new GuideLine(GuideTexts.FormatOtherFill(mapping.Attribute.Path, mapping.Source))] };
    }
}
