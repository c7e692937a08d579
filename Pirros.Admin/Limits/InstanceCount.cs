using System.Diagnostics.Metrics;

namespace Pirros.Admin.Limits;

/// <summary>
/// How many instances share the database. Each counts on every few seconds, and is there for as long as the others see it count: by their own clocks, so that it does not matter
/// whether the clocks of two machines agree.
/// </summary>
internal sealed partial class InstanceCount : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Missed = TimeSpan.FromSeconds(16);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    private readonly Guid _self = Guid.CreateVersion7();
    private readonly Dictionary<Guid, (long Count, long SeenAt)> _seen = [];
    private readonly IInstanceStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger<InstanceCount> _log;
    private int _current = 1;

    public InstanceCount(IInstanceStore store, TimeProvider clock, IMeterFactory meters, ILogger<InstanceCount> log)
    {
        (_store, _clock, _log) = (store, clock, log);
        meters.Create("Pirros.Admin").CreateObservableGauge("pirros.instances", () => Current, description: "Instances that share the database, as this one sees it.");
    }

    /// <summary>How many there are, this one among them: 1 or more.</summary>
    public int Current => Volatile.Read(ref _current);

    /// <summary>Says that this one is there, and counts.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var counts = await _store.BeatAsync(_self, cancel);
        var now = _clock.GetTimestamp();
        foreach (var (instance, count) in counts)
        {
            if (!_seen.TryGetValue(instance, out var known) || known.Count != count)
                _seen[instance] = (count, now);
        }

        foreach (var gone in _seen.Keys.Except(counts.Keys).ToList())
            _seen.Remove(gone);
        Volatile.Write(ref _current, Math.Max(1, _seen.Values.Count(one => _clock.GetElapsedTime(one.SeenAt, now) < Missed)));
        var dead = _seen.Where(one => _clock.GetElapsedTime(one.Value.SeenAt, now) > Forgotten).Select(one => one.Key).ToList();
        if (dead.Count > 0)
            await _store.ForgetAsync(dead, cancel);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, _clock);
        try
        {
            do
                await TryAsync(() => LookAsync(stoppingToken));
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The others need not wait until they miss it.
        }

        await TryAsync(() => _store.ForgetAsync([_self], CancellationToken.None));
    }

    private async Task TryAsync(Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            NotLooked(error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "How many instances there are could not be read; the number from before is kept")]
    private partial void NotLooked(Exception error);
}
