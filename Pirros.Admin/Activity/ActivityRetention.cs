using Microsoft.Extensions.Options;

namespace Pirros.Admin.Activity;

/// <summary>Removes activity that is older than it is to be kept, a little at a time, so that nobody who writes waits for it.</summary>
public sealed partial class ActivityRetention(IActivityStore store, IOptions<ActivityOptions> options, SettledClock settled, TimeProvider clock, ILogger<ActivityRetention> log) : BackgroundService
{
    private const int Connections = 100;
    private const int Batch = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    // After a batch the database is left to others for several times as long as it took.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Removes all that is too old by now. Gives how many records were removed.</summary>
    public async Task<long> TrimAsync(CancellationToken cancel)
    {
        var before = settled.GetUtcNow() - TimeSpan.FromDays(options.Value.RetentionDays);
        var total = 0L;
        while (await store.OutdatedAsync(before, Connections, cancel) is { Count: > 0 } outdated)
        {
            var round = 0L;
            foreach (var connection in outdated)
            {
                for (int removed; (removed = await store.TrimAsync(connection, before, Batch, cancel)) > 0;)
                {
                    round += removed;
                    if (removed < Batch)
                        break;
                    await Task.Delay(Pause, clock, cancel);
                }
            }

            // Another process is at it.
            if (round == 0)
                break;
            total += round;
        }

        return total;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
                await TryTrimAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is removed after the next start.
        }
    }

    private async Task TryTrimAsync(CancellationToken cancel)
    {
        try
        {
            if (await TrimAsync(cancel) is > 0 and var removed)
                Removed(removed, options.Value.RetentionDays);
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            Failed(error);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} activity records older than {Days} days were removed")]
    private partial void Removed(long count, int days);

    [LoggerMessage(LogLevel.Warning, "Old activity could not be removed; that is tried again in 10 minutes")]
    private partial void Failed(Exception error);
}
