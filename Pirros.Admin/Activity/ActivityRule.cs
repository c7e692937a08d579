namespace Pirros.Admin.Activity;

/// <summary>Something worth remembering of a connection when a request shows it, such as that a user was created.</summary>
/// <param name="Mark">Its name, lower-case words joined by hyphens; never given another meaning, because it is stored.</param>
/// <param name="Holds">Whether a request shows it.</param>
public sealed record ActivityRule(string Mark, Func<ActivityRecord, bool> Holds)
{
    /// <summary>Whether every such request counts. Where it only matters that there was one, of requests that are written together one is looked for, and the others need not be read.</summary>
    public bool IsCounted { get; init; } = true;
}

/// <summary>When a rule held for a connection's requests.</summary>
/// <param name="Name">The rule's mark.</param>
/// <param name="FirstAt">When the first such request arrived, in UTC.</param>
/// <param name="LastAt">When the newest arrived.</param>
/// <param name="Count">How many have arrived; of a rule that is not counted, at least one.</param>
/// <param name="LastAddress">The network address that the newest came from.</param>
/// <param name="LastSubject">Whom the newest concerned.</param>
public sealed record ActivityMark(string Name, DateTimeOffset FirstAt, DateTimeOffset LastAt, long Count, string? LastAddress, string? LastSubject);

/// <summary>What an hour brought a connection: how many requests, and how many users it had at the end of them.</summary>
/// <param name="Hour">The beginning of the hour, in UTC.</param>
/// <param name="Requests">All of them.</param>
/// <param name="Refused">Those that were refused for their token.</param>
/// <param name="Failed">Those that were not carried out for another reason.</param>
public sealed record ActivityHour(DateTimeOffset Hour, long Requests, long Refused, long Failed)
{
    /// <summary>How many of them deactivated or deleted a user.</summary>
    public long Deactivated { get; init; }

    /// <summary>How many users the connection had after the newest request that is counted here. Filled by the store.</summary>
    public long Users { get; init; }

    /// <summary>How many of them were active.</summary>
    public long ActiveUsers { get; init; }
}
