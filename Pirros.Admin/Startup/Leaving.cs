using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pirros.Admin.Startup;

/// <summary>
/// Lets a balancer see that this instance is about to stop before it stops: until then whoever is still sent here is answered. Open pages are let go then, and come back on another
/// instance; the server would wait for them, and nothing that somebody does there takes that long.
/// </summary>
internal sealed class Leaving(LeavingOptions options, IHostApplicationLifetime lifetime, TimeProvider clock) : IHostedLifecycleService, IHealthCheck, IDisposable
{
    private readonly CancellationTokenSource _left = new();

    /// <summary>Cancelled when pages have to go.</summary>
    public CancellationToken Left => _left.Token;

    public void Dispose() => _left.Dispose();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("This instance is about to stop.") : HealthCheckResult.Healthy());

    // Runs after the word to stop and before the server does.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (options.Announce > TimeSpan.Zero)
            await Task.Delay(options.Announce, clock, cancellationToken);
        await _left.CancelAsync();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
