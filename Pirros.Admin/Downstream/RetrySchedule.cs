namespace Pirros.Admin.Downstream;

/// <summary>When an event that could not be delivered is sent again: after 5 seconds, and later and later over more than five days.</summary>
internal static class RetrySchedule
{
    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    // A whole endpoint that is down is asked again often enough that its return is noticed within minutes.
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(10);

    private const double Jitter = 0.2;

    /// <summary>Failures of attempts in a row, of whichever events, after which a whole endpoint counts as down.</summary>
    public const int Down = 5;

    /// <summary>The waits without jitter.</summary>
    public static IReadOnlyList<TimeSpan> Waits { get; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2),
        TimeSpan.FromHours(4), TimeSpan.FromHours(8), TimeSpan.FromHours(16), Longest, Longest, Longest, Longest,
    ];

    /// <summary>How long to wait after the given number of failures; null when that was the last try. Up to a fifth is added by chance, so that what failed together does not come back together.</summary>
    /// <param name="failures">Failures until now, at least 1.</param>
    /// <param name="asked">How long the endpoint asked to wait, which is heeded up to a day.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan? After(int failures, TimeSpan? asked, double chance)
    {
        if (failures > Waits.Count)
            return null;
        var wait = Waits[failures - 1] * (1 + (Jitter * chance));
        return asked is { } longer && longer > wait ? longer < Longest ? longer : Longest : wait;
    }

    /// <summary>How long nothing at all is sent after so many failures in a row, or because the endpoint said that it is too much; null for going on with what is about others.</summary>
    public static TimeSpan? Hold(long failures, DeliveryAttempt attempt)
    {
        var asked = attempt.Status is 429 or 503 && attempt.RetryAfter > TimeSpan.Zero ? attempt.RetryAfter : null;
        var down = failures < Down ? null : (TimeSpan?)Waits[(int)Math.Min(failures - Down, Waits.Count - 1)];
        var wait = asked is null || down > asked ? down : asked;
        return wait > LongestHold ? LongestHold : wait;
    }
}
