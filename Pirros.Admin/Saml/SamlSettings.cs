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
}

/// <summary>A certificate with when it was added, in UTC.</summary>
public sealed record TrustedCertificate(SigningCertificate Certificate, DateTimeOffset AddedAt);
