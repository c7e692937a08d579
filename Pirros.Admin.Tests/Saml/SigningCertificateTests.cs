using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Tests.Saml;

/// <summary>Certificates as admins paste and upload them; what is none, or must not be here, is refused.</summary>
public sealed class SigningCertificateTests : IDisposable
{
    private readonly SamlProvider _provider = new();

    public void Dispose() => _provider.Dispose();

    [Fact]
    public void Certificate_is_read_as_pem_as_base64_and_as_it_is()
    {
        var base64 = Convert.ToBase64String(_provider.Der, Base64FormattingOptions.InsertLineBreaks);
        foreach (var given in new[] { Bytes($"-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----\n"), Bytes(base64), Bytes(Convert.ToBase64String(_provider.Der)), _provider.Der })
        {
            using var read = SigningCertificate.Read(given);
            Assert.Equal(("CN=Sign-in of the tests", 2048, SamlProvider.Now.AddYears(1)), (read.Subject, read.KeySize, read.NotAfter));
        }
    }

    [Fact]
    public void Private_key_that_is_pasted_by_mistake_is_refused_as_one_in_every_form()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(SamlProvider.Now, SamlProvider.Now.AddYears(1));
        foreach (var given in new[]
        {
            Bytes(key.ExportPkcs8PrivateKeyPem()), Bytes(key.ExportRSAPrivateKeyPem()), Bytes(Convert.ToBase64String(key.ExportPkcs8PrivateKey())), key.ExportPkcs8PrivateKey(), key.ExportRSAPrivateKey(),
            certificate.Export(X509ContentType.Pkcs12), Bytes($"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}"),
        })
        {
            Assert.Equal(SamlFault.PrivateKey, Fault(given));
        }
    }

    [Fact]
    public void What_is_no_certificate_or_has_a_key_that_is_not_accepted_is_refused()
    {
        using var weak = new SamlProvider(bits: 1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var elliptic = new CertificateRequest("CN=x", curve, HashAlgorithmName.SHA256).CreateSelfSigned(SamlProvider.Now, SamlProvider.Now.AddYears(1));
        Assert.Equal(SamlFault.WeakKey, Fault(weak.Der));
        Assert.Equal(SamlFault.WeakKey, Fault(elliptic.RawData));
        Assert.Equal(SamlFault.NotACertificate, Fault(Bytes("no certificate")));
        Assert.Equal(SamlFault.NotACertificate, Fault([]));
        Assert.Equal(SamlFault.TooLarge, Fault(new byte[100_000]));
    }

    [Fact]
    public void One_whose_time_has_not_come_or_is_over_says_so()
    {
        using var read = SigningCertificate.Read(_provider.Der);
        read.RequireValid(SamlProvider.Now);
        Assert.Equal(SamlFault.CertificateNotYetValid, Assert.Throws<SamlException>(() => read.RequireValid(SamlProvider.Now.AddYears(-2))).Fault);
        Assert.Equal(SamlFault.CertificateExpired, Assert.Throws<SamlException>(() => read.RequireValid(SamlProvider.Now.AddYears(2))).Fault);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static SamlFault Fault(byte[] given) => Assert.Throws<SamlException>(() => SigningCertificate.Read(given)).Fault;
}
