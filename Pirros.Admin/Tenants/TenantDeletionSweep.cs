namespace Pirros.Admin.Tenants;

/// <summary>Removes what a request that was let in before a tenant's deletion wrote after it, such as a long bulk request, or activity that waited to be written.</summary>
internal sealed partial class TenantDeletionSweep(ITenantDeletionStore store, TimeProvider clock, ILogger<TenantDeletionSweep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookedAt = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await store.SweepAsync(clock.GetUtcNow() - LookedAt, stoppingToken) is > 0 and var rows)
                    Swept(log, rows);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // The database is away; the next round finds the same rows.
                Failed(log, error);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Removed {Rows} rows that were written for a tenant after its deletion")]
    private static partial void Swept(ILogger log, int rows);

    [LoggerMessage(LogLevel.Warning, "Looking for what was written after a tenant's deletion failed; it is tried again in a minute")]
    private static partial void Failed(ILogger log, Exception error);
}
