using System.Text;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Tests.Saml;

/// <summary>What an admin gives of a provider as its metadata: read when it is that, and refused with why when it is something else.</summary>
public sealed class ProviderMetadataTests : IDisposable
{
    private readonly SamlProvider _provider = new();

    public void Dispose() => _provider.Dispose();

    [Fact]
    public void Provider_is_read_with_each_of_its_signing_certificates_once()
    {
        using var next = new SamlProvider();
        using var unused = new SamlProvider();
        var both = _provider.Metadata().Replace("<md:SingleSignOnService", $"{Key(next, "")}{Key(_provider, " use=\"signing\"")}{Key(unused, " use=\"encryption\"")}<md:SingleSignOnService", StringComparison.Ordinal);
        var read = Read(both);
        Assert.Equal((SamlProvider.Issuer, "https://sts.example.test/sso"), (read.Issuer, read.SignInUrl));
        Assert.Equal(new[] { _provider, next }.Select(provider => SigningCertificate.OfDer(provider.Der).Thumbprint), read.Certificates.Select(certificate => certificate.Thumbprint));
        Assert.Empty(read.Refused);
    }

    [Fact]
    public void Provider_is_found_beside_a_service_and_with_another_protocol()
    {
        var entity = _provider.Metadata().Replace($"protocolSupportEnumeration=\"{SamlNames.Protocol}\"", $"protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:1.1:protocol {SamlNames.Protocol}\"", StringComparison.Ordinal);
        var service = Encoding.UTF8.GetString(ServiceMetadata.Write("urn:other", "https://other.example.test/acs")).Split("?>", 2)[1];
        Assert.Equal(SamlProvider.Issuer, Read($"<md:EntitiesDescriptor xmlns:md=\"{SamlNames.Metadata}\">{service}{entity}</md:EntitiesDescriptor>").Issuer);
    }

    [Fact]
    public void Comments_are_left_out()
    {
        var commented = _provider.Metadata().Replace("<md:IDPSSODescriptor", "<!-- Change this --><?x y?><md:IDPSSODescriptor", StringComparison.Ordinal).Replace("<ds:X509Certificate>", "<ds:X509Certificate><!-- the first -->", StringComparison.Ordinal);
        Assert.Equal((SamlProvider.Issuer, 1), (Read(commented).Issuer, Read(commented).Certificates.Count));
    }

    [Fact]
    public void Certificate_that_cannot_be_used_is_told_beside_those_that_can()
    {
        using var weak = new SamlProvider(bits: 1024);
        var read = Read(_provider.Metadata().Replace("<md:SingleSignOnService", $"{Key(weak, "")}<md:SingleSignOnService", StringComparison.Ordinal));
        Assert.Single(read.Certificates);
        Assert.Equal((SamlFault.WeakKey, "RSA 1024"), (Assert.Single(read.Refused).Fault, read.Refused[0].Received));
    }

    public static TheoryData<string, string, string, SamlFault> Wrong() => new()
    {
        { "a page", "*", "<html/>", SamlFault.NotMetadata },
        { "our own", "*", Encoding.UTF8.GetString(ServiceMetadata.Write(SamlProvider.EntityId, SamlProvider.ReplyUrl)), SamlFault.NotMetadata },
        { "no XML", "*", "MIIC8DCC", SamlFault.NotMetadata },
        { "an older protocol only", SamlNames.Protocol, "urn:oasis:names:tc:SAML:1.1:protocol", SamlFault.NotMetadata },
        { "no entity id", $" entityID=\"{SamlProvider.Issuer}\"", "", SamlFault.NotMetadata },
        { "two providers", "</md:EntityDescriptor>", $"<md:IDPSSODescriptor protocolSupportEnumeration=\"{SamlNames.Protocol}\"/></md:EntityDescriptor>", SamlFault.NotMetadata },
        { "time is over", " entityID=", " validUntil=\"2026-11-26T11:59:59Z\" entityID=", SamlFault.MetadataExpired },
        { "time is none", " entityID=", " validUntil=\"soon\" entityID=", SamlFault.Time },
        { "no address", SamlNames.RedirectBinding, SamlNames.PostBinding, SamlFault.NoSignInAddress },
        { "address without https", "https://sts.example.test/sso", "http://sts.example.test/sso", SamlFault.NoSignInAddress },
        { "address that is a script", "https://sts.example.test/sso", "javascript:alert(1)", SamlFault.NoSignInAddress },
        { "address with a name in it", "https://sts.example.test/sso", "https://sts.example.test@evil.example/sso", SamlFault.NoSignInAddress },
        { "a key for encryption only", "use=\"signing\"", "use=\"encryption\"", SamlFault.NoCertificate },
        { "no certificate", "X509Certificate>", "X509SKI>", SamlFault.NoCertificate },
        { "a document type", "<md:EntityDescriptor ", "<!DOCTYPE md:EntityDescriptor SYSTEM \"file:///etc/passwd\"><md:EntityDescriptor ", SamlFault.DocumentType },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_none_is_refused_with_why(string what, string right, string wrong, SamlFault fault)
    {
        var metadata = _provider.Metadata();
        Assert.Equal(SamlProvider.Issuer, Read(metadata).Issuer);
        var changed = right == "*" ? wrong : metadata.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(metadata, changed);
        Assert.Equal((what, fault), (what, Assert.Throws<SamlException>(() => Read(changed)).Fault));
    }

    [Fact]
    public void Only_certificate_that_cannot_be_used_is_why_it_is_refused()
    {
        using var weak = new SamlProvider(bits: 1024);
        Assert.Equal(SamlFault.WeakKey, Assert.Throws<SamlException>(() => Read(weak.Metadata())).Fault);
        Assert.Equal(SamlFault.NotACertificate, Assert.Throws<SamlException>(() => Read(_provider.Metadata().Replace(Convert.ToBase64String(_provider.Der), "AAAA", StringComparison.Ordinal))).Fault);
    }

    [Fact]
    public void Too_much_is_refused() => Assert.Equal(SamlFault.TooLarge, Assert.Throws<SamlException>(() => Read(_provider.Metadata() + new string(' ', ProviderMetadata.Longest))).Fault);

    private static string Key(SamlProvider provider, string use)
        => $"<md:KeyDescriptor{use}><ds:KeyInfo xmlns:ds=\"{SamlNames.Signature}\"><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(provider.Der, Base64FormattingOptions.InsertLineBreaks)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>";

    private static ProviderMetadata Read(string xml) => ProviderMetadata.Read(Encoding.UTF8.GetBytes(xml), SamlProvider.Now);
}
