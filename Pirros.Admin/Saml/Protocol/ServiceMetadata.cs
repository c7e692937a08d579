using System.Text;
using System.Xml;

namespace Pirros.Admin.Saml.Protocol;

/// <summary>Our own metadata of a connection (SAML Metadata §2.4.4), for providers that read it instead of having the values typed in.</summary>
internal static class ServiceMetadata
{
    public const string ContentType = "application/samlmetadata+xml";

    public static byte[] Write(string entityId, string replyUrl)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("md", "EntityDescriptor", SamlNames.Metadata);
            xml.WriteAttributeString("entityID", entityId);
            xml.WriteStartElement("md", "SPSSODescriptor", SamlNames.Metadata);
            xml.WriteAttributeString("AuthnRequestsSigned", "false");
            xml.WriteAttributeString("WantAssertionsSigned", "true");
            xml.WriteAttributeString("protocolSupportEnumeration", SamlNames.Protocol);
            xml.WriteElementString("md", "NameIDFormat", SamlNames.Metadata, SamlNames.EmailAddress);
            xml.WriteStartElement("md", "AssertionConsumerService", SamlNames.Metadata);
            xml.WriteAttributeString("Binding", SamlNames.PostBinding);
            xml.WriteAttributeString("Location", replyUrl);
            xml.WriteAttributeString("index", "0");
            xml.WriteAttributeString("isDefault", "true");
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }
}
