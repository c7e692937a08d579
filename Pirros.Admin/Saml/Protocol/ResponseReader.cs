using System.Xml;

namespace Pirros.Admin.Saml.Protocol;

/// <summary>
/// Reads a SAML 2.0 response as an assertion consumer service (SAML Bindings §3.5, Profiles §4.1.4.3). The order is that of trust: first the form of the document, then the signatures,
/// and what is believed is read only from the octets that were signed.
/// </summary>
internal static class ResponseReader
{
    /// <summary>The most bytes of a response: people with hundreds of groups have tens of kilobytes.</summary>
    public const int Longest = 256 * 1024;

    /// <summary>Reads a response.</summary>
    /// <param name="encoded">The form's field <c>SAMLResponse</c>: Base64.</param>
    /// <param name="policy">What it must be.</param>
    /// <exception cref="SamlException">It is refused.</exception>
    public static SamlAssertion Read(string encoded, ResponsePolicy policy)
    {
        var document = SafeXml.Read(Decode(encoded), Longest);
        var response = document.DocumentElement!;
        if (!response.Is("Response", SamlNames.Protocol) || response.Attribute("Version") != "2.0")
            throw new SamlException(SamlFault.NotAResponse, "Response", response.LocalName);
        SafeXml.RequireUniqueIds(document);
        RequireSuccess(response);
        var assertion = OnlyAssertion(response);
        var (believed, certificate) = Verify(document, response, assertion, policy.Signature);

        // Who it is from and for, as far as the response says: signed or not, it must not contradict.
        if (response.Child("Issuer", SamlNames.Assertion, SamlFault.Issuer) is { } issuer)
            RequireIssuer(issuer, policy);
        if (response.Attribute("Destination") is { } destination ? destination != policy.ReplyUrl : response.Children("Signature", SamlNames.Signature).Any())
            throw new SamlException(SamlFault.Destination, policy.ReplyUrl, response.Attribute("Destination"));
        return AssertionReader.Read(believed, response.Attribute("InResponseTo"), certificate, policy);
    }

    private static byte[] Decode(string encoded)
    {
        // Base64 is a third longer, and may be broken into lines.
        if (encoded.Length > Longest * 2)
            throw new SamlException(SamlFault.TooLarge, $"{Longest}", $"{encoded.Length}");
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) && length > 0 ? bytes[..length] : throw new SamlException(SamlFault.NotXml);
    }

    private static void RequireSuccess(XmlElement response)
    {
        var status = response.Child("Status", SamlNames.Protocol, SamlFault.NotAResponse) ?? throw new SamlException(SamlFault.NotAResponse, "Status");
        var codes = SafeXml.Elements(status).Where(element => element.Is("StatusCode", SamlNames.Protocol)).Select(code => code.Attribute("Value")).OfType<string>().ToList();
        if (codes.FirstOrDefault() == SamlNames.Success)
            return;
        var message = status.Children("StatusMessage", SamlNames.Protocol).FirstOrDefault()?.InnerText.Trim();
        throw new SamlException(SamlFault.Status, SamlNames.Success, string.Join(' ', codes.Append(message).Where(part => !string.IsNullOrEmpty(part))));
    }

    /// <summary>The assertion, of which there must be one in the whole document, whatever stands around it.</summary>
    private static XmlElement OnlyAssertion(XmlElement response)
    {
        if (SafeXml.Elements(response).Any(element => element.LocalName is "EncryptedAssertion" or "EncryptedID" or "EncryptedAttribute" or "EncryptedData"))
            throw new SamlException(SamlFault.Encrypted);
        var all = SafeXml.Elements(response).Where(element => element.LocalName == "Assertion").Take(2).ToList();
        if (all.Count > 1 || SafeXml.Elements(response).Count(element => element.LocalName == "Response") > 1)
            throw new SamlException(SamlFault.SeveralAssertions);
        return all is [var only] && only.Is("Assertion", SamlNames.Assertion) && only.ParentNode == response ? only : throw new SamlException(SamlFault.NoAssertion);
    }

    /// <summary>Every signature that is there must hold; at least one must be. Gives the assertion as it was signed.</summary>
    private static (XmlElement Assertion, SigningCertificate Certificate) Verify(XmlDocument document, XmlElement response, XmlElement assertion, SignaturePolicy policy)
    {
        var signatures = SafeXml.Elements(document.DocumentElement!).Where(element => element.LocalName == "Signature").ToList();
        if (signatures.Count == 0)
            throw new SamlException(SamlFault.NotSigned);
        if (signatures.Exists(signature => !signature.Is("Signature", SamlNames.Signature) || (signature.ParentNode != response && signature.ParentNode != assertion)))
            throw new SamlException(SamlFault.SignaturePlace);

        (XmlElement Assertion, SigningCertificate Certificate)? believed = null;
        if (response.Child("Signature", SamlNames.Signature, SamlFault.SignaturePlace) is { } ofResponse)
        {
            var (signed, certificate) = SignedOctets.Read(response, ofResponse, policy, Longest);
            believed = (OnlyAssertion(signed), certificate);
        }

        if (assertion.Child("Signature", SamlNames.Signature, SamlFault.SignaturePlace) is { } ofAssertion)
            believed = SignedOctets.Read(assertion, ofAssertion, policy, Longest);
        return believed!.Value;
    }

    internal static void RequireIssuer(XmlElement issuer, ResponsePolicy policy)
    {
        var name = issuer.Text(SamlFault.Issuer);
        if (name != policy.Issuer || issuer.Attribute("Format") is not (null or SamlNames.Entity))
            throw new SamlException(SamlFault.Issuer, policy.Issuer, name);
    }
}
