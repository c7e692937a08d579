using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pirros.Admin.Startup;

/// <summary>Lets a balancer see that this instance is about to stop before it stops: until then whoever is still sent here is answered.</summary>
internal sealed class Leaving(LeavingOptions options, IHostApplicationLifetime lifetime, TimeProvider clock) : IHostedLifecycleService, IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("This instance is about to stop.") : HealthCheckResult.Healthy());

    // Runs after the word to stop and before the server does.
    public Task StoppingAsync(CancellationToken cancellationToken) => options.Announce > TimeSpan.Zero ? Task.Delay(options.Announce, clock, cancellationToken) : Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
