namespace Pirros.Admin.Saml.Protocol;

/// <summary>An assertion that was signed by the connection's identity provider and holds at this time, for us. Whether it answers a request of ours, and was not used before, is left to who keeps those.</summary>
/// <param name="Id">Its id, unique to the provider.</param>
/// <param name="NameId">Who signed in: an e-mail address.</param>
/// <param name="InResponseTo">The id of the request that it answers; null for none.</param>
/// <param name="IssuedAt">When it was made, by the provider's clock.</param>
/// <param name="AuthenticatedAt">When the person proved who they are, by the provider's clock (<c>AuthnInstant</c>): they may have been signed in there for long.</param>
/// <param name="UsableUntil">From then on it is refused for its age, so nobody has to remember it any longer.</param>
/// <param name="Claims">What it says of the person, in its order.</param>
/// <param name="Certificate">What it was signed with.</param>
public sealed record SamlAssertion(
    string Id, string NameId, string? InResponseTo, DateTimeOffset IssuedAt, DateTimeOffset AuthenticatedAt, DateTimeOffset UsableUntil, IReadOnlyList<SamlClaim> Claims, SigningCertificate Certificate);

/// <summary>An attribute of an assertion, with its values.</summary>
public sealed record SamlClaim(string Name, IReadOnlyList<string> Values);
