using System.IO.Compression;
using System.Net;
using System.Text;
using Pirros.Admin.Audit;
using Pirros.Admin.Saml.Explanations;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Saml.Explanations;

/// <summary>What somebody pastes is read in whatever form it comes, checked like a real response, and neither used up nor kept.</summary>
public sealed class PastedSignInTests : SignOnSteps
{
    private const string Request = "_0123456789012345678901234567890123456789";

    [Theory]
    [InlineData("Base64")]
    [InlineData("Base64 in lines")]
    [InlineData("XML")]
    [InlineData("form body")]
    [InlineData("list of a browser's tools")]
    [InlineData("page with a form")]
    public async Task Response_is_read_in_every_form(string form)
    {
        var ana = await UserAsync(Ana);
        var encoded = Response(Request);
        var read = Assert.IsType<PastedResponse>(await ReadAsync(form switch
        {
            "Base64 in lines" => string.Join("\r\n", encoded.Chunk(76).Select(line => new string(line))),
            "XML" => Encoding.UTF8.GetString(Convert.FromBase64String(encoded)),
            "form body" => $"SAMLResponse={Uri.EscapeDataString(encoded)}&RelayState={Id}",
            "list of a browser's tools" => $"SAMLResponse: {encoded}\nRelayState: {Id}",
            "page with a form" => $"""<html><body><form method="post"><input type="hidden" name="SAMLResponse" value="{encoded.Replace("+", "&#x2b;", StringComparison.Ordinal)}"/></form></body></html>""",
            _ => $"  {encoded}\n",
        }));
        Assert.Equal((true, null, null, Ana, ana), (read.IsGood, read.Fault, read.Age, read.NameId, read.Person?.Id));
        Assert.Equal(["Design", "Admins"], Assert.Single(read.Claims).Values);
        Assert.Equal(SigningCertificate.OfDer(Provider.Der).Thumbprint, read.Certificate);
    }

    [Fact]
    public async Task Response_is_neither_used_up_nor_kept()
    {
        await UserAsync(Ana);
        var (request, browser) = await BeginTestAsync();
        var encoded = Response(request);
        Assert.True(Assert.IsType<PastedResponse>(await ReadAsync(encoded)).IsGood);
        Assert.Empty(await Service.ResultsAsync(Mara, Id, Cancel));
        Assert.Null((await Service.FindAsync(Mara, Id, Cancel))!.Evidence.AcceptedAt);
        using var client = NewBrowser();
        using var answer = await PostAsync(client, encoded, browser);
        Assert.Equal((HttpStatusCode.SeeOther, null), (answer.StatusCode, (await NewestAsync()).Fault));
    }

    [Fact]
    public async Task Fault_is_explained_with_what_differs()
    {
        var entityId = Connection.Connection.EntityId;
        var read = Assert.IsType<PastedResponse>(await ReadAsync(Response(Request, change: SlashBehindAudience)));
        Assert.Equal((SamlFault.Audience, entityId, $"{entityId}/", null), (read.Fault, read.Expected, read.Received, read.NameId));
        Assert.Equal([new(TextPlace.Same, entityId), new(TextPlace.OnlyReceived, "/")], read.Explanation!.Difference);
        Assert.Equal("Single sign-on → Basic SAML Configuration → Identifier (Entity ID)", read.Explanation.WhereToMend);
    }

    [Fact]
    public async Task Age_is_told_and_hides_nothing_else()
    {
        var (good, wrong) = (Response(Request), Response(Request, change: SlashBehindAudience));
        Clock.Advance(TimeSpan.FromHours(3));
        var old = Assert.IsType<PastedResponse>(await ReadAsync(good));
        Assert.Equal((true, Ana, ExplanationTexts.ExpiredTitle), (old.IsGood, old.NameId, old.Age?.Title));
        var both = Assert.IsType<PastedResponse>(await ReadAsync(wrong));
        Assert.Equal((SamlFault.Audience, ExplanationTexts.ExpiredTitle), (both.Fault, both.Age?.Title));
    }

    [Fact]
    public async Task Response_that_answers_nothing_is_good_only_where_the_connection_allows_it()
    {
        var read = Assert.IsType<PastedResponse>(await ReadAsync(Response(null)));
        Assert.Equal((SamlFault.Unsolicited, Ana), (read.Fault, read.NameId));
        await Service.SetOptionsAsync(Mara, Id, true, false, Cancel);
        Assert.True(Assert.IsType<PastedResponse>(await ReadAsync(Response(null))).IsGood);
    }

    [Fact]
    public async Task Failure_that_the_provider_answered_is_explained_by_its_code()
    {
        var failure = Response(Request, change: xml => xml.Replace(
            $"<samlp:StatusCode Value=\"{SamlNames.Success}\"/>",
            "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Requester\"/><samlp:StatusMessage>AADSTS75016: NameIDPolicy</samlp:StatusMessage>",
            StringComparison.Ordinal));
        var read = Assert.IsType<PastedResponse>(await ReadAsync(failure));
        Assert.Equal(SamlFault.Status, read.Fault);
        Assert.EndsWith(ExplanationTexts.MessageNameIdPolicyText, read.Explanation!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sorry, but we’re having trouble signing you in.\nAADSTS50105: Your administrator has configured the application…", "AADSTS50105", "The person is not assigned to the application")]
    [InlineData("<html><body><div>Message: AADSTS700016: Application with identifier 'urn:x' was not found</div></body></html>", "AADSTS700016", "The Entity ID is not known there")]
    [InlineData("Sign-in error code: 53003", "AADSTS53003", "A policy of the provider blocks the sign-in")]
    [InlineData("50011", "AADSTS50011", "The Reply URL is not entered there")]
    [InlineData("AADSTS999999: something new", "AADSTS999999", "A code that is not explained here")]
    [InlineData("403\nApp Not Assigned\nSorry, you can't access Pirros SSO because you are not assigned this app in Okta.", "App Not Assigned", "The person is not assigned to the application")]
    [InlineData("400 Bad Request. GENERAL_NONSUCCESS", "GENERAL_NONSUCCESS", "The provider refused the sign-in and says no more")]
    public async Task Message_of_a_provider_is_explained(string text, string code, string title)
    {
        var read = Assert.IsType<PastedMessage>(await ReadAsync(text));
        Assert.Equal((code, title), (read.Code, read.Explanation.Title));
        Assert.Equal(code switch { "AADSTS700016" => Connection.Connection.EntityId, "AADSTS50011" => ReplyUrl, _ => null }, read.Value);
    }

    [Fact]
    public async Task Request_redirected_response_and_metadata_are_recognised()
    {
        var start = await App.Get<Admin.Saml.SignInRequests>().TestAsync(Mara, Id, Origin.GetLeftPart(UriPartial.Authority), null, Cancel);
        Assert.Equal(ExplanationTexts.PastedRequestTitle, Other(await ReadAsync(start.Url)));
        Assert.Equal(ExplanationTexts.PastedRedirectedTitle, Other(await ReadAsync($"https://x.example/acs?SAMLResponse={Uri.EscapeDataString(Convert.ToBase64String(Deflate(Convert.FromBase64String(Response(Request)))))}")));
        Assert.Equal(ExplanationTexts.PastedMetadataTitle, Other(await ReadAsync($"<EntityDescriptor xmlns=\"{SamlNames.Metadata}\" entityID=\"x\"/>")));

        static string Other(PastedReading read) => Assert.IsType<PastedOther>(read).Explanation.Title;
    }

    [Fact]
    public async Task What_is_not_known_says_what_can_be_pasted()
    {
        foreach (var text in new[] { "", "   ", "Hello", "<html><body>404</body></html>", "SAMLResponse=", "12345", Convert.ToBase64String([1, 2, 3, 4, 5]) })
            Assert.Equal(ExplanationTexts.PastedUnknownTitle, Assert.IsType<PastedUnknown>(await ReadAsync(text)).Explanation.Title);
        Assert.Equal(ExplanationTexts.PastedTooLongTitle, Assert.IsType<PastedUnknown>(await ReadAsync(new string('a', PastedSignIn.Longest + 1))).Explanation.Title);
    }

    [Fact]
    public async Task What_unpacks_to_more_than_a_response_may_be_is_not_unpacked()
    {
        var bomb = Deflate(Encoding.UTF8.GetBytes($"<samlp:Response xmlns:samlp=\"{SamlNames.Protocol}\">{new string(' ', 20_000_000)}</samlp:Response>"));
        Assert.True(bomb.Length < 100_000);
        Assert.IsType<PastedUnknown>(await ReadAsync($"SAMLResponse={Uri.EscapeDataString(Convert.ToBase64String(bomb))}"));
    }

    [Fact]
    public async Task Document_type_is_told_and_nothing_of_it_is_read()
    {
        var read = Assert.IsType<PastedResponse>(await ReadAsync($"<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><samlp:Response xmlns:samlp=\"{SamlNames.Protocol}\">&e;</samlp:Response>"));
        Assert.Equal(SamlFault.DocumentType, read.Fault);
    }

    [Fact]
    public async Task Message_is_explained_before_anything_is_known_of_the_provider_and_a_response_is_not()
    {
        var bare = (await App.ConnectionAsync("harbor-lane")).Connection.Id;
        var pasted = App.Get<PastedSignIn>();
        Assert.IsType<PastedMessage>(await pasted.ReadAsync(Mara, bare, "AADSTS50105", "https://localhost", Cancel));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => pasted.ReadAsync(Mara, bare, Response(Request), "https://localhost", Cancel));
        Assert.Equal(Admin.Saml.SamlTexts.NothingSet, refused.Message);
    }

    [Fact]
    public async Task Connection_of_another_firm_is_not_there()
    {
        var stranger = new Actor(ActorKind.TenantAdmin, "auth0|stranger", "Stranger", new TenantId("keystone"));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => App.Get<PastedSignIn>().ReadAsync(stranger, Id, "AADSTS50105", "https://localhost", Cancel));
        Assert.Equal(Refusal.NotFound, refused.Reason);
    }

    private string SlashBehindAudience(string xml) => xml.Replace($"{Connection.Connection.EntityId}</saml:Audience>", $"{Connection.Connection.EntityId}/</saml:Audience>", StringComparison.Ordinal);

    private Task<PastedReading> ReadAsync(string text) => App.Get<PastedSignIn>().ReadAsync(Mara, Id, text, Origin.GetLeftPart(UriPartial.Authority), Cancel);

    private static byte[] Deflate(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(bytes);
        return packed.ToArray();
    }
}
