namespace Pirros.Admin.Limits;

/// <summary>
/// A token bucket in one number: the moment at which it will be full again. Taking moves that moment on, time does the rest, so nothing has to run to fill it. One
/// compare-and-swap, no lock and no allocation. The framework's own limiters take no <see cref="TimeProvider"/> and each want a timer.
/// </summary>
internal sealed class Bucket(Allowance allowance)
{
    private long _full = long.MinValue;

    /// <summary>Takes so many if they are there.</summary>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="count">How many.</param>
    /// <param name="wait">Ticks until they are there; 0 when they were taken.</param>
    public bool TryTake(long now, int count, out long wait)
    {
        while (true)
        {
            var full = Volatile.Read(ref _full);
            var from = Math.Max(full, now);
            var next = from + (allowance.Each * count);

            // A full one lets everybody through, also who takes more than it holds: nobody may be refused for ever.
            wait = Math.Min(next - now - allowance.Depth, from - now);
            if (wait > 0)
                return false;
            if (Interlocked.CompareExchange(ref _full, next, full) != full)
                continue;
            wait = 0;
            return true;
        }
    }

    /// <summary>Takes so many, whether they are there or not: what is missing is owed.</summary>
    public void Take(long now, int count)
    {
        long full;
        do
        {
            full = Volatile.Read(ref _full);
        }
        while (Interlocked.CompareExchange(ref _full, Math.Max(full, now) + (allowance.Each * count), full) != full);
    }

    /// <summary>Puts back what was taken for a request that another limit refused.</summary>
    public void GiveBack(int count) => Interlocked.Add(ref _full, -allowance.Each * count);

    /// <summary>Whether nothing is missing, so that a new one would be the same.</summary>
    public bool IsFull(long now) => Volatile.Read(ref _full) <= now;
}
