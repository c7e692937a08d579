namespace Pirros.Admin.Limits;

/// <summary>Keeps the limits' memory to those who send something.</summary>
internal sealed class LimitsSweep(RequestLimits requests, FailedAttempts attempts, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                requests.RemoveIdle();
                attempts.RemoveIdle();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The memory goes with the process.
        }
    }
}
