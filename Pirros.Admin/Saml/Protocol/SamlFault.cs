namespace Pirros.Admin.Saml.Protocol;

/// <summary>Why a response, or what was given of an identity provider, is refused. The admin is told in words for each; an outsider is told none.</summary>
public enum SamlFault
{
    /// <summary>It is no XML, or no Base64 of one.</summary>
    NotXml,

    /// <summary>It is longer, deeper or has more elements than any that is meant.</summary>
    TooLarge,

    /// <summary>It holds a document type, which could name other files.</summary>
    DocumentType,

    /// <summary>It holds a comment or an instruction, which no provider sends.</summary>
    Comment,

    /// <summary>It is XML, and no SAML 2.0 response.</summary>
    NotAResponse,

    /// <summary>The provider says that the sign-in failed; received is what it says.</summary>
    Status,

    /// <summary>There is no assertion.</summary>
    NoAssertion,

    /// <summary>There is more than one assertion.</summary>
    SeveralAssertions,

    /// <summary>The assertion is encrypted.</summary>
    Encrypted,

    /// <summary>Two elements have one id, or an id is none.</summary>
    Ids,

    /// <summary>Neither the response nor the assertion is signed.</summary>
    NotSigned,

    /// <summary>A signature stands somewhere else than in what it signs, or there are too many.</summary>
    SignaturePlace,

    /// <summary>A signature has parts that it must not have, or lacks some.</summary>
    SignatureShape,

    /// <summary>A signature does not refer to the element that it stands in, and to nothing else.</summary>
    SignatureReference,

    /// <summary>An algorithm that is not accepted.</summary>
    Algorithm,

    /// <summary>SHA-1, which is accepted only where the connection says so.</summary>
    WeakAlgorithm,

    /// <summary>A transform that is not accepted.</summary>
    Transform,

    /// <summary>It was signed with a certificate that the connection does not have.</summary>
    UnknownCertificate,

    /// <summary>It was signed with a certificate of the connection that is not valid at this time.</summary>
    CertificateTime,

    /// <summary>The signature does not fit what was sent, or the key.</summary>
    WrongSignature,

    /// <summary>It was sent by another issuer.</summary>
    Issuer,

    /// <summary>It was meant for another address.</summary>
    Destination,

    /// <summary>It was meant for another audience.</summary>
    Audience,

    /// <summary>Its subject was confirmed for another address.</summary>
    Recipient,

    /// <summary>It is not valid yet.</summary>
    NotYetValid,

    /// <summary>It is not valid any more.</summary>
    Expired,

    /// <summary>A time that it must have is missing, or is none.</summary>
    Time,

    /// <summary>It answers a request that was not made here, was answered already, or is too old.</summary>
    InResponseTo,

    /// <summary>It answers a request that was made here, and came by another browser than the one that made it.</summary>
    OtherBrowser,

    /// <summary>It answers no request, and the connection does not allow that.</summary>
    Unsolicited,

    /// <summary>The same assertion was used already.</summary>
    Replayed,

    /// <summary>Nobody is named, or the bearer of the assertion is not confirmed.</summary>
    Subject,

    /// <summary>The NameID has another format than that of an e-mail address.</summary>
    NameIdFormat,

    /// <summary>The NameID is no e-mail address.</summary>
    NameId,

    /// <summary>It holds a condition that is not understood, and so can't be met (SAML Core §2.5.1).</summary>
    Condition,

    /// <summary>It is no metadata of a SAML 2.0 identity provider.</summary>
    NotMetadata,

    /// <summary>The metadata's time is over.</summary>
    MetadataExpired,

    /// <summary>The metadata has no address to sign in at.</summary>
    NoSignInAddress,

    /// <summary>It holds no certificate.</summary>
    NoCertificate,

    /// <summary>It is no certificate.</summary>
    NotACertificate,

    /// <summary>It is a private key, which nobody but its owner may have.</summary>
    PrivateKey,

    /// <summary>The certificate's key is too short, or of a kind that is not accepted.</summary>
    WeakKey,

    /// <summary>The certificate is not valid yet.</summary>
    CertificateNotYetValid,

    /// <summary>The certificate is not valid any more.</summary>
    CertificateExpired,

    /// <summary>Nothing was got from the metadata's URL.</summary>
    MetadataUnreachable,

    /// <summary>The metadata names another issuer or sign-in URL than the one that a person took.</summary>
    MetadataChanged,
}

/// <summary>A refusal, with what was expected and what was received where both can be shown.</summary>
public sealed class SamlException(SamlFault fault, string? expected = null, string? received = null) : Exception(fault.ToString())
{
    /// <summary>Why.</summary>
    public SamlFault Fault { get; } = fault;

    /// <summary>What would have been accepted.</summary>
    public string? Expected { get; } = expected;

    /// <summary>What came instead. It was sent by somebody who may be anybody.</summary>
    public string? Received { get; } = received;
}
