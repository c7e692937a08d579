using Pirros.Admin.Connections;

namespace Pirros.Admin.Saml;

/// <summary>A sign-in that was begun here.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Id">What the provider's answer must name.</param>
/// <param name="Browser">SHA-256 of what only the browser has that began it, so that nobody can end it in another's.</param>
/// <param name="TestedBy">Who tests, by the id that the audit has; null for a sign-in to the portal.</param>
/// <param name="ReturnTo">Where the browser goes on here, after a sign-in to the portal.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="EndsAt">From then on an answer is too late.</param>
public sealed record SamlRequest(ConnectionId Connection, string Id, byte[] Browser, string? TestedBy, string? ReturnTo, DateTimeOffset At, DateTimeOffset EndsAt);

/// <summary>Whether an assertion could be used.</summary>
public enum SamlUseOutcome
{
    /// <summary>It could, and is used.</summary>
    Used,

    /// <summary>It was used already.</summary>
    Replayed,

    /// <summary>The request that it answers was not made here, was answered already, or is too old.</summary>
    UnknownRequest,
}

/// <summary>What came of using an assertion, with the request that it answered.</summary>
public sealed record SamlUse(SamlUseOutcome Outcome, SamlRequest? Request);
