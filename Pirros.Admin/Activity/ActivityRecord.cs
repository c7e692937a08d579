using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Activity;

/// <summary>A request that arrived at a connection's endpoint, or an operation of a bulk request, and how it was answered.</summary>
/// <param name="Connection">The connection that was addressed.</param>
/// <param name="Id">Orders the records of one connection (a version 7 GUID made when the request arrived).</param>
/// <param name="At">When it arrived, in UTC.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path below the connection's base URL with its query, shortened to 500 characters.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Duration">From arrival to answer.</param>
/// <param name="What">What it was, in a word.</param>
/// <param name="Subject">Whom or what it concerned as people call it, such as a user's name; of a bulk request how its operations ended; null when nothing single.</param>
/// <param name="Detail">What the answer said was wrong; null on success.</param>
/// <param name="Token">The token it came with; null when it was refused for its token.</param>
/// <param name="Address">The network address it came from.</param>
/// <param name="UserAgent">What the client called itself, shortened; null when it said nothing.</param>
/// <param name="Ignored">How many attributes of the request were not understood and left out.</param>
public sealed record ActivityRecord(
    ConnectionId Connection,
    Guid Id,
    DateTimeOffset At,
    string Method,
    string Path,
    int Status,
    TimeSpan Duration,
    ActivityKind What,
    string? Subject,
    string? Detail,
    TokenId? Token,
    string? Address,
    string? UserAgent,
    int Ignored)
{
    /// <summary>What is kept of it beside this line.</summary>
    public ActivityDetails Details { get; init; } = ActivityDetails.None;

    /// <summary>Whether it asked for a deactivation that waits for a person, or that a person rejected. Known while it is written, and told afterwards by a mark; not kept.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether the request was answered with success.</summary>
    public bool Succeeded => Status is >= 200 and < 400;
}

/// <summary>What a request was about, told from its method, path and effect.</summary>
public enum ActivityKind
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>Refused for its token.</summary>
    Refused,

    /// <summary>A match on an attribute that found nobody. Entra's Test Connection looks like this.</summary>
    MatchMiss,

    /// <summary>A match on an attribute that found somebody.</summary>
    MatchHit,

    /// <summary>A page of a list.</summary>
    List,

    /// <summary>One resource was read.</summary>
    Read,

    /// <summary>A resource was created.</summary>
    Created,

    /// <summary>A deactivated user came back under the old id.</summary>
    Restored,

    /// <summary>A resource was changed.</summary>
    Updated,

    /// <summary>Members of a group came or went.</summary>
    MembersChanged,

    /// <summary>An update that changed nothing.</summary>
    Unchanged,

    /// <summary>A user was deactivated.</summary>
    Deactivated,

    /// <summary>A deactivated user was activated.</summary>
    Reactivated,

    /// <summary>A resource was deleted.</summary>
    Deleted,

    /// <summary>Schemas, resource types or the service provider's configuration were read.</summary>
    Discovery,

    /// <summary>A bulk request; each of its operations has a record of its own.</summary>
    Bulk,
}
