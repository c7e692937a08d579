namespace Pirros.Admin.Connections;

/// <summary>What the activity of a connection showed of its health, as marks and sums that are kept while it is written: a list reads them without looking through activity.</summary>
public sealed record ConnectionSigns
{
    /// <summary>The mark of a user or group that was created, changed or deleted, or was as it should be already.</summary>
    public const string Written = "sign-written";

    /// <summary>The mark of a request to a path that this endpoint does not have.</summary>
    public const string PathUnknown = "sign-path-unknown";

    /// <summary>The mark of a match on users that was refused for its filter.</summary>
    public const string FilterRefused = "sign-filter-refused";

    /// <summary>The mark of a match on users that was answered.</summary>
    public const string FilterAnswered = "sign-filter-answered";

    /// <summary>The mark of a user who was refused because another has the same userName.</summary>
    public const string Duplicate = "sign-duplicate";

    /// <summary>The mark of a user who was refused for a value.</summary>
    public const string Invalid = "sign-invalid";

    /// <summary>The mark of a request whose token was good, and limited to something else.</summary>
    public const string TokenLimited = "sign-token-limited";

    /// <summary>The mark of a deactivation that waits for a person, or that a person rejected.</summary>
    public const string HeldMark = "sign-held";

    /// <summary>Their names.</summary>
    public static readonly IReadOnlyList<string> Marks = [Written, PathUnknown, FilterRefused, FilterAnswered, Duplicate, Invalid, TokenLimited, HeldMark];

    /// <summary>How far back <see cref="Requests"/> and <see cref="Failed"/> are counted, in whole hours: a few of Entra's cycles.</summary>
    public static readonly TimeSpan FailureSpan = TimeSpan.FromHours(4);

    /// <summary>How far back <see cref="Deactivated"/> is counted.</summary>
    public static readonly TimeSpan DeactivationSpan = TimeSpan.FromHours(24);

    /// <summary>Nothing was seen.</summary>
    public static readonly ConnectionSigns None = new();

    /// <summary>When each mark was last seen, in UTC.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> LastAt { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>Requests that arrived lately.</summary>
    public long Requests { get; init; }

    /// <summary>Those of them that were not carried out, for another reason than their token.</summary>
    public long Failed { get; init; }

    /// <summary>Users who were deactivated or deleted lately.</summary>
    public long Deactivated { get; init; }

    /// <summary>Deactivations that wait for a person.</summary>
    public long Held { get; init; }

    /// <summary>Since when the first of them does; null when there is none.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>Deactivations beyond the usual that went through, and that nobody has marked as seen.</summary>
    public long Beyond { get; init; }

    /// <summary>When the first of them did; null when there is none.</summary>
    public DateTimeOffset? BeyondFrom { get; init; }

    /// <summary>When the newest of them did; null when there is none.</summary>
    public DateTimeOffset? BeyondAt { get; init; }

    /// <summary>When a replaced token ends that is still needed, because the one that replaced it was never used; null when there is none.</summary>
    public DateTimeOffset? NeededTokenEndsAt { get; init; }

    /// <summary>When a mark was last seen; null when never.</summary>
    public DateTimeOffset? At(string mark) => LastAt.TryGetValue(mark, out var at) ? at : null;

    /// <summary>When the replaced one of these tokens ends, if it was used and the one that replaced it never was.</summary>
    /// <param name="live">The tokens that are accepted now: when each was replaced, ends, and was last used.</param>
    public static DateTimeOffset? NeededEnd(IReadOnlyCollection<(DateTimeOffset? ReplacedAt, DateTimeOffset? EndsAt, DateTimeOffset? LastUsedAt)> live)
        => live.Any(token => token.ReplacedAt is null && token.LastUsedAt is null)
            ? live.Where(token => token.ReplacedAt is not null && token.LastUsedAt is not null).Max(token => token.EndsAt)
            : null;
}
