namespace Pirros.Admin.Scim.Http;

internal static class ScimHttpExtensions
{
    public static IServiceCollection AddScimHttp(this IServiceCollection services)
    {
        services.AddSingleton<ScimDefects>();
        services.AddSingleton<ResourceEndpoints>();
        services.AddSingleton<QueryEndpoints>();
        services.AddSingleton<BulkEndpoint>();
        services.AddSingleton<ServiceProviderConfigEndpoint>();
        services.AddSingleton<ScimAddresses>();
        services.AddSingleton<ScimRoutes>();
        services.AddSingleton<TokenEndpoint>();
        return services.AddSingleton<ScimPipeline>();
    }

    /// <summary>Everything below <c>/scim</c> is answered by the endpoint, and by nothing of the portal: no cookies, no redirects, no pages for errors. But for sign-ins, which a browser posts to the same address.</summary>
    public static WebApplication MapScim(this WebApplication app)
    {
        var pipeline = app.Services.GetRequiredService<ScimPipeline>();
        app.UseWhen(http => !ReplyUrlPage.IsSignIn(http.Request), rest => rest.Map("/scim", branch => branch.Run(pipeline.InvokeAsync)));
        return app;
    }
}
