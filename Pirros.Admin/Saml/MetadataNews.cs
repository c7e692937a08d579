using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml;

/// <summary>What metadata says that was read again, beside what is trusted. Nothing of it is trusted by itself: who has the provider's web server would have everybody's sign-in.</summary>
/// <param name="After">The settings with what is offered, and with what is wrong.</param>
/// <param name="Offered">Thumbprints of certificates that are offered now and were not before.</param>
/// <param name="Differs">Another issuer or sign-in URL that was not seen before; null when there is none.</param>
internal sealed record MetadataNews(SamlSettings After, IReadOnlyList<string> Offered, string? Differs)
{
    /// <summary>Compares.</summary>
    /// <param name="before">What is trusted and offered so far.</param>
    /// <param name="read">What the provider says now.</param>
    /// <param name="now">When.</param>
    public static MetadataNews Of(SamlSettings before, ProviderMetadata read, DateTimeOffset now)
    {
        // Another issuer is another provider, whose certificates are none of this one's.
        var isSame = read.Issuer == before.Issuer;
        var shown = isSame ? read.Certificates.Where(certificate => certificate.NotAfter > now && !Has(before.Certificates, certificate)).ToList() : [];
        var offered = shown.Where(certificate => !Has(before.Ignored, certificate)).Take(SamlService.MostCertificates).Select(certificate => before.Offered.FirstOrDefault(known => IsOf(known, certificate)) ?? new TrustedCertificate(certificate, now)).ToList();
        var differs = !isSame ? read.Issuer : read.SignInUrl != before.SignInUrl ? read.SignInUrl : null;
        return new MetadataNews(
            before with { Offered = offered, Ignored = isSame ? [.. before.Ignored.Where(ignored => shown.Any(certificate => IsOf(ignored, certificate)))] : before.Ignored, MetadataFault = differs is null ? null : SamlFault.MetadataChanged },
            [.. offered.Select(one => one.Certificate).Where(certificate => !Has(before.Offered, certificate)).Select(certificate => certificate.Thumbprint)],
            before.MetadataFault == SamlFault.MetadataChanged ? null : differs);
    }

    private static bool Has(IReadOnlyList<TrustedCertificate> some, SigningCertificate certificate) => some.Any(one => IsOf(one, certificate));

    private static bool IsOf(TrustedCertificate one, SigningCertificate certificate) => one.Certificate.Thumbprint == certificate.Thumbprint;
}
