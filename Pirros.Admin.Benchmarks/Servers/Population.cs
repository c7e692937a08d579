namespace Pirros.Admin.Benchmarks.Servers;

/// <summary>The users of a server: user number n of <see cref="SampleUser"/> has the id <c>Ids[n]</c>. Numbers behind them are handed out for new ones.</summary>
internal sealed class Population(Guid[] ids)
{
    private readonly bool[] _inactive = new bool[ids.Length];
    private int _next = ids.Length;

    public int Count => ids.Length;

    /// <summary>The id of a user in a URL.</summary>
    public string Id(int number) => ids[number].ToString();

    /// <summary>A user for step <paramref name="step"/>: spread over all of them, so that neither caches nor neighbours help.</summary>
    public int Spread(int step) => (int)((uint)(step * 2654435761u) % (uint)ids.Length);

    /// <summary>Turns a user's active around, so that every change of it is one; gives the new value.</summary>
    public bool Toggle(int number)
    {
        _inactive[number] = !_inactive[number];
        return !_inactive[number];
    }

    /// <summary>The number of a user that no server has seen.</summary>
    public int NextNumber() => Interlocked.Increment(ref _next) - 1;
}
