using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace Pirros.Admin.Saml.Protocol;

/// <summary>A request to sign somebody in (SAML Core §3.4), sent through the browser by HTTP-Redirect (SAML Bindings §3.4).</summary>
internal static class AuthnRequest
{
    private const int RandomBytes = 20;

    /// <summary>An id that nobody guesses. It begins with a letter, as an id in XML must.</summary>
    public static string NewId() => $"_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}";

    /// <summary>Whether a text has the form of one that was made here.</summary>
    public static bool IsId(string? text) => text is { Length: 1 + (2 * RandomBytes) } && text[0] == '_' && text.AsSpan(1).IndexOfAnyExceptInRange('0', 'f') < 0 && text.AsSpan(1).IndexOfAnyInRange(':', '`') < 0;

    /// <summary>The address that the browser is sent to.</summary>
    /// <param name="id">Of <see cref="NewId"/>.</param>
    /// <param name="signInUrl">The provider's.</param>
    /// <param name="entityId">Our Entity ID.</param>
    /// <param name="replyUrl">Our Reply URL.</param>
    /// <param name="issuedAt">Now.</param>
    /// <param name="again">Whether the person must prove anew who they are (<c>ForceAuthn</c>), whatever session they have at the provider.</param>
    /// <param name="relayState">What the provider sends back with its answer; at most 80 bytes (SAML Bindings §3.4.3).</param>
    public static string RedirectUrl(string id, string signInUrl, string entityId, string replyUrl, DateTimeOffset issuedAt, bool again, string relayState)
    {
        var query = $"SAMLRequest={Uri.EscapeDataString(Convert.ToBase64String(Deflate(Document(id, signInUrl, entityId, replyUrl, issuedAt, again))))}&RelayState={Uri.EscapeDataString(relayState)}";
        return $"{signInUrl}{(signInUrl.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }

    private static byte[] Document(string id, string signInUrl, string entityId, string replyUrl, DateTimeOffset issuedAt, bool again)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("samlp", "AuthnRequest", SamlNames.Protocol);
            xml.WriteAttributeString("ID", id);
            xml.WriteAttributeString("Version", "2.0");
            xml.WriteAttributeString("IssueInstant", issuedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            xml.WriteAttributeString("Destination", signInUrl);
            if (again)
                xml.WriteAttributeString("ForceAuthn", "true");
            xml.WriteAttributeString("AssertionConsumerServiceURL", replyUrl);
            xml.WriteAttributeString("ProtocolBinding", SamlNames.PostBinding);
            xml.WriteElementString("saml", "Issuer", SamlNames.Assertion, entityId);
            xml.WriteStartElement("samlp", "NameIDPolicy", SamlNames.Protocol);
            xml.WriteAttributeString("Format", SamlNames.EmailAddress);
            xml.WriteAttributeString("AllowCreate", "true");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static byte[] Deflate(byte[] document)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(document);
        return packed.ToArray();
    }
}
