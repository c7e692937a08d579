using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml.Explanations;
using Pirros.Admin.Saml.Http;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Saml;

internal static class SamlExtensions
{
    // Each start is a row for a quarter of an hour; more people than that don't sign in at once from one place.
    private const string Starts = "saml-start";
    private const int StartsInAMinute = 60;

    /// <summary>Single sign-on of connections: what is known of their providers, and what comes of sign-ins there.</summary>
    /// <param name="services">The services.</param>
    /// <param name="serves">Whether this process answers browsers; a command does not.</param>
    public static IServiceCollection AddSaml(this IServiceCollection services, bool serves)
    {
        services.AddSingleton<SamlService>();
        services.AddSingleton<SignInRequests>();
        services.AddSingleton<AssertionConsumer>();
        services.AddSingleton<PastedSignIn>();
        services.AddSingleton(provider => new MetadataDownload(provider.GetRequiredService<OutboundAddress>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new MetadataReader(provider.GetRequiredService<SamlService>(), provider.GetRequiredService<ConnectionAccess>(), provider.GetRequiredService<MetadataDownload>(), provider.GetRequiredService<TimeProvider>()));
        if (!serves)
            return services;
        services.AddSingleton<SamlMetrics>();
        services.AddHostedService<MetadataWatch>();
        services.AddSingleton<PortalSignIn>();
        services.AddSingleton<ReplyUrlEndpoint>();
        return services.Configure<RateLimiterOptions>(limiter => limiter.AddPolicy(Starts, http => RateLimitPartition.GetFixedWindowLimiter(
            RemoteNetwork.Of(http.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = StartsInAMinute, Window = TimeSpan.FromMinutes(1) })));
    }

    /// <summary>The Reply URL, our metadata, and the ways to a provider.</summary>
    public static IEndpointRouteBuilder MapSaml(this IEndpointRouteBuilder routes)
    {
        var replyUrl = routes.ServiceProvider.GetRequiredService<ReplyUrlEndpoint>();
        routes.MapPost(SamlPaths.ReplyUrl, (HttpContext http, string id) => replyUrl.TakeAsync(http, id)).AllowAnonymous();
        routes.MapGet(SamlPaths.Metadata, MetadataEndpoint.ReadAsync).AllowAnonymous();
        routes.MapGet(SamlPaths.SignIn, SignInStartEndpoints.SignInAsync).AllowAnonymous().RequireRateLimiting(Starts);
        routes.MapGet(SamlPaths.Test, SignInStartEndpoints.TestAsync).RequireAuthorization(Policies.Portal).RequireRateLimiting(Starts);
        return routes;
    }
}
