using Pirros.Admin.Connections;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml;

/// <summary>What came of a response, kept for the admin: what it said, or why it was refused.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Id">Names it; an ordered id.</param>
/// <param name="At">When it came, in UTC.</param>
/// <param name="TestedBy">Who began the test that it answers; null where nobody did.</param>
/// <param name="Fault">Why it was refused; null when it was accepted.</param>
/// <param name="Expected">What would have been accepted.</param>
/// <param name="Received">What came instead.</param>
public sealed record SamlResult(ConnectionId Connection, Guid Id, DateTimeOffset At, string? TestedBy, SamlFault? Fault, string? Expected, string? Received)
{
    /// <summary>Who signed in.</summary>
    public string? NameId { get; init; }

    /// <summary>The attributes.</summary>
    public IReadOnlyList<SamlClaim> Claims { get; init; } = [];

    /// <summary>Thumbprint of the certificate that it was signed with.</summary>
    public string? Certificate { get; init; }

    /// <summary>How far the provider's clock is ahead of ours, by when it made the assertion and when that came; negative when it is behind.</summary>
    public TimeSpan? ClockDifference { get; init; }

    /// <summary>Whether it answered a request of ours.</summary>
    public bool Solicited { get; init; }

    /// <summary>The id of the directory's user whom the NameID named at that time; null for nobody.</summary>
    public string? User { get; init; }

    /// <summary>Whether that user was active then.</summary>
    public bool UserActive { get; init; }

    /// <summary>Whether it was accepted, or came by the browser of whoever tests: nonsense and replays, which anybody may post, must not push such ones out.</summary>
    public bool IsGenuine => Fault is null || TestedBy is not null;
}
