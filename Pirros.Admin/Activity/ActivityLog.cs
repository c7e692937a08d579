using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>Takes one record a request without making the request wait, and writes waiting records together.</summary>
public sealed partial class ActivityLog : BackgroundService
{
    private const int Capacity = 50_000;
    // So many are written in a few milliseconds, in which a change has to wait.
    internal const int Batch = 1_500;

    // Long enough that a busy sync is written in few transactions, short enough that a page looks live.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(150);

    // When the database can't be used.
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly Channel<ActivityRecord> _waiting;
    private readonly IActivityStore _store;
    private readonly IStoreFaults _faults;
    private readonly IReadOnlyList<ActivityRule> _rules;
    private readonly ActivityFeed _feed;
    private readonly RequestDurations _durations;
    private readonly TimeProvider _clock;
    private readonly ILogger<ActivityLog> _log;
    private readonly Counter<long> _dropped;

    /// <summary>Made by the container.</summary>
    public ActivityLog(IActivityStore store, IStoreFaults faults, IEnumerable<ActivityRule> rules, ActivityFeed feed, RequestDurations durations, TimeProvider clock, IMeterFactory meters, ILogger<ActivityLog> log)
    {
        (_store, _faults, _rules, _feed, _durations, _clock, _log) = (store, faults, [.. rules], feed, durations, clock, log);
        _dropped = meters.Create("Pirros.Admin").CreateCounter<long>("pirros.activity.dropped", description: "Activity records that were dropped because the store was too slow.");
        _waiting = Channel.CreateBounded<ActivityRecord>(
            new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest },
            _ => _dropped.Add(1));
    }

    /// <summary>Queues a record. Never blocks; when 50,000 wait already, the oldest of them is dropped and counted in <c>pirros.activity.dropped</c>.</summary>
    public void Record(ActivityRecord record) => _waiting.Writer.TryWrite(record);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<ActivityRecord>(Batch);
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                await Task.Delay(Gathering, _clock, stoppingToken);
                await DrainAsync(batch, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What waits is still written.
        }

        await DrainAsync(batch, stoppingToken);
    }

    /// <summary>Writes what waits. What comes while the last of it is written is gathered first: written at once, a busy sync would be as many transactions as it has moments.</summary>
    private async Task DrainAsync(List<ActivityRecord> batch, CancellationToken stopping)
    {
        var more = true;
        while (more)
        {
            while (batch.Count < Batch && _waiting.Reader.TryRead(out var next))
                batch.Add(next);
            if (batch.Count == 0)
                return;
            more = batch.Count == Batch || stopping.IsCancellationRequested;
            foreach (var record in batch)
                _durations.Add(record);
            while (!await TryWriteAsync(batch, stopping))
                await Task.Delay(Again, _clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            batch.Clear();
        }
    }

    /// <summary>False when the database could not be used, and it is to be tried again: what comes meanwhile waits in the queue. Not when the program ends.</summary>
    private async Task<bool> TryWriteAsync(List<ActivityRecord> batch, CancellationToken stopping)
    {
        try
        {
            await _store.AppendAsync(new ActivityBatch(batch, _rules), CancellationToken.None);
            _feed.Tell(batch.Select(r => r.Connection).ToHashSet<ConnectionId>());
        }
        catch (Exception error) when (!stopping.IsCancellationRequested && _faults.FaultOf(error) is not null)
        {
            return false;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _dropped.Add(batch.Count);
            Lost(error, batch.Count);
        }

        return true;
    }

    [LoggerMessage(LogLevel.Error, "{Count} activity records could not be written and are lost; the requests themselves were answered")]
    private partial void Lost(Exception error, int count);
}
