using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using CsCheck;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Tests.Saml;

/// <summary>What attackers do to a response. Each is refused, and beside each the same document without the attack is accepted.</summary>
public sealed class AttackTests : IDisposable
{
    private const string Evil = "mallory@harborlane.example";
    private readonly SamlProvider _provider = new();

    public void Dispose() => _provider.Dispose();

    /// <summary>The eight known ways to show the signature one element and the reader another (signature wrapping).</summary>
    public static TheoryData<int> Wrappings() => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void Wrapped_signature_is_refused(int shape)
    {
        var signs = shape <= 2 ? Signs.Response : Signs.Assertion;
        var document = _provider.Signed(SamlProvider.Plain(), signs);
        Assert.Equal("ana@harborlane.example", Read(document).NameId);
        Wrap(document, shape);
        Assert.Contains(Evil, document.OuterXml, StringComparison.Ordinal);
        Assert.Contains("ana@harborlane.example", document.OuterXml, StringComparison.Ordinal);
        Refused(document);

        // With ids that differ the document has no defect of form, and is refused for what it is.
        Rename(document);
        Refused(document);
    }

    public static TheoryData<string, Signs, string, string> Changes()
    {
        var all = new TheoryData<string, Signs, string, string>();
        foreach (var signs in new[] { Signs.Assertion, Signs.Response, Signs.Both })
        {
            all.Add("the name", signs, "ana@harborlane.example", Evil);
            all.Add("a comment in the name", signs, "ana@harborlane.example", "ana@harborlane.example<!---->.evil.example");
            all.Add("a comment that is empty", signs, "ana@harborlane.example", "ana@<!-- -->harborlane.example");
            all.Add("an instruction", signs, "ana@harborlane.example", "ana@<?x y?>harborlane.example");
            all.Add("a group", signs, ">Design<", ">Owners<");
            all.Add("the audience", signs, SamlProvider.EntityId, "urn:auth0:other:con-0000000000000000");
            all.Add("the time", signs, SamlProvider.At(60), SamlProvider.At(600));
            all.Add("an attribute more", signs, "<saml:AttributeStatement>", "<saml:AttributeStatement><saml:Attribute Name=\"role\"><saml:AttributeValue>admin</saml:AttributeValue></saml:Attribute>");
            all.Add("a second assertion", signs, "</samlp:Response>", "<saml:Assertion ID=\"_more\" Version=\"2.0\"/></samlp:Response>");
            all.Add("an assertion of another namespace", signs, "</samlp:Response>", "<Assertion ID=\"_more\"/></samlp:Response>");
            all.Add("a second response", signs, "</samlp:Response>", "<samlp:Response ID=\"_more\"/></samlp:Response>");
            all.Add("an id twice", signs, "<saml:AttributeStatement>", "<saml:AttributeStatement ID=\"_assertion1\">");
            all.Add("an id in lower case twice", signs, "<saml:Subject>", "<saml:Subject id=\"_assertion1\">");
            all.Add("an xml:id twice", signs, "<saml:Subject>", "<saml:Subject xml:id=\"_response1\">");
            all.Add("an encrypted assertion beside it", signs, "</samlp:Response>", "<saml:EncryptedAssertion/></samlp:Response>");
            all.Add("a signature somewhere else", signs, "<saml:Subject>", "<saml:Subject><ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>");
            all.Add("a signature of another namespace", signs, "<saml:Subject>", "<saml:Subject><Signature xmlns=\"urn:x\"/>");
            all.Add("an object in the signature", signs, "</Signature>", "<Object><a/></Object></Signature>");
            all.Add("a second reference", signs, "</SignedInfo>", "<Reference URI=\"#_x\"/></SignedInfo>");
            all.Add("a reference to everything", signs, "<Reference URI=\"#_", "<Reference URI=\"\" Old=\"#_");
            all.Add("a reference to another element", signs, "<Reference URI=\"#_", "<Reference URI=\"#x_");
            all.Add("a reference to a file", signs, "<Reference URI=\"#_", "<Reference URI=\"file:///etc/passwd\" Old=\"#_");
            all.Add("a reference by XPointer", signs, "<Reference URI=\"#_", "<Reference URI=\"#xpointer(/)\" Old=\"#_");
            all.Add("a transform by XSLT", signs, "<Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"", "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"");
            all.Add("a transform by XPath", signs, "<Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"", "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"");
            all.Add("a transform more", signs, "<Transforms>", "<Transforms><Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#base64\"/>");
            all.Add("no transforms", signs, "Transforms>", "Transform_>");
            all.Add("a MAC in place of a signature", signs, SamlNames.SignatureMethods[0], "http://www.w3.org/2000/09/xmldsig#hmac-sha1");
            all.Add("a MAC of SHA-256", signs, SamlNames.SignatureMethods[0], "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256");
            all.Add("a MAC of no bits", signs, "</CanonicalizationMethod>", "</CanonicalizationMethod>");
            all.Add("an unknown method", signs, SamlNames.SignatureMethods[0], "urn:none");
            all.Add("an MD5 digest", signs, SamlNames.DigestMethods[0], "http://www.w3.org/2001/04/xmldsig-more#md5");
            all.Add("no value of the signature", signs, "SignatureValue>", "SignatureValue_>");
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Change_after_signing_is_refused(string what, Signs signs, string from, string to)
    {
        var signed = _provider.Signed(SamlProvider.Plain(), signs).OuterXml;
        Assert.Equal("ana@harborlane.example", Read(SamlProvider.Parse(signed)).NameId);
        var changed = what == "a MAC of no bits"
            ? System.Text.RegularExpressions.Regex.Replace(signed, "<SignatureMethod ([^>]*)/>", "<SignatureMethod $1><HMACOutputLength>0</HMACOutputLength></SignatureMethod>", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))
            : signed.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(signed, changed);
        Refused(SamlProvider.Encode(changed));
    }

    [Fact]
    public void Nothing_signed_is_refused()
        => Assert.Equal(SamlFault.NotSigned, Refused(_provider.Signed(SamlProvider.Plain(), Signs.Nothing)).Fault);

    [Fact]
    public void Signature_of_another_tenants_certificate_is_refused_and_the_certificate_is_named()
    {
        using var other = new SamlProvider();
        var refused = Refused(other.Signed(SamlProvider.Plain()));
        Assert.Equal((SamlFault.UnknownCertificate, SigningCertificate.OfDer(other.Der).Thumbprint), (refused.Fault, refused.Received));
    }

    [Fact]
    public void Signature_that_brings_our_certificate_and_another_key_is_refused()
    {
        using var other = new SamlProvider();
        var forged = other.Signed(SamlProvider.Plain());
        var certificate = SafeXml.Elements(forged.DocumentElement!).Single(element => element.LocalName == "X509Certificate");
        certificate.InnerText = Convert.ToBase64String(_provider.Der);
        Assert.Equal(SamlFault.WrongSignature, Refused(forged).Fault);
    }

    [Fact]
    public void Certificate_whose_time_is_over_is_refused()
    {
        using var old = new SamlProvider(until: SamlProvider.Now.AddDays(-1));
        var refused = Assert.Throws<SamlException>(() => ResponseReader.Read(SamlProvider.Encode(old.Signed(SamlProvider.Plain())), SamlProvider.Policy(old)));
        Assert.Equal(SamlFault.CertificateTime, refused.Fault);
    }

    /// <summary>The public key is no secret: whoever may choose the algorithm would use it as the key of a MAC.</summary>
    [Fact]
    public void Mac_with_the_public_key_is_refused()
    {
        var document = SamlProvider.Parse(SamlProvider.Plain());
        var assertion = SamlProvider.Assertion(document);
        var xml = new SignedXml(assertion);
        xml.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        var reference = new Reference("#_assertion1") { DigestMethod = SamlNames.DigestMethods[0] };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        xml.AddReference(reference);
        using var mac = new HMACSHA256(_provider.Der);
        xml.ComputeSignature(mac);
        assertion.InsertAfter(document.ImportNode(xml.GetXml(), true), assertion.FirstChild);
        Assert.Equal(SamlFault.Algorithm, Refused(document).Fault);
    }

    [Theory]
    [InlineData("<!DOCTYPE r [<!ENTITY a \"x\">]>")]
    [InlineData("<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>")]
    [InlineData("<!DOCTYPE r SYSTEM \"file:///etc/passwd\">")]
    [InlineData("<!DOCTYPE r [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\"> %p;]>")]
    [InlineData("<!DOCTYPE r [<!ATTLIST r x ID #IMPLIED>]>")]
    public void Document_type_is_refused_whatever_is_in_it(string type)
    {
        var signed = _provider.Signed(SamlProvider.Plain()).OuterXml;
        Assert.Equal(SamlFault.DocumentType, Refused(SamlProvider.Encode(type + signed)).Fault);
        Assert.Equal(SamlFault.DocumentType, Refused(Convert.ToBase64String(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(type + signed)).ToArray())).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("????")]
    [InlineData("PHNhbWw+")]
    [InlineData("bm90IHhtbA==")]
    public void What_is_no_xml_is_refused(string encoded) => Assert.Equal(SamlFault.NotXml, Refused(encoded).Fault);

    [Fact]
    public void What_is_too_big_deep_or_wide_is_refused()
    {
        Assert.Equal(SamlFault.TooLarge, Refused(new string('A', 600_000)).Fault);
        Assert.Equal(SamlFault.TooLarge, Refused(Convert.ToBase64String(new byte[ResponseReader.Longest + 1])).Fault);
        Assert.Equal(SamlFault.TooLarge, Refused(SamlProvider.Encode(string.Concat(Enumerable.Repeat("<a>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100)))).Fault);
        Assert.Equal(SamlFault.TooLarge, Refused(SamlProvider.Encode($"<a>{string.Concat(Enumerable.Repeat("<b/>", 10_000))}</a>")).Fault);
    }

    [Theory]
    [InlineData("<samlp:LogoutResponse xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" Version=\"2.0\"/>")]
    [InlineData("<Response Version=\"2.0\"/>")]
    [InlineData("<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:1.0:protocol\" Version=\"2.0\"/>")]
    public void Other_documents_are_refused(string xml) => Assert.Equal(SamlFault.NotAResponse, Refused(SamlProvider.Encode(xml)).Fault);

    /// <summary>Random damage: none is accepted that says anything else than what was signed.</summary>
    [Fact]
    public void Random_changes_never_change_who_signed_in()
    {
        byte[][] signed = [.. new[] { Signs.Assertion, Signs.Response, Signs.Both }.Select(signs => Encoding.UTF8.GetBytes(_provider.Signed(SamlProvider.Plain(), signs).OuterXml))];
        var damage = Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Byte[32, 126]).Array[1, 4];
        Gen.Select(Gen.Int[0, signed.Length - 1], damage).Sample(
            (which, changes) =>
            {
                var changed = signed[which].ToArray();
                foreach (var (place, letter) in changes)
                    changed[place % changed.Length] = letter;
                try
                {
                    var read = ResponseReader.Read(Convert.ToBase64String(changed), SamlProvider.Policy(_provider));
                    return (read.NameId, read.InResponseTo, string.Join('|', read.Claims[0].Values)) == ("ana@harborlane.example", SamlProvider.Request, "Design|Admins");
                }
                catch (SamlException)
                {
                    return true;
                }
            },
            iter: 1_200);
    }

    private static void Wrap(XmlDocument document, int shape)
    {
        var response = document.DocumentElement!;
        var assertion = SamlProvider.Assertion(document);
        var signature = (shape <= 2 ? response : assertion).Children("Signature", SamlNames.Signature).First();
        switch (shape)
        {
            case 1 or 2:
                // The signed response is hidden in a changed copy of itself, inside the signature or before it.
                var copy = (XmlElement)response.CloneNode(true);
                copy.Children("Signature", SamlNames.Signature).ToList().ForEach(one => copy.RemoveChild(one));
                response.RemoveChild(signature);
                var original = (XmlElement)response.CloneNode(true);
                Become(copy);
                document.ReplaceChild(copy, response);
                copy.InsertAfter(signature, copy.FirstChild);
                if (shape == 1)
                    signature.AppendChild(Object(document))!.AppendChild(original);
                else
                    copy.InsertBefore(original, signature);
                break;
            case 3:
                response.InsertBefore(Become(Unsigned(assertion)), assertion);
                break;
            case 4:
                var around = Become(Unsigned(assertion));
                response.ReplaceChild(around, assertion);
                around.AppendChild(assertion);
                break;
            case 5 or 6:
                // The signed one is changed, and the original stands at the end or in the signature.
                var kept = Unsigned(assertion);
                Become(assertion);
                if (shape == 5)
                    response.AppendChild(kept);
                else
                    signature.AppendChild(Object(document))!.AppendChild(kept);
                break;
            case 7:
                var extensions = document.CreateElement("samlp", "Extensions", SamlNames.Protocol);
                response.InsertBefore(extensions, assertion);
                extensions.AppendChild(Become(Unsigned(assertion)));
                break;
            default:
                var hidden = Unsigned(assertion);
                Become(assertion);
                signature.AppendChild(Object(document))!.AppendChild(hidden);
                signature.LastChild!.PrependChild(document.CreateElement("x"));
                break;
        }
    }

    private static XmlElement Object(XmlDocument document) => document.CreateElement("Object", SamlNames.Signature);

    private static XmlElement Unsigned(XmlElement assertion)
    {
        var copy = (XmlElement)assertion.CloneNode(true);
        copy.Children("Signature", SamlNames.Signature).ToList().ForEach(one => copy.RemoveChild(one));
        return copy;
    }

    private static XmlElement Become(XmlElement element)
    {
        foreach (var name in SafeXml.Elements(element).Where(one => one.LocalName == "NameID"))
            name.InnerText = Evil;
        return element;
    }

    /// <summary>Gives all but the first of equal ids another.</summary>
    private static void Rename(XmlDocument document)
    {
        var seen = new HashSet<string>();
        var next = 0;
        foreach (var element in SafeXml.Elements(document.DocumentElement!).Where(element => element.HasAttribute("ID") && element.SelectSingleNode(".//*[local-name()='NameID' and contains(., 'mallory')]") is not null))
            element.SetAttribute("ID", $"_evil{next++}");
        Assert.All(SafeXml.Elements(document.DocumentElement!).Where(element => element.HasAttribute("ID")), element => Assert.True(seen.Add(element.GetAttribute("ID"))));
    }

    private SamlAssertion Read(XmlDocument response) => ResponseReader.Read(SamlProvider.Encode(response), SamlProvider.Policy(_provider));

    private SamlException Refused(XmlDocument response) => Refused(SamlProvider.Encode(response));

    private SamlException Refused(string encoded) => Assert.Throws<SamlException>(() => ResponseReader.Read(encoded, SamlProvider.Policy(_provider)));
}
