using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Tests.Saml;

/// <summary>What of a response is signed.</summary>
public enum Signs
{
    Assertion,
    Response,
    Both,
    Nothing,
}

/// <summary>An identity provider of the tests: writes responses and signs them with the framework's own SignedXml. What a response holds is given as XML before it is signed, and an attacker changes it after.</summary>
internal sealed class SamlProvider : IDisposable
{
    public const string Issuer = "https://sts.example.test/8f2c/";
    public const string EntityId = "urn:auth0:harbor-lane:con-7k2m9q4x1v8c3n5t";
    public const string ReplyUrl = "https://harbor-lane.example.test/scim/v2/connections/con-7k2m9q4x1v8c3n5t";
    public const string Request = "_request1";

    private readonly RSA _key;
    private readonly X509Certificate2 _certificate;

    public SamlProvider(int bits = 2048, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        _key = RSA.Create(bits);
        var request = new CertificateRequest("CN=Sign-in of the tests", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _certificate = request.CreateSelfSigned(from ?? Now.AddYears(-1), until ?? Now.AddYears(1));
    }

    public static DateTimeOffset Now { get; } = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    public byte[] Der => _certificate.RawData;

    public string SignatureMethod { get; init; } = SamlNames.SignatureMethods[0];

    public string DigestMethod { get; init; } = SamlNames.DigestMethods[0];

    public string? InclusivePrefixes { get; init; }

    public static ResponsePolicy Policy(params SamlProvider[] providers)
        => new(EntityId, ReplyUrl, Issuer, new SignaturePolicy([.. providers.Select(provider => SigningCertificate.OfDer(provider.Der))], false, Now));

    /// <summary>A response as providers send it.</summary>
    public static string Plain(string nameId = "ana@harborlane.example", string id = "_assertion1") => Plain(EntityId, ReplyUrl, Request, Now, nameId, id);

    /// <summary>A response to a connection of the product.</summary>
    public static string Plain(string entityId, string replyUrl, string? request, DateTimeOffset now, string nameId, string id)
    {
        var answers = request is null ? "" : $" InResponseTo=\"{request}\"";
        return $"""
        <samlp:Response xmlns:samlp="{SamlNames.Protocol}" xmlns:saml="{SamlNames.Assertion}" ID="_response1" Version="2.0" IssueInstant="{At(now, 0)}" Destination="{replyUrl}"{answers}><saml:Issuer>{Issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="{SamlNames.Success}"/></samlp:Status><saml:Assertion xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ID="{id}" Version="2.0" IssueInstant="{At(now, 0)}"><saml:Issuer>{Issuer}</saml:Issuer><saml:Subject><saml:NameID Format="{SamlNames.EmailAddress}">{nameId}</saml:NameID><saml:SubjectConfirmation Method="{SamlNames.Bearer}"><saml:SubjectConfirmationData{answers} Recipient="{replyUrl}" NotOnOrAfter="{At(now, 5)}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{At(now, -5)}" NotOnOrAfter="{At(now, 60)}"><saml:AudienceRestriction><saml:Audience>{entityId}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{At(now, 0)}" SessionIndex="_s1"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement><saml:Attribute Name="groups"><saml:AttributeValue xsi:type="xs:string">Design</saml:AttributeValue><saml:AttributeValue xsi:type="xs:string">Admins</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>
        """;
    }

    /// <summary>The time so many minutes from now, as SAML writes it.</summary>
    public static string At(double minutes) => At(Now, minutes);

    private static string At(DateTimeOffset now, double minutes) => XmlConvert.ToString(now.AddMinutes(minutes).UtcDateTime, XmlDateTimeSerializationMode.Utc);

    /// <summary>What it says of itself.</summary>
    public string Metadata() => $"""
        <md:EntityDescriptor xmlns:md="{SamlNames.Metadata}" entityID="{Issuer}"><md:IDPSSODescriptor protocolSupportEnumeration="{SamlNames.Protocol}"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="{SamlNames.Signature}"><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(Der)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService Binding="{SamlNames.RedirectBinding}" Location="https://sts.example.test/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>
        """;

    /// <summary>Signs, and lets an attacker change what was signed.</summary>
    public XmlDocument Signed(string response, Signs signs = Signs.Assertion)
    {
        var document = Parse(response);
        if (signs is Signs.Assertion or Signs.Both)
            Sign(Assertion(document));
        if (signs is Signs.Response or Signs.Both)
            Sign(document.DocumentElement!);
        return document;
    }

    /// <summary>Signs an element, with the signature behind its issuer.</summary>
    public void Sign(XmlElement element)
    {
        var xml = new SignedXml(element) { SigningKey = _key };
        xml.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        xml.SignedInfo.SignatureMethod = SignatureMethod;
        var reference = new Reference($"#{element.GetAttribute("ID")}") { DigestMethod = DigestMethod };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform(InclusivePrefixes ?? ""));
        xml.AddReference(reference);
        xml.KeyInfo = new KeyInfo();
        xml.KeyInfo.AddClause(new KeyInfoX509Data(_certificate));
        xml.ComputeSignature();
        element.InsertAfter(element.OwnerDocument.ImportNode(xml.GetXml(), true), element.Children("Issuer", SamlNames.Assertion).First());
    }

    public static XmlDocument Parse(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(xml);
        return document;
    }

    public static XmlElement Assertion(XmlDocument document) => document.DocumentElement!.Children("Assertion", SamlNames.Assertion).First();

    /// <summary>As the form field that a browser posts.</summary>
    public static string Encode(XmlDocument document) => Encode(document.OuterXml);

    public static string Encode(string xml) => Convert.ToBase64String(Encoding.UTF8.GetBytes(xml));

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}
