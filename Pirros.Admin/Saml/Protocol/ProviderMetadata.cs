using System.Xml;

namespace Pirros.Admin.Saml.Protocol;

/// <summary>What an identity provider says of itself (SAML Metadata §2.4.3): Entra's federation metadata, Okta's, or another's. It is trusted because an admin gave it, not for a signature on it.</summary>
/// <param name="Issuer">Its entity id.</param>
/// <param name="SignInUrl">Where people sign in, by HTTP-Redirect.</param>
/// <param name="Certificates">What it may sign with, each once; at least one that can be used.</param>
/// <param name="Refused">Certificates that can't be used, each with why.</param>
public sealed record ProviderMetadata(string Issuer, string SignInUrl, IReadOnlyList<SigningCertificate> Certificates, IReadOnlyList<SamlException> Refused)
{
    /// <summary>The most bytes: Entra's has 20 KB, because it describes another protocol too.</summary>
    public const int Longest = 1024 * 1024;

    /// <summary>Reads metadata of one provider.</summary>
    /// <exception cref="SamlException">It is none, or lacks what is needed.</exception>
    public static ProviderMetadata Read(ReadOnlyMemory<byte> given, DateTimeOffset now)
    {
        var root = Root(given);
        var (entity, provider) = Provider(root);
        foreach (var part in new[] { root, entity, provider })
        {
            if (part.Moment("validUntil") is { } end && end <= now)
                throw new SamlException(SamlFault.MetadataExpired, $"{now:u}", $"{end:u}");
        }

        var issuer = entity.Attribute("entityID") is { Length: > 0 and <= 1024 } id ? id : throw new SamlException(SamlFault.NotMetadata, "entityID");
        var url = provider.Children("SingleSignOnService", SamlNames.Metadata).FirstOrDefault(service => service.Attribute("Binding") == SamlNames.RedirectBinding)?.Attribute("Location");
        if (!IsSignInUrl(url))
            throw new SamlException(SamlFault.NoSignInAddress, SamlNames.RedirectBinding, url);
        var (certificates, refused) = CertificatesOf(provider);
        if (certificates.Count == 0)
            throw refused.FirstOrDefault() ?? new SamlException(SamlFault.NoCertificate);
        return new ProviderMetadata(issuer, url!, certificates, refused);
    }

    /// <summary>Whether browsers may be sent there: https, or this machine.</summary>
    public static bool IsSignInUrl(string? url)
        => Uri.TryCreate(url, UriKind.Absolute, out var uri) && url!.Length <= 2048 && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;

    private static XmlElement Root(ReadOnlyMemory<byte> given)
    {
        try
        {
            // Some providers write into their metadata what is to be changed in it. It is trusted for who gave it, so nothing is lost with a comment.
            return SafeXml.Read(given, Longest, leaveOutComments: true).DocumentElement!;
        }
        catch (SamlException error) when (error.Fault == SamlFault.NotXml)
        {
            throw new SamlException(SamlFault.NotMetadata, null, error.Received);
        }
    }

    private static (XmlElement Entity, XmlElement Provider) Provider(XmlElement root)
    {
        var entities = SafeXml.Elements(root).Where(element => element.Is("EntityDescriptor", SamlNames.Metadata));
        var found = entities.SelectMany(entity => entity.Children("IDPSSODescriptor", SamlNames.Metadata).Select(provider => (entity, provider)))
            .Where(pair => (pair.provider.Attribute("protocolSupportEnumeration") ?? "").Split(' ').Contains(SamlNames.Protocol, StringComparer.Ordinal)).Take(2).ToList();
        return found is [var only] ? only : throw new SamlException(SamlFault.NotMetadata, "IDPSSODescriptor", found.Count == 0 ? root.LocalName : null);
    }

    private static (List<SigningCertificate> Certificates, List<SamlException> Refused) CertificatesOf(XmlElement provider)
    {
        var (certificates, refused) = (new List<SigningCertificate>(), new List<SamlException>());
        foreach (var key in provider.Children("KeyDescriptor", SamlNames.Metadata).Where(key => key.Attribute("use") is null or "signing"))
        {
            foreach (var text in SafeXml.Elements(key).Where(element => element.Is("X509Certificate", SamlNames.Signature)))
            {
                try
                {
                    var certificate = SigningCertificate.Read(System.Text.Encoding.UTF8.GetBytes(text.InnerText));
                    if (certificates.Exists(known => known.Thumbprint == certificate.Thumbprint))
                        certificate.Dispose();
                    else
                        certificates.Add(certificate);
                }
                catch (SamlException error)
                {
                    refused.Add(error);
                }
            }
        }

        return (certificates, refused);
    }
}
