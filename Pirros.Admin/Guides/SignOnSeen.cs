using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Guides;

/// <summary>What single sign-on has shown of a connection whose provider is known, each for the first time, in UTC; null where it has not yet.</summary>
/// <param name="KnownAt">When what is known of the provider was taken: its issuer, address and certificates.</param>
/// <param name="RequestedAt">A sign-in was begun here.</param>
/// <param name="AcceptedAt">An answer was accepted, so its NameID is an e-mail address.</param>
/// <param name="MatchedAt">One that was accepted named somebody in the directory.</param>
public sealed record SignOnSeen(DateTimeOffset KnownAt, DateTimeOffset? RequestedAt, DateTimeOffset? AcceptedAt, DateTimeOffset? MatchedAt);

/// <summary>What came of the newest test of single sign-on.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Fault">Why the answer was refused; null when it was accepted.</param>
/// <param name="NamesActive">Whether it named somebody in the directory who is active.</param>
public sealed record SignOnTest(DateTimeOffset At, SamlFault? Fault, bool NamesActive);
