namespace Pirros.Admin.Scim.Server;

internal static class ScimServerExtensions
{
    public static IServiceCollection AddScimServer(this IServiceCollection services)
    {
        services.AddSingleton<ResourceOperations>();
        return services.AddSingleton<ResourceQueries>();
    }
}
