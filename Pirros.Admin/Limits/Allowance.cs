namespace Pirros.Admin.Limits;

/// <summary>How much a bucket holds, and how fast it fills again; counted in ticks of the clock's timestamps.</summary>
/// <param name="Each">Ticks until one more fits.</param>
/// <param name="Depth">Ticks until an empty bucket is full.</param>
internal readonly record struct Allowance(long Each, long Depth)
{
    /// <summary>So many in a time, and at most <paramref name="burst"/> at once.</summary>
    public static Allowance Of(TimeProvider clock, int count, TimeSpan time, int burst)
    {
        var each = Math.Max(1, (long)(clock.TimestampFrequency * time.TotalSeconds / count));
        return new Allowance(each, each * burst);
    }
}
