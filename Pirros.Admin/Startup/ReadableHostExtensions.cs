namespace Pirros.Admin.Startup;

internal static class ReadableHostExtensions
{
    /// <summary>Refuses a request whose Host header can't be read, since everything after this asks for it. SCIM requests come before it, and have an error of their own.</summary>
    public static WebApplication UseReadableHost(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (RequestOrigin.TryOf(http.Request) is not null)
                return next(http);
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            http.Response.ContentType = "text/plain; charset=utf-8";
            return http.Response.WriteAsync("The Host header is not the name of a host.", http.RequestAborted);
        });
        return app;
    }
}
