using System.Xml;

namespace Pirros.Admin.Saml.Protocol;

/// <summary>
/// A signature that has the one form that SAML asks for (SAML Core §5.4) and nothing else: one reference, to the element that it stands in; the enveloped transform, then exclusive
/// canonicalization; algorithms of an allow-list; no objects.
/// </summary>
internal sealed record SignatureShape(string DigestMethod, byte[] Digest, string InclusivePrefixes, byte[]? Certificate)
{
    /// <summary>Reads a signature.</summary>
    /// <param name="signature">The element.</param>
    /// <param name="id">The id of the element that it stands in.</param>
    /// <param name="allowSha1">Whether SHA-1 is accepted.</param>
    /// <exception cref="SamlException">It has another form.</exception>
    public static SignatureShape Of(XmlElement signature, string? id, bool allowSha1)
    {
        var parts = Parts(signature, ["SignedInfo", "SignatureValue"], ["KeyInfo"]);
        var signed = Parts(parts["SignedInfo"], ["CanonicalizationMethod", "SignatureMethod", "Reference"], []);
        var reference = Parts(signed["Reference"], ["Transforms", "DigestMethod", "DigestValue"], []);
        if (string.IsNullOrEmpty(id) || signed["Reference"].Attribute("URI") != $"#{id}")
            throw new SamlException(SamlFault.SignatureReference, $"#{id}", signed["Reference"].Attribute("URI"));

        if (Algorithm(signed["CanonicalizationMethod"]) is not (SamlNames.ExclusiveCanonicalization or SamlNames.ExclusiveCanonicalizationWithComments) and var canonicalization)
            throw new SamlException(SamlFault.Transform, SamlNames.ExclusiveCanonicalization, canonicalization);
        Prefixes(signed["CanonicalizationMethod"]);
        Accept(signed["SignatureMethod"], SamlNames.SignatureMethods, SamlNames.RsaSha1, allowSha1);
        var digestMethod = Accept(reference["DigestMethod"], SamlNames.DigestMethods, SamlNames.Sha1, allowSha1);
        return new SignatureShape(digestMethod, Bytes(reference["DigestValue"]), TransformPrefixes(reference["Transforms"]), CertificateOf(parts.GetValueOrDefault("KeyInfo")));
    }

    /// <summary>The children by name, each once.</summary>
    private static Dictionary<string, XmlElement> Parts(XmlElement of, string[] needed, string[] allowed)
    {
        var parts = new Dictionary<string, XmlElement>(StringComparer.Ordinal);
        foreach (var child in of.ChildNodes.OfType<XmlElement>())
        {
            if (child.NamespaceURI != SamlNames.Signature || !(needed.Contains(child.LocalName, StringComparer.Ordinal) || allowed.Contains(child.LocalName, StringComparer.Ordinal)) || !parts.TryAdd(child.LocalName, child))
                throw new SamlException(SamlFault.SignatureShape, null, child.Name);
        }

        return needed.FirstOrDefault(name => !parts.ContainsKey(name)) is { } missing ? throw new SamlException(SamlFault.SignatureShape, missing) : parts;
    }

    private static string Accept(XmlElement method, string[] accepted, string sha1, bool allowSha1)
    {
        // A method that is given a length, such as that of an HMAC, is another method.
        if (method.ChildNodes.OfType<XmlElement>().FirstOrDefault() is { } parameter)
            throw new SamlException(SamlFault.Algorithm, null, parameter.Name);
        var algorithm = Algorithm(method);
        if (accepted.Contains(algorithm, StringComparer.Ordinal) || (allowSha1 && algorithm == sha1))
            return algorithm!;
        throw new SamlException(algorithm == sha1 ? SamlFault.WeakAlgorithm : SamlFault.Algorithm, accepted[0], algorithm);
    }

    private static string TransformPrefixes(XmlElement transforms)
    {
        var all = transforms.ChildNodes.OfType<XmlElement>().ToList();
        if (all.Find(transform => !transform.Is("Transform", SamlNames.Signature)) is { } other)
            throw new SamlException(SamlFault.Transform, null, other.Name);
        if (all.Count != 2 || Algorithm(all[0]) != SamlNames.EnvelopedSignature || all[0].ChildNodes.OfType<XmlElement>().Any() || Algorithm(all[1]) is not (SamlNames.ExclusiveCanonicalization or SamlNames.ExclusiveCanonicalizationWithComments))
            throw new SamlException(SamlFault.Transform, $"{SamlNames.EnvelopedSignature}, {SamlNames.ExclusiveCanonicalization}", string.Join(", ", all.Select(Algorithm)));
        return Prefixes(all[1]);
    }

    /// <summary>The prefixes that exclusive canonicalization is to treat as inclusive canonicalization would (Exclusive XML Canonicalization §3).</summary>
    private static string Prefixes(XmlElement transform) => transform.ChildNodes.OfType<XmlElement>().ToList() switch
    {
        [] => "",
        [var only] when only.Is("InclusiveNamespaces", SamlNames.ExclusiveCanonicalization) && !only.ChildNodes.OfType<XmlElement>().Any() => only.Attribute("PrefixList") ?? "",
        var others => throw new SamlException(SamlFault.Transform, null, others[0].Name),
    };

    private static string? Algorithm(XmlElement element) => element.Attribute("Algorithm");

    private static byte[] Bytes(XmlElement element)
    {
        try
        {
            return Convert.FromBase64String(element.Text(SamlFault.SignatureShape));
        }
        catch (FormatException)
        {
            throw new SamlException(SamlFault.SignatureShape, null, element.Name);
        }
    }

    /// <summary>The certificate that is sent along, to tell the admin which it is; nothing is believed for it.</summary>
    private static byte[]? CertificateOf(XmlElement? keyInfo)
    {
        var sent = keyInfo?.Children("X509Data", SamlNames.Signature).FirstOrDefault()?.Children("X509Certificate", SamlNames.Signature).FirstOrDefault();
        if (sent is null)
            return null;
        var bytes = new byte[sent.InnerText.Length];
        return Convert.TryFromBase64String(sent.InnerText, bytes, out var length) ? bytes[..length] : null;
    }
}
