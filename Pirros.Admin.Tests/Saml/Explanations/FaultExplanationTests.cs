using System.Globalization;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml.Explanations;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Tests.Saml.Explanations;

/// <summary>Every refusal has words in every language and for every provider, and says what differs where that can be told.</summary>
public sealed class FaultExplanationTests
{
    private const string EntityId = "urn:auth0:harbor-lane:con-7k2m9q4x1v8c3n5t";
    private const string ReplyUrl = "https://harbor-lane.example.test/scim/v2/connections/con-7k2m9q4x1v8c3n5t";

    public static TheoryData<SamlFault, string, IdentityProvider> Everything()
    {
        var data = new TheoryData<SamlFault, string, IdentityProvider>();
        foreach (var fault in Enum.GetValues<SamlFault>())
        {
            foreach (var language in Languages.Offered)
            {
                foreach (var provider in Enum.GetValues<IdentityProvider>())
                    data.Add(fault, language.Name, provider);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Every_fault_has_words(SamlFault fault, string language, IdentityProvider provider)
    {
        var words = In(language, () => FaultExplanation.Of(fault, provider, null, null));
        var others = In(language, () => Enum.GetValues<SamlFault>().Where(other => other != fault).Select(other => FaultExplanation.Of(other, provider, null, null)).ToList());
        Assert.All(new[] { words.Title, words.Text }, text => Assert.True(text.Length > 5 && !text.Contains('{', StringComparison.Ordinal), text));
        Assert.DoesNotContain(words.Title, others.Select(other => other.Title));
        Assert.DoesNotContain(words.Text, others.Select(other => other.Text));
        Assert.NotEqual("", words.WhereToMend);
        if (language != "en")
            Assert.NotEqual(In("en", () => FaultExplanation.Of(fault, provider, null, null).Text), words.Text);
    }

    [Theory]
    [InlineData(SamlFault.Audience, EntityId, EntityId + "/", "What was sent has a slash at the end, and ours has none.")]
    [InlineData(SamlFault.Audience, EntityId, "URN:auth0:harbor-lane:con-7k2m9q4x1v8c3n5t", "What was sent differs in capital and small letters only.")]
    [InlineData(SamlFault.Audience, EntityId, null, "Microsoft Entra ID sent nothing there.")]
    [InlineData(SamlFault.Audience, EntityId, EntityId + "\u00a0", "What was sent has white space that does not belong there.")]
    [InlineData(SamlFault.Audience, EntityId, "urn:auth0:harbor-lane:con-0000000000000000", "What was sent is the value of another connection, con-0000000000000000; this one is con-7k2m9q4x1v8c3n5t.")]
    [InlineData(SamlFault.Audience, EntityId, "https://harbor-lane.example.test/", "What was sent is an address, and the Entity ID is none: the two fields were mixed up.")]
    [InlineData(SamlFault.Recipient, ReplyUrl, "http://harbor-lane.example.test/scim/v2/connections/con-7k2m9q4x1v8c3n5t", "What was sent begins with http instead of https.")]
    [InlineData(SamlFault.Destination, ReplyUrl, "https://old.example.test/scim/v2/connections/con-7k2m9q4x1v8c3n5t", "What was sent names the server old.example.test, and this one is harbor-lane.example.test.")]
    [InlineData(SamlFault.Issuer, "https://sts.example.test/00000000-0000-0000-0000-000000000001/", "https://sts.example.test/00000000-0000-0000-0000-000000000002/", "What was sent is of another directory: the parts with the directory's id differ.")]
    [InlineData(SamlFault.Issuer, "https://sts.example.test/a/", "https://sts.example.test/a", "What was sent lacks the slash at the end.")]
    [InlineData(SamlFault.NameIdFormat, SamlNames.EmailAddress, "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent", "It came as persistent, which is an id that says nothing to people.")]
    [InlineData(SamlFault.NameIdFormat, SamlNames.EmailAddress, null, "It came without a format.")]
    [InlineData(SamlFault.Expired, "2026-11-26 12:10:00Z", "2026-11-26 12:00:00Z", "It ended 10 minutes before it came.")]
    [InlineData(SamlFault.NotYetValid, "2026-11-26 12:00:00Z", "2026-11-26 15:00:00Z", "It begins 3 hours after it came.")]
    [InlineData(SamlFault.Status, SamlNames.Success, "urn:oasis:names:tc:SAML:2.0:status:Requester urn:oasis:names:tc:SAML:2.0:status:InvalidNameIDPolicy", "It can't send an e-mail address as the NameID (InvalidNameIDPolicy). Set the Name ID's format to that of an e-mail address.")]
    public void Difference_is_said(SamlFault fault, string expected, string? received, string sentence)
        => Assert.EndsWith($" {sentence}", In("en", () => FaultExplanation.Of(fault, IdentityProvider.EntraId, expected, received).Text));

    [Theory]
    [InlineData(IdentityProvider.EntraId, "Single sign-on → Basic SAML Configuration → Identifier (Entity ID)")]
    [InlineData(IdentityProvider.Okta, "General → SAML Settings → Edit → Configure SAML → Audience URI (SP Entity ID)")]
    [InlineData(IdentityProvider.Other, "Audience, also called Entity ID of the service provider")]
    public void Place_is_named_in_the_words_of_the_console(IdentityProvider provider, string place)
        => Assert.Equal(place, In("en", () => FaultExplanation.Of(SamlFault.Audience, provider, EntityId, "urn:other").WhereToMend));

    [Fact]
    public void Values_of_one_kind_are_compared_and_others_are_not()
    {
        Assert.Equal([new(TextPlace.Same, EntityId), new(TextPlace.OnlyReceived, "/")], FaultExplanation.Of(SamlFault.Audience, IdentityProvider.Okta, EntityId, $"{EntityId}/").Difference);
        Assert.Null(FaultExplanation.Of(SamlFault.Audience, IdentityProvider.Okta, EntityId, null).Difference);
        Assert.Null(FaultExplanation.Of(SamlFault.Expired, IdentityProvider.Okta, "2026-11-26 12:10:00Z", "2026-11-26 12:00:00Z").Difference);
    }

    private static T In<T>(string language, Func<T> act)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
