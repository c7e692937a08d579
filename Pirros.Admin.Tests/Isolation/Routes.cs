using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Pirros.Admin.Scim.Http;

namespace Pirros.Admin.Tests.Isolation;

/// <summary>Every route that the running product answers at.</summary>
internal static class Routes
{
    /// <summary>Stands for the files of the portal: styles, scripts, fonts, pictures.</summary>
    public const string Files = "(files)";

    /// <summary>What the name of the token endpoint's route begins with.</summary>
    public const string OAuth = "OAuth";

    public static IEnumerable<string> Of(TestApp app) => app.Get<EndpointDataSource>().Endpoints.Select(NameOf)
        .Concat(app.Get<ScimRoutes>().All.Select(route => $"SCIM {route.Method} {route.Path}"))
        .Append($"{OAuth} POST {TokenEndpoint.Path}")
        .Distinct();

    /// <summary>The addresses of the pages.</summary>
    public static IEnumerable<string> OfPages() => typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), false)).Select(route => ((RouteAttribute)route).Template);

    private static string NameOf(Microsoft.AspNetCore.Http.Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            return Files;
        var pattern = ((RouteEndpoint)endpoint).RoutePattern.RawText!;
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return (pattern.StartsWith('/') ? "" : "/") + pattern + (methods is ["POST"] ? " (POST)" : "");
    }
}
