using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;
using Pirros.Admin.Activity;

namespace Pirros.Admin.Startup;

/// <summary>What an operator's tools read: <c>/livez</c>, <c>/healthz</c>, <c>/metrics</c>.</summary>
internal static class MonitoringExtensions
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter("Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Server.Circuits")
            .AddRuntimeInstrumentation()
            .AddMeter("Pirros.Admin")
            .AddPrometheusExporter());
        return services;
    }

    /// <summary>Measures the requests that come behind it. Those to the SCIM endpoint, which comes before, are measured by their activity.</summary>
    public static WebApplication UseRequestDurations(this WebApplication app)
    {
        var durations = app.Services.GetRequiredService<RequestDurations>();
        app.Use(async (http, next) =>
        {
            // A circuit is one request for as long as somebody looks at a page.
            if (http.WebSockets.IsWebSocketRequest)
            {
                await next(http);
                return;
            }

            var started = Stopwatch.GetTimestamp();
            try
            {
                await next(http);
            }
            finally
            {
                var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
                durations.Add(http.Request.Method, http.Response.StatusCode, route, Stopwatch.GetElapsedTime(started));
            }
        });
        return app;
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
