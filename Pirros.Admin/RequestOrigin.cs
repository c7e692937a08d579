namespace Pirros.Admin;

/// <summary>Where a request was sent to, as its client calls it.</summary>
internal static class RequestOrigin
{
    /// <summary>Scheme, host and port, such as <c>https://admin.example.com</c>, of a request that <see cref="UseReadableHost"/> let through.</summary>
    public static string Of(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    /// <summary>The same; null when the Host header can't be read: the server takes one that begins with <c>xn--</c> and is no internationalised name, and fails when it is asked for it.</summary>
    public static string? TryOf(HttpRequest request)
    {
        try
        {
            return Of(request);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Refuses a request whose Host header can't be read, since everything after this asks for it.</summary>
    public static WebApplication UseReadableHost(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (TryOf(http.Request) is not null)
                return next(http);
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            http.Response.ContentType = "text/plain; charset=utf-8";
            return http.Response.WriteAsync("The Host header is not the name of a host.", http.RequestAborted);
        });
        return app;
    }
}
