using System.Xml;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Tests.Saml;

/// <summary>Responses as providers send them are accepted, whichever part is signed, and everything that makes one not for us, not now or about nobody is refused with what was expected and received.</summary>
public sealed class ResponseReaderTests : IDisposable
{
    private readonly SamlProvider _provider = new();

    public void Dispose() => _provider.Dispose();

    [Theory]
    [InlineData(Signs.Assertion)]
    [InlineData(Signs.Response)]
    [InlineData(Signs.Both)]
    public void Response_is_accepted_whichever_part_is_signed(Signs signs)
    {
        var assertion = Read(_provider.Signed(SamlProvider.Plain(), signs));
        Assert.Equal(("_assertion1", "ana@harborlane.example", SamlProvider.Request), (assertion.Id, assertion.NameId, assertion.InResponseTo));
        Assert.Equal(SamlProvider.Now.AddMinutes(5) + ResponsePolicy.Skew, assertion.UsableUntil);
        var groups = Assert.Single(assertion.Claims);
        Assert.Equal(("groups", "Design|Admins"), (groups.Name, string.Join('|', groups.Values)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(0, 2)]
    public void Every_algorithm_of_the_allow_list_is_accepted(int signature, int digest)
    {
        using var provider = new SamlProvider { SignatureMethod = SamlNames.SignatureMethods[signature], DigestMethod = SamlNames.DigestMethods[digest], InclusivePrefixes = "xs xsi" };
        Assert.Equal("ana@harborlane.example", ResponseReader.Read(SamlProvider.Encode(provider.Signed(SamlProvider.Plain())), SamlProvider.Policy(provider)).NameId);
    }

    [Fact]
    public void Either_certificate_counts_while_they_roll_over_and_the_one_that_was_used_is_told()
    {
        using var next = new SamlProvider();
        foreach (var provider in new[] { _provider, next })
        {
            var read = ResponseReader.Read(SamlProvider.Encode(provider.Signed(SamlProvider.Plain())), SamlProvider.Policy(_provider, next));
            Assert.Equal(SigningCertificate.OfDer(provider.Der).Thumbprint, read.Certificate.Thumbprint);
        }
    }

    [Fact]
    public void Sha1_is_accepted_only_where_the_connection_says_so()
    {
        using var provider = new SamlProvider { SignatureMethod = SamlNames.RsaSha1, DigestMethod = SamlNames.Sha1 };
        var encoded = SamlProvider.Encode(provider.Signed(SamlProvider.Plain()));
        var policy = SamlProvider.Policy(provider);
        Assert.Equal(SamlFault.WeakAlgorithm, Fault(() => ResponseReader.Read(encoded, policy)).Fault);
        Assert.Equal("ana@harborlane.example", ResponseReader.Read(encoded, policy with { Signature = policy.Signature with { AllowSha1 = true } }).NameId);
    }

    [Fact]
    public void Response_that_answers_no_request_says_so()
    {
        var unsolicited = SamlProvider.Plain().Replace($" InResponseTo=\"{SamlProvider.Request}\"", "", StringComparison.Ordinal);
        Assert.Null(Read(_provider.Signed(unsolicited)).InResponseTo);
    }

    public static TheoryData<string, string, string, SamlFault, string?> Wrong() => new()
    {
        { "audience with a slash at the end", $"<saml:Audience>{SamlProvider.EntityId}<", $"<saml:Audience>{SamlProvider.EntityId}/<", SamlFault.Audience, $"{SamlProvider.EntityId}/" },
        { "second restriction for somebody else", "</saml:AudienceRestriction>", "</saml:AudienceRestriction><saml:AudienceRestriction><saml:Audience>urn:other</saml:Audience></saml:AudienceRestriction>", SamlFault.Audience, "urn:other" },
        { "no audience", $"<saml:AudienceRestriction><saml:Audience>{SamlProvider.EntityId}</saml:Audience></saml:AudienceRestriction>", "", SamlFault.Audience, null },
        { "recipient", $"Recipient=\"{SamlProvider.ReplyUrl}\"", "Recipient=\"https://evil.example/acs\"", SamlFault.Recipient, "https://evil.example/acs" },
        { "no recipient", $" Recipient=\"{SamlProvider.ReplyUrl}\"", "", SamlFault.Recipient, null },
        { "destination", $"Destination=\"{SamlProvider.ReplyUrl}\"", $"Destination=\"{SamlProvider.ReplyUrl}/\"", SamlFault.Destination, $"{SamlProvider.ReplyUrl}/" },
        { "issuer of the assertion", $"<saml:Issuer>{SamlProvider.Issuer}</saml:Issuer><saml:Subject>", "<saml:Issuer>https://sts.example.test/other/</saml:Issuer><saml:Subject>", SamlFault.Issuer, "https://sts.example.test/other/" },
        { "issuer of the response", $"<saml:Issuer>{SamlProvider.Issuer}</saml:Issuer><samlp:Status>", "<saml:Issuer>https://sts.example.test/other/</saml:Issuer><samlp:Status>", SamlFault.Issuer, "https://sts.example.test/other/" },
        { "issuer of another format", "<saml:Issuer>", "<saml:Issuer Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\">", SamlFault.Issuer, SamlProvider.Issuer },
        { "not yet", $"NotBefore=\"{SamlProvider.At(-5)}\"", $"NotBefore=\"{SamlProvider.At(4)}\"", SamlFault.NotYetValid, "2026-11-26 12:04:00Z" },
        { "issued in the future", $"Version=\"2.0\" IssueInstant=\"{SamlProvider.At(0)}\"><saml:Issuer>", $"Version=\"2.0\" IssueInstant=\"{SamlProvider.At(4)}\"><saml:Issuer>", SamlFault.NotYetValid, "2026-11-26 12:04:00Z" },
        { "conditions over", $"NotOnOrAfter=\"{SamlProvider.At(60)}\"", $"NotOnOrAfter=\"{SamlProvider.At(-4)}\"", SamlFault.Expired, "2026-11-26 11:56:00Z" },
        { "confirmation over", $"NotOnOrAfter=\"{SamlProvider.At(5)}\"", $"NotOnOrAfter=\"{SamlProvider.At(-3)}\"", SamlFault.Expired, "2026-11-26 11:57:00Z" },
        { "confirmation without an end", $" NotOnOrAfter=\"{SamlProvider.At(5)}\"", "", SamlFault.Time, null },
        { "session over", "SessionIndex=\"_s1\"", $"SessionNotOnOrAfter=\"{SamlProvider.At(-60)}\"", SamlFault.Expired, "2026-11-26 11:00:00Z" },
        { "a time that is none", $"NotOnOrAfter=\"{SamlProvider.At(60)}\"", "NotOnOrAfter=\"tomorrow\"", SamlFault.Time, "tomorrow" },
        { "another request", $"<saml:SubjectConfirmationData InResponseTo=\"{SamlProvider.Request}\"", "<saml:SubjectConfirmationData InResponseTo=\"_request2\"", SamlFault.InResponseTo, SamlProvider.Request },
        { "a request that only the response names", $"<saml:SubjectConfirmationData InResponseTo=\"{SamlProvider.Request}\"", "<saml:SubjectConfirmationData", SamlFault.InResponseTo, SamlProvider.Request },
        { "confirmation of another kind", SamlNames.Bearer, "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches", SamlFault.Subject, null },
        { "format of the NameID", SamlNames.EmailAddress, "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent", SamlFault.NameIdFormat, "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" },
        { "NameID that is no address", ">ana@harborlane.example<", ">harborlane\\ana<", SamlFault.NameId, "harborlane\\ana" },
        { "NameID with elements", ">ana@harborlane.example<", ">ana@harborlane.example<b/><", SamlFault.NameId, null },
        { "condition that is not known", "<saml:AudienceRestriction>", "<saml:Condition/><saml:AudienceRestriction>", SamlFault.Condition, "saml:Condition" },
        { "nobody signed in", "<saml:AuthnStatement AuthnInstant", "<saml:Advice AuthnInstant", SamlFault.Subject, null },
        { "version", "ID=\"_assertion1\" Version=\"2.0\"", "ID=\"_assertion1\" Version=\"1.1\"", SamlFault.NotAResponse, null },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_the_provider_signed_is_refused_when_it_is_not_for_us_or_not_now(string what, string right, string wrong, SamlFault fault, string? received)
    {
        var plain = SamlProvider.Plain();
        Assert.Contains(right, plain, StringComparison.Ordinal);
        var changed = plain.Replace(right, wrong, StringComparison.Ordinal).Replace("</saml:AuthnStatement>", wrong.StartsWith("<saml:Advice", StringComparison.Ordinal) ? "</saml:Advice>" : "</saml:AuthnStatement>", StringComparison.Ordinal);
        foreach (var signs in new[] { Signs.Assertion, Signs.Response, Signs.Both })
        {
            var refused = Fault(() => Read(_provider.Signed(changed, signs)));
            Assert.Equal((what, fault, received), (what, refused.Fault, refused.Received));
            Assert.Equal("ana@harborlane.example", Read(_provider.Signed(plain, signs)).NameId);
        }
    }

    [Fact]
    public void Time_is_taken_with_three_minutes_of_difference()
    {
        var plain = SamlProvider.Plain().Replace($"NotBefore=\"{SamlProvider.At(-5)}\"", $"NotBefore=\"{SamlProvider.At(2.9)}\"", StringComparison.Ordinal).Replace(SamlProvider.At(5), SamlProvider.At(-2.9), StringComparison.Ordinal);
        Assert.Equal("ana@harborlane.example", Read(_provider.Signed(plain)).NameId);
    }

    [Fact]
    public void What_the_provider_says_of_a_failed_sign_in_is_told()
    {
        var failed = SamlProvider.Plain().Replace(
            $"<samlp:StatusCode Value=\"{SamlNames.Success}\"/>",
            "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\"><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:InvalidNameIDPolicy\"/></samlp:StatusCode><samlp:StatusMessage>AADSTS75011: the method does not match</samlp:StatusMessage>",
            StringComparison.Ordinal);
        var refused = Fault(() => Read(SamlProvider.Parse(failed)));
        Assert.Equal(SamlFault.Status, refused.Fault);
        Assert.Equal("urn:oasis:names:tc:SAML:2.0:status:Responder urn:oasis:names:tc:SAML:2.0:status:InvalidNameIDPolicy AADSTS75011: the method does not match", refused.Received);
    }

    private SamlAssertion Read(XmlDocument response) => ResponseReader.Read(SamlProvider.Encode(response), SamlProvider.Policy(_provider));

    private static SamlException Fault(Func<object> read) => Assert.Throws<SamlException>(read);
}
