using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pirros.Admin.Storage.Sqlite;

/// <summary>A database whose file was removed answers on from the connections that have it open, so it is looked for.</summary>
internal sealed class SqliteFileCheck(SqliteConnections connections) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(connections.FileIsThere ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database file is gone."));
}
