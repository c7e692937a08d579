namespace Pirros.Admin.Connections;

/// <summary>When the end of a token or a certificate is spoken of: in the list, on the page and in the log.</summary>
public static class ExpiryNotice
{
    /// <summary>From how far on it is spoken of at all.</summary>
    public static readonly TimeSpan First = TimeSpan.FromDays(90);

    /// <summary>From how far on it needs a person.</summary>
    public static readonly TimeSpan Urgent = TimeSpan.FromDays(14);

    // Soonest first.
    private static readonly int[] Stages = [1, 7, 14, 30, 60, 90];

    /// <summary>The stage that is reached, in days before the end: 1, 7, 14, 30, 60 or 90; null when the end is further away, past, or there is none.</summary>
    public static int? StageAt(DateTimeOffset? endsAt, DateTimeOffset now)
    {
        if (endsAt is not { } end || end <= now)
            return null;
        foreach (var days in Stages)
        {
            if (end - now <= TimeSpan.FromDays(days))
                return days;
        }

        return null;
    }
}
