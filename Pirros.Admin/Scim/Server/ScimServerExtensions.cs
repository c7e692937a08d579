using Pirros.Admin.Scim.Server.Bulk;

namespace Pirros.Admin.Scim.Server;

internal static class ScimServerExtensions
{
    public static IServiceCollection AddScimServer(this IServiceCollection services)
    {
        services.AddSingleton<ResourceOperations>();
        services.AddSingleton<BulkOperations>();
        return services.AddSingleton<ResourceQueries>();
    }
}
