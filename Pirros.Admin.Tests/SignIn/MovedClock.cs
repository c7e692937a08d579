namespace Pirros.Admin.Tests.SignIn;

/// <summary>The clock of this machine, let run on by a test: its time of day and the time that has passed alike.</summary>
public sealed class MovedClock : TimeProvider
{
    private long _ahead;

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    // Timestamps of the system are nanoseconds, ticks a hundred of them.
    public override long GetTimestamp() => System.GetTimestamp() + (Interlocked.Read(ref _ahead) * (TimestampFrequency / TimeSpan.TicksPerSecond));
}
