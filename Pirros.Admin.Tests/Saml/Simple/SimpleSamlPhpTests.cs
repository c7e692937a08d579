using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Tests.Saml.Simple;

/// <summary>What an identity provider sends that nobody here wrote, read with what its metadata says.</summary>
public sealed class SimpleSamlPhpTests : IAsyncLifetime
{
    private const string EntityId = SamlProvider.EntityId;
    private const string ReplyUrl = SamlProvider.ReplyUrl;
    private SimpleSamlPhp _provider = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _provider = await SimpleSamlPhp.StartAsync(Cancel);
        _provider.AddPerson("ana@harborlane.example", "Ana Lima", "Design", "Admins");
        _provider.AddService(EntityId, ReplyUrl);
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Fact]
    public async Task Metadata_says_who_it_is_where_to_sign_in_and_what_it_signs_with()
    {
        var metadata = ProviderMetadata.Read(await _provider.MetadataAsync(Cancel), Now);
        Assert.Equal((SimpleSamlPhp.EntityId, new Uri(_provider.Address, "saml2/idp/SSOService.php").ToString()), (metadata.Issuer, metadata.SignInUrl));
        Assert.Equal(_provider.Certificate.Thumbprint, Assert.Single(metadata.Certificates).Thumbprint);
        Assert.Empty(metadata.Refused);
    }

    [Theory]
    [InlineData(Signs.Response)]
    [InlineData(Signs.Assertion)]
    [InlineData(Signs.Both)]
    public async Task Answer_to_a_request_of_ours_is_accepted_whatever_of_it_is_signed(Signs signs)
    {
        _provider.Signs = signs;
        var metadata = ProviderMetadata.Read(await _provider.MetadataAsync(Cancel), Now);
        var request = AuthnRequest.NewId();
        var url = AuthnRequest.RedirectUrl(request, metadata.SignInUrl, EntityId, ReplyUrl, Now, again: false, "con-7k2m9q4x1v8c3n5t");
        using var browser = new SimpleBrowser();
        var sent = await browser.SignInAsync(new Uri(url), "ana", Cancel);
        Assert.Equal((ReplyUrl, "con-7k2m9q4x1v8c3n5t"), (sent.Address.ToString(), sent.Fields["RelayState"]));

        var response = sent.Fields["SAMLResponse"];
        Assert.Equal(signs, SignsOf(response));
        var read = ResponseReader.Read(response, Policy(metadata));
        Assert.Equal(("ana@harborlane.example", request, _provider.Certificate.Thumbprint), (read.NameId, read.InResponseTo, read.Certificate.Thumbprint));
        Assert.Equal("Design|Admins", string.Join('|', read.Claims.Single(claim => claim.Name == "groups").Values));
        Assert.InRange(read.AuthenticatedAt, Now - TimeSpan.FromMinutes(5), Now + TimeSpan.FromSeconds(1));

        // The same response is refused where it is not meant for, and when one letter of it is another.
        Assert.Equal(SamlFault.Audience, Refused(response, Policy(metadata) with { EntityId = $"{EntityId}/" }));
        Assert.Equal(SamlFault.WrongSignature, Refused(SamlProvider.Encode(Xml(response).Replace("ana@harborlane", "ana@harborland", StringComparison.Ordinal)), Policy(metadata)));
    }

    [Fact]
    public async Task Sign_in_that_began_at_the_provider_answers_no_request()
    {
        var metadata = ProviderMetadata.Read(await _provider.MetadataAsync(Cancel), Now);
        using var browser = new SimpleBrowser();
        var sent = await browser.SignInAsync(_provider.StartUrl(EntityId, "/connections"), "ana", Cancel);
        Assert.Equal((ReplyUrl, "/connections"), (sent.Address.ToString(), sent.Fields["RelayState"]));
        Assert.Null(ResponseReader.Read(sent.Fields["SAMLResponse"], Policy(metadata)).InResponseTo);
    }

    [Fact]
    public async Task Person_who_must_prove_anew_who_they_are_is_asked_although_they_are_signed_in()
    {
        var metadata = ProviderMetadata.Read(await _provider.MetadataAsync(Cancel), Now);
        using var browser = new SimpleBrowser();
        await browser.SignInAsync(_provider.StartUrl(EntityId), "ana", Cancel);
        foreach (var again in new[] { false, true })
        {
            var url = AuthnRequest.RedirectUrl(AuthnRequest.NewId(), metadata.SignInUrl, EntityId, ReplyUrl, Now, again, "x");
            Assert.Equal(again, await browser.IsAskedAsync(new Uri(url), Cancel));
        }
    }

    [Fact]
    public async Task Certificates_roll_over_without_a_sign_in_that_fails()
    {
        using var browser = new SimpleBrowser();
        var before = ProviderMetadata.Read(await _provider.MetadataAsync(Cancel), Now);
        var old = _provider.Certificate.Thumbprint;
        _provider.AnnounceNext();
        var both = ProviderMetadata.Read(await _provider.MetadataAsync(Cancel), Now);
        Assert.Equal(2, both.Certificates.Count);
        Assert.Equal(old, (await ReadAsync(both)).Certificate.Thumbprint);

        _provider.TakeNext();
        Assert.NotEqual(old, _provider.Certificate.Thumbprint);
        Assert.Equal(_provider.Certificate.Thumbprint, (await ReadAsync(both)).Certificate.Thumbprint);

        // Who did not take the new certificate is told which one is missing.
        var sent = await browser.SignInAsync(_provider.StartUrl(EntityId), "ana", Cancel);
        var refused = Assert.Throws<SamlException>(() => ResponseReader.Read(sent.Fields["SAMLResponse"], Policy(before)));
        Assert.Equal((SamlFault.UnknownCertificate, old, _provider.Certificate.Thumbprint), (refused.Fault, refused.Expected, refused.Received));
        var after = ProviderMetadata.Read(await _provider.MetadataAsync(Cancel), Now);
        Assert.Equal(_provider.Certificate.Thumbprint, Assert.Single(after.Certificates).Thumbprint);
        Assert.Equal("ana@harborlane.example", (await ReadAsync(after)).NameId);

        async Task<SamlAssertion> ReadAsync(ProviderMetadata metadata)
            => ResponseReader.Read((await browser.SignInAsync(_provider.StartUrl(EntityId), "ana", Cancel)).Fields["SAMLResponse"], Policy(metadata));
    }

    private static ResponsePolicy Policy(ProviderMetadata metadata) => new(EntityId, ReplyUrl, metadata.Issuer, new SignaturePolicy(metadata.Certificates, false, Now));

    private static SamlFault Refused(string response, ResponsePolicy policy) => Assert.Throws<SamlException>(() => ResponseReader.Read(response, policy)).Fault;

    private static string Xml(string response) => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(response));

    /// <summary>What of a response is signed, told from the response itself.</summary>
    private static Signs SignsOf(string response)
    {
        var document = SamlProvider.Parse(Xml(response));
        var (whole, part) = (IsSigned(document.DocumentElement!), IsSigned(SamlProvider.Assertion(document)));
        return whole && part ? Signs.Both : whole ? Signs.Response : part ? Signs.Assertion : Signs.Nothing;

        static bool IsSigned(System.Xml.XmlElement element) => element.Children("Signature", SamlNames.Signature).Any();
    }
}
