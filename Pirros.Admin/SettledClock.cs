namespace Pirros.Admin;

/// <summary>
/// The time for what removes by age. A clock that was set ahead by mistake would have it remove everything, so it is believed only as far as this program has run; one that was
/// rightly set ahead is believed after the next start, and until then a little is kept longer than it had to be.
/// </summary>
public sealed class SettledClock(TimeProvider clock)
{
    // Clocks are corrected by seconds all the time.
    private static readonly TimeSpan Correction = TimeSpan.FromHours(1);

    private readonly DateTimeOffset _start = clock.GetUtcNow();
    private readonly long _began = clock.GetTimestamp();

    /// <summary>The time, or an earlier one.</summary>
    public DateTimeOffset GetUtcNow()
    {
        var (now, latest) = (clock.GetUtcNow(), _start + clock.GetElapsedTime(_began) + Correction);
        return now < latest ? now : latest;
    }
}
