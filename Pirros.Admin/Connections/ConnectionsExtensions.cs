using Microsoft.Extensions.Options;

namespace Pirros.Admin.Connections;

internal static class ConnectionsExtensions
{
    public static IServiceCollection AddConnections(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ConnectionsOptions>().Bind(configuration.GetSection(ConnectionsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConnectionsOptions>, ValidateConnectionsOptions>();
        services.AddSingleton<ConnectionValueBuilder>();
        services.AddSingleton<ConnectionAccess>();
        return services.AddSingleton<ConnectionService>();
    }
}
