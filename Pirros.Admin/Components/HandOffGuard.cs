using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Pirros.Admin.Components;

/// <summary>What guards the pages that open without an account: their address is a secret, so it goes nowhere, and nobody asks for many of them.</summary>
internal static class HandOffGuard
{
    public const string Policy = "hand-off";

    /// <summary>Requests that one network address may make in a minute.</summary>
    public const int MostInAMinute = 60;

    private const string Path = "/hand-off";

    public static void Limit(RateLimiterOptions limiter)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(Policy, http => RateLimitPartition.GetFixedWindowLimiter(RemoteNetwork.Of(http.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = MostInAMinute,
            Window = TimeSpan.FromMinutes(1),
        }));
        limiter.OnRejected = async (rejected, cancel) =>
        {
            var response = rejected.HttpContext.Response;
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync(ComponentTexts.TooManyRequests, cancel);
        };
    }

    /// <summary>Sets the headers of every answer below the links' address, whatever it is. Runs before the middleware that sets those of all pages, and so has the last word.</summary>
    public static Task SetHeadersAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase))
        {
            http.Response.OnStarting(() =>
            {
                var headers = http.Response.Headers;
                headers["Referrer-Policy"] = "no-referrer";
                headers.CacheControl = "no-store";
                headers["X-Robots-Tag"] = "noindex, nofollow";
                return Task.CompletedTask;
            });
        }

        return next(http);
    }
}
