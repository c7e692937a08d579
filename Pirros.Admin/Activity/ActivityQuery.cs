namespace Pirros.Admin.Activity;

/// <summary>Which requests of a connection are wanted, and the page of them. What is left out does not narrow.</summary>
public sealed record ActivityQuery
{
    /// <summary>The most records of a page.</summary>
    public const int MostOnPage = 500;

    /// <summary>Only those that were refused or failed.</summary>
    public bool FailuresOnly { get; init; }

    /// <summary>Only those of these kinds; all kinds when empty.</summary>
    public IReadOnlyCollection<ActivityKind> Kinds { get; init; } = [];

    /// <summary>Only those with this in their subject or path, whatever the case of its letters.</summary>
    public string? Text { get; init; }

    /// <summary>Only those about the user or group of this id.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Only those that arrived at this moment or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only those that arrived before this moment.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Where the page begins; at the newest when null.</summary>
    public ActivityCursor? Cursor { get; init; }

    /// <summary>How many records the page holds, 1 to 500.</summary>
    public int Count { get; init; } = 50;

    /// <summary>
    /// How many records are looked through for one page when few of them are wanted. What matches rarely is found by asking again from where the look ended, so that no single
    /// question takes long.
    /// </summary>
    public int Look { get; init; } = 20_000;

    /// <summary>Whether records that lie in the range may not be wanted, so that more must be looked through than are shown.</summary>
    public bool Selective => FailuresOnly || Kinds.Count > 0 || Text is not null;
}

/// <summary>A place between two records, and the side of it that is wanted.</summary>
/// <param name="Id">The id of a record (it need not exist any more), which is not wanted itself.</param>
/// <param name="Newer">The records after it, nearest first, and not those before it.</param>
public readonly record struct ActivityCursor(Guid Id, bool Newer);

/// <summary>A page of requests, or as much of it as one look found.</summary>
/// <param name="Records">The requests, newest first.</param>
/// <param name="Next">The id to go on from in the same direction; null when nothing more lies there.</param>
/// <param name="LookedTo">When the last request that was looked at arrived, if the look ended before the page was full and before the end; null otherwise.</param>
public sealed record ActivitySlice(IReadOnlyList<ActivityRecord> Records, Guid? Next, DateTimeOffset? LookedTo);
