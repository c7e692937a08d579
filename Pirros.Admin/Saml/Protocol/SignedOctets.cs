using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Pirros.Admin.Saml.Protocol;

/// <summary>
/// Verifies the signature of an element that holds it (XML Signature §4, SAML Core §5.4), and gives that element as it was signed: read anew from the very octets whose digest the
/// signature covers. Whoever reads only that can't be shown anything that was not signed, wherever else in the document it stands.
/// </summary>
internal static class SignedOctets
{
    /// <summary>Verifies. The signature loses its key info by it, so one that covers another is verified before that one.</summary>
    /// <param name="element">The response, or the assertion.</param>
    /// <param name="signature">The signature that is its child.</param>
    /// <param name="policy">What is accepted.</param>
    /// <param name="longest">The most bytes.</param>
    /// <returns>The element as it was signed, and the certificate that fits.</returns>
    /// <exception cref="SamlException">It is not to be believed.</exception>
    public static (XmlElement Element, SigningCertificate Certificate) Read(XmlElement element, XmlElement signature, SignaturePolicy policy, int longest)
    {
        var shape = SignatureShape.Of(signature, element.Attribute("ID"), policy.AllowSha1);
        var octets = Canonical(element, shape.InclusivePrefixes);
        if (!CryptographicOperations.FixedTimeEquals(shape.Digest, Hash(shape.DigestMethod, octets)))
            throw new SamlException(SamlFault.WrongSignature);
        var certificate = Signer(element, signature, shape, policy);
        return (SafeXml.Read(octets, longest).DocumentElement!, certificate);
    }

    private static SigningCertificate Signer(XmlElement element, XmlElement signature, SignatureShape shape, SignaturePolicy policy)
    {
        // What it says about its key is not believed, so the library need not read it.
        foreach (var keyInfo in signature.Children("KeyInfo", SamlNames.Signature).ToList())
            signature.RemoveChild(keyInfo);
        foreach (var certificate in policy.Certificates)
        {
            using var key = certificate.PublicKey();
            var xml = new OneElement(element);
            try
            {
                xml.LoadXml(signature);
                if (!xml.CheckSignature(key))
                    continue;
            }
            catch (Exception error) when (error is CryptographicException or FormatException)
            {
                throw new SamlException(SamlFault.SignatureShape);
            }

            return certificate.IsValidAt(policy.Now) ? certificate : throw new SamlException(SamlFault.CertificateTime, $"{policy.Now:u}", $"{certificate.NotBefore:u} – {certificate.NotAfter:u}");
        }

        // The certificate inside is not believed, but it tells the admin which one is missing.
        throw shape.Certificate is { } sent && !policy.Certificates.Any(certificate => certificate.Der.Span.SequenceEqual(sent))
            ? new SamlException(SamlFault.UnknownCertificate, string.Join(", ", policy.Certificates.Select(certificate => certificate.Thumbprint)), SigningCertificate.ThumbprintOf(sent))
            : new SamlException(SamlFault.WrongSignature);
    }

    /// <summary>The element without its signature, canonical: what the transforms give that <see cref="SignatureShape"/> accepts.</summary>
    private static byte[] Canonical(XmlElement element, string inclusivePrefixes)
    {
        var alone = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var copy = (XmlElement)alone.AppendChild(alone.ImportNode(element, deep: true))!;

        // What was declared further up is declared for it.
        for (var above = element.ParentNode as XmlElement; above is not null; above = above.ParentNode as XmlElement)
        {
            foreach (XmlAttribute declared in above.Attributes)
            {
                if (declared.NamespaceURI == "http://www.w3.org/2000/xmlns/" && !copy.HasAttribute(declared.Name))
                    copy.SetAttributeNode((XmlAttribute)alone.ImportNode(declared, deep: true));
            }
        }

        foreach (var signature in copy.Children("Signature", SamlNames.Signature).ToList())
            copy.RemoveChild(signature);
        var transform = new XmlDsigExcC14NTransform(inclusivePrefixes) { Resolver = null };
        transform.LoadInput(alone);
        using var canonical = (Stream)transform.GetOutput(typeof(Stream));
        using var bytes = new MemoryStream();
        canonical.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Hash(string method, byte[] octets) => method switch
    {
        "http://www.w3.org/2001/04/xmlenc#sha256" => SHA256.HashData(octets),
        "http://www.w3.org/2001/04/xmldsig-more#sha384" => SHA384.HashData(octets),
        "http://www.w3.org/2001/04/xmlenc#sha512" => SHA512.HashData(octets),
#pragma warning disable CA5350 // Only where the connection accepts it, which SignatureShape has made sure of.
        SamlNames.Sha1 => SHA1.HashData(octets),
#pragma warning restore CA5350
        _ => throw new SamlException(SamlFault.Algorithm, null, method),
    };

    /// <summary>Finds one element only, whatever id is asked for elsewhere in the document.</summary>
    private sealed class OneElement : SignedXml
    {
        private readonly XmlElement _element;

        public OneElement(XmlElement element)
            : base(element.OwnerDocument)
        {
            _element = element;
            Resolver = null!;
        }

        public override XmlElement? GetIdElement(XmlDocument? document, string idValue) => idValue == _element.Attribute("ID") ? _element : null;
    }
}
