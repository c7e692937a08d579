using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;

namespace Pirros.Admin.Startup;

/// <summary>What an operator's tools read: <c>/livez</c>, <c>/healthz</c>, <c>/metrics</c>.</summary>
internal static class MonitoringExtensions
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter("Pirros.Admin")
            .AddPrometheusExporter());
        return services;
    }

    public static WebApplication MapMonitoring(this WebApplication app)
    {
        // Alive says only that the process answers; ready, that it reaches its database.
        app.MapHealthChecks("/livez", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/healthz").AllowAnonymous();
        app.MapPrometheusScrapingEndpoint().AllowAnonymous();
        return app;
    }
}
