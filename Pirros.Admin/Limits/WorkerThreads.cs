namespace Pirros.Admin.Limits;

/// <summary>
/// Sees to it that a request finds a thread while long ones hold some. Reads of SQLite keep their thread until they are done; of itself the pool has one thread a processor and
/// makes none while the processors are busy, so a request that takes a millisecond would wait for those that take a second. There are as many more as long requests run and no
/// others: threads that only wait their turn for a processor make each request slower.
/// </summary>
/// <param name="usual">Threads that the pool has at least.</param>
/// <param name="setLeast">Tells the pool how many it has at least from now on.</param>
internal sealed class WorkerThreads(int usual, Action<int> setLeast)
{
    private readonly Lock _changing = new();
    private int _held;

    /// <summary>Those of this process.</summary>
    public static WorkerThreads OfPool()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        return new WorkerThreads(workers, least => ThreadPool.SetMinThreads(least, completions));
    }

    /// <summary>A long request begins.</summary>
    public void Hold() => Change(1);

    /// <summary>A long request has ended.</summary>
    public void Release() => Change(-1);

    private void Change(int by)
    {
        lock (_changing)
            setLeast(usual + (_held += by));
    }
}
