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
        var unknown = isSame ? read.Certificates.Where(certificate => certificate.NotAfter > now && !before.Certificates.Any(trusted => trusted.Certificate.Thumbprint == certificate.Thumbprint)).Take(SamlService.MostCertificates) : [];
        var offered = unknown.Select(certificate => before.Offered.FirstOrDefault(known => known.Certificate.Thumbprint == certificate.Thumbprint) ?? new TrustedCertificate(certificate, now)).ToList();
        var differs = !isSame ? read.Issuer : read.SignInUrl != before.SignInUrl ? read.SignInUrl : null;
        return new MetadataNews(
            before with { Offered = offered, MetadataFault = differs is null ? null : SamlFault.MetadataChanged },
            [.. offered.Select(one => one.Certificate.Thumbprint).Where(thumbprint => !before.Offered.Any(known => known.Certificate.Thumbprint == thumbprint))],
            before.MetadataFault == SamlFault.MetadataChanged ? null : differs);
    }
}
