namespace Pirros.Admin.Backups;

internal static class BackupsExtensions
{
    public static IServiceCollection AddBackups(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BackupOptions>().Bind(configuration.GetSection(BackupOptions.Section));
        return services.AddSingleton<BackupService>();
    }
}
