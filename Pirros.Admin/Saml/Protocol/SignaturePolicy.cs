namespace Pirros.Admin.Saml.Protocol;

/// <summary>What a signature of a connection's identity provider is accepted with.</summary>
/// <param name="Certificates">The only keys; what a signature says about its own key is not believed.</param>
/// <param name="AllowSha1">Whether SHA-1 is accepted, which can be forged with money.</param>
/// <param name="Now">When it is looked at.</param>
internal sealed record SignaturePolicy(IReadOnlyList<SigningCertificate> Certificates, bool AllowSha1, DateTimeOffset Now);
