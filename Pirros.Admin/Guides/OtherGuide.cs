using Pirros.Admin.Connections;
using Pirros.Admin.Guides.Evidence;
using Pirros.Admin.Guides.Mappings;

namespace Pirros.Admin.Guides;

/// <summary>The values, and what any SCIM 2.0 client needs.</summary>
internal static class OtherGuide
{
    private const string Mapped = "In your identity provider's attribute mapping for this app, let it be filled from this.";

    private static readonly IReadOnlyList<AttributeMapping> Mappings =
    [
        new(MappingTarget.UserName, "The address a person signs in with", Mapped),
        new(MappingTarget.GivenName, "The given name", Mapped),
        new(MappingTarget.FamilyName, "The family name", Mapped),
        new(MappingTarget.WorkEmail, "The address at work", Mapped),
        new(MappingTarget.Active, "true while the account is on, false when it is off", Mapped),
    ];

    public static Guide Guide { get; } = new(
        IdentityProvider.Other,
        "You need to be an administrator of your identity provider. Keep this page open beside its console: what arrives ticks itself here.",
        null,
        [],
        [
            new("app", "Create the app", [CreateApp]),
            new("sso", "SAML SSO", [SignOn]),
            new("provisioning", "Provisioning", [Credentials, Client]),
            new("mappings", "Attribute mappings", [.. Mappings.Select(Map)]),
            new("assignments", "Assignments", [Assign, Update, Deactivate, Groups]),
        ],
        Mappings);

    private static GuideStep CreateApp => new("other-app", "Create the app",
    [
        new("Add an application of your own to your identity provider, with SAML 2.0 for signing in and SCIM 2.0 for provisioning."),
        new("Give it a name that your colleagues will recognise.") { Field = new("Name", GuideValue.Text, "Pirros SCIM") },
    ]);

    private static GuideStep SignOn => new("other-saml", "Set up SAML",
    [
        new("Enter these two, and send the e-mail address as the Name ID (format emailAddress)."),
        new("") { Field = new("Entity ID", GuideValue.EntityId) },
        new("") { Field = new("Reply URL", GuideValue.ReplyUrl) },
    ]);

    private static GuideStep Credentials => new("other-credentials", "Enter the credentials and test them",
    [
        new("Enter the base URL. Your client puts `/Users` and `/Groups` behind it by itself."),
        new("") { Field = new("SCIM URL", GuideValue.ScimUrl) },
        new("Choose bearer authentication (OAuth bearer token, HTTP header) and paste the token."),
        new("") { Field = new("Secret Token", GuideValue.SecretToken) },
        new("Let your identity provider test the connection."),
    ])
    {
        Evidence = OtherEvidence.Tested,
        Trouble = ScimEvidence.Refused("Paste the Secret Token again, whole and once, or rotate it and paste the new one. Check that the SCIM URL is the one of this connection."),
    };

    private static GuideStep Client => new("other-client", "See what your client has to do",
    [
        new("It sends JSON as `application/scim+json` or `application/json`, with `Authorization: Bearer` and the token."),
        new("It looks for a user by `userName eq \"…\"` before it creates one, and keeps the `id` of the answer."),
        new("It changes users by PUT or PATCH, and takes access away with `active` false or by DELETE."),
        new("What the endpoint offers is described at `/ServiceProviderConfig`, `/ResourceTypes` and `/Schemas` below the SCIM URL."),
    ]);

    private static GuideStep Assign => new("other-assign", "Assign people and see the first arrive",
    [
        new("Assign the people who are to have an account here, and start provisioning."),
    ])
    {
        Evidence = ScimEvidence.Created("Ticks itself when the first person is created."),
        Trouble = ScimEvidence.NotCreated,
    };

    private static GuideStep Update => new("other-update", "See a change arrive", [new("Change a test person's name in your identity provider.")])
    {
        Optional = true,
        Evidence = ScimEvidence.Updated("Ticks itself with the first change."),
    };

    private static GuideStep Deactivate => new("other-deactivate", "See somebody lose access", [new("Switch a test person's account off, or take them out of the app.")])
    {
        Optional = true,
        Evidence = ScimEvidence.Deactivated("Ticks itself with the first deactivation."),
    };

    private static GuideStep Groups => new("other-groups", "Send groups as well", [new("Let your identity provider push groups, if it can. Members are named by the `id` of the user.")])
    {
        Optional = true,
        Evidence = ScimEvidence.Group("Ticks itself with the first group."),
    };

    private static GuideStep Map(AttributeMapping mapping)
    {
        // There is no word of a console to be typed: the source is said in our own.
        var step = MappingSteps.Of("other", mapping, "Your identity provider");
        return step with { Lines = [new GuideLine($"Fill `{mapping.Attribute.Path}` from: {char.ToLowerInvariant(mapping.Source[0])}{mapping.Source[1..]}.")] };
    }
}
