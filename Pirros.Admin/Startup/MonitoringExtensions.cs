using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Pirros.Admin.Activity;

namespace Pirros.Admin.Startup;

/// <summary>What an operator's tools read: <c>/livez</c>, <c>/healthz</c>, <c>/metrics</c>; and what is sent to them by OTLP where an address is set.</summary>
internal static class MonitoringExtensions
{
    // The standard's own setting; with it come the others of the OpenTelemetry SDK, such as OTEL_SERVICE_NAME and OTEL_TRACES_SAMPLER.
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IServiceCollection AddMonitoring(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHealthChecks().AddCheck<Leaving>("leaving");
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("pirros-admin")).WithMetrics(metrics => metrics
            .AddMeter("Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Server.Circuits")
            .AddRuntimeInstrumentation()
            .AddMeter("Pirros.Admin")
            .AddPrometheusExporter());

        // A trace costs each request something, so there are none unless somebody takes them.
        if (!string.IsNullOrEmpty(configuration[OtlpEndpoint]))
            telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation(requests => requests.EnrichWithHttpRequest = HideIds)).WithLogging().UseOtlpExporter();
        return services;
    }

    /// <summary>
    /// What of an address a trace may have. That of a hand-off link is a secret, and in the place of an id a client may send anything, such as a person's address. What stands
    /// behind a question mark is left out by the library.
    /// </summary>
    private static void HideIds(System.Diagnostics.Activity trace, HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/hand-off", StringComparison.OrdinalIgnoreCase))
            trace.SetTag("url.path", "/hand-off/{token}");
        else if (request.Path.StartsWithSegments("/scim", StringComparison.OrdinalIgnoreCase))
            trace.SetTag("url.path", RequestDurations.RouteOfAddress(request.Path.Value!));
    }

    /// <summary>A server that is told to stop says so for a while, and then finishes what it has taken on.</summary>
    /// <exception cref="OptionsValidationException">A setting can't be used; the message names its key.</exception>
    public static IServiceCollection AddLeaving(this IServiceCollection services, IConfiguration configuration)
    {
        var leaving = configuration.Read<LeavingOptions>(LeavingOptions.Section);
        if (leaving.Mistake() is { } mistake)
            throw new OptionsValidationException(LeavingOptions.Section, typeof(LeavingOptions), [mistake]);
        services.AddSingleton(leaving);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = leaving.Announce + leaving.Finish);
        services.AddSingleton<Leaving>();
        return services.AddHostedService(provider => provider.GetRequiredService<Leaving>());
    }

    /// <summary>Ends open pages when this instance stops.</summary>
    public static WebApplication UseLeaving(this WebApplication app)
    {
        var leaving = app.Services.GetRequiredService<Leaving>();
        app.Use(async (http, next) =>
        {
            if (!http.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal))
            {
                await next(http);
                return;
            }

            await using var registration = leaving.Left.Register(http.Abort);
            await next(http);
        });
        return app;
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
        // Alive says only that the process answers; ready, that it reaches its database and is not about to stop.
        app.MapHealthChecks("/livez", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/healthz").AllowAnonymous();
        app.MapPrometheusScrapingEndpoint().AllowAnonymous();
        return app;
    }
}
