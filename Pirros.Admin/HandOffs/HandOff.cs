using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.HandOffs;

/// <summary>A link that opens the values of one connection without an account, without the secret part of the link.</summary>
/// <param name="Id">Names it in lists and in the audit; says nothing of the link itself.</param>
/// <param name="Connection">The connection that it opens.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="Grace">How long the present token stays valid once the link's secret is taken.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="ForAdmins">Whether only somebody signed in as an admin of the tenant may open it: so is a link that support made, which must never reach the secret itself.</param>
/// <param name="Opened">How often it was opened, by whom or what, and when.</param>
/// <param name="Taken">When its secret was revealed, and where; null while it was not.</param>
public sealed record HandOff(
    Guid Id,
    ConnectionId Connection,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    TimeSpan Grace,
    DateTimeOffset ExpiresAt,
    bool ForAdmins,
    HandOffOpenings Opened,
    SecretTaken? Taken);

/// <summary>The openings of a link.</summary>
/// <param name="Count">How many there were; a preview that a chat program makes is one too.</param>
/// <param name="First">When the first was; null when there was none.</param>
/// <param name="Last">When the newest was.</param>
/// <param name="LastFrom">The network address of the newest, if known.</param>
public sealed record HandOffOpenings(int Count, DateTimeOffset? First, DateTimeOffset? Last, string? LastFrom)
{
    /// <summary>Of a new link.</summary>
    public static HandOffOpenings None { get; } = new(0, null, null, null);
}

/// <summary>That a link's secret was revealed.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="From">To which network address, if known.</param>
public sealed record SecretTaken(DateTimeOffset At, string? From);

/// <summary>A link that was just made.</summary>
/// <param name="HandOff">What it is.</param>
/// <param name="Token">What stands in its address; shown this once.</param>
public sealed record MadeHandOff(HandOff HandOff, string Token);

/// <summary>What a link opens.</summary>
/// <param name="HandOff">The link.</param>
/// <param name="Connection">The connection.</param>
/// <param name="TenantName">Its tenant's name.</param>
/// <param name="HasLiveToken">Whether a token of the connection is live, which the one that the link issues would replace.</param>
public sealed record OpenedHandOff(HandOff HandOff, Connection Connection, string TenantName, bool HasLiveToken)
{
    /// <summary>The kind of the credential that it hands out: that of the present one.</summary>
    public TokenKind Kind { get; init; }

    /// <summary>Whether it opens for this person; null is anybody who is not signed in.</summary>
    public bool OpensFor(Actor? viewer) => !HandOff.ForAdmins || (viewer is { Kind: ActorKind.TenantAdmin } && viewer.CanReach(Connection.Tenant));
}
