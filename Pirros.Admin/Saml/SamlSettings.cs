using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml;

/// <summary>A connection's identity provider, as SAML needs it.</summary>
/// <param name="Issuer">Its entity id.</param>
/// <param name="SignInUrl">Where people sign in, by HTTP-Redirect.</param>
public sealed record SamlSettings(string Issuer, string SignInUrl)
{
    /// <summary>What it may sign with: the newest first. More than one while they roll over.</summary>
    public IReadOnlyList<TrustedCertificate> Certificates { get; init; } = [];

    /// <summary>Certificates that its metadata showed later. Nothing is accepted with them before a person has taken them.</summary>
    public IReadOnlyList<TrustedCertificate> Offered { get; init; } = [];

    /// <summary>Certificates that its metadata still shows and somebody has said not to offer again.</summary>
    public IReadOnlyList<TrustedCertificate> Ignored { get; init; } = [];

    /// <summary>Whether a sign-in that the provider began by itself is accepted.</summary>
    public bool AllowUnsolicited { get; init; }

    /// <summary>Whether SHA-1 is accepted.</summary>
    public bool AllowSha1 { get; init; }

    /// <summary>Where its metadata is read again daily; null when it was given as a file or by hand.</summary>
    public string? MetadataUrl { get; init; }

    /// <summary>When the metadata was last read from there, in UTC.</summary>
    public DateTimeOffset? MetadataReadAt { get; init; }

    /// <summary>What was wrong when it was last tried; null when nothing was.</summary>
    public SamlFault? MetadataFault { get; init; }

    /// <summary>The group of the directory, by its id, whose members may sign in to the portal with this provider; null when nobody may.</summary>
    public string? AdminGroup { get; init; }

    /// <summary>What has been seen of the provider since it was set.</summary>
    public SamlEvidence Evidence { get; init; } = SamlEvidence.None;

    /// <summary>The days before a certificate's end that were last warned about; null when none were.</summary>
    public int? WarnedDays { get; init; }

    /// <summary>The certificate that ends last, which is when nobody can sign in any more.</summary>
    public SigningCertificate? Lasting => Certificates.Select(trusted => trusted.Certificate).MaxBy(certificate => certificate.NotAfter);

    /// <summary>What a response must be to be accepted at a time.</summary>
    internal ResponsePolicy PolicyAt(DateTimeOffset now, string entityId, string replyUrl)
        => new(entityId, replyUrl, Issuer, new SignaturePolicy([.. Certificates.Select(trusted => trusted.Certificate)], AllowSha1, now));

    /// <summary>These settings of a provider that may be another: then nothing is known of it, and nobody signs in to the portal by it before it has been tested.</summary>
    public SamlSettings Of(string issuer, string signInUrl)
        => issuer == Issuer ? this with { SignInUrl = signInUrl } : this with { Issuer = issuer, SignInUrl = signInUrl, Evidence = SamlEvidence.None, AdminGroup = null };
}

/// <summary>When something was first seen of a provider, in UTC; null where it was not yet.</summary>
/// <param name="RequestedAt">A sign-in was begun here.</param>
/// <param name="AcceptedAt">An assertion was accepted, whose NameID is an e-mail address.</param>
/// <param name="MatchedAt">One that was accepted named somebody in the directory.</param>
/// <param name="TestedAt">A test ended well: accepted, and somebody active.</param>
public sealed record SamlEvidence(DateTimeOffset? RequestedAt, DateTimeOffset? AcceptedAt, DateTimeOffset? MatchedAt, DateTimeOffset? TestedAt)
{
    /// <summary>Nothing was seen.</summary>
    public static readonly SamlEvidence None = new(null, null, null, null);
}

/// <summary>A certificate with when it was added, in UTC.</summary>
public sealed record TrustedCertificate(SigningCertificate Certificate, DateTimeOffset AddedAt);
