namespace Pirros.Admin.Tenants;

internal static class TenantsExtensions
{
    public static IServiceCollection AddTenants(this IServiceCollection services) => services.AddSingleton<TenantService>().AddSingleton<TenantDeletionService>().AddSingleton<TenantArchiveService>().AddHostedService<TenantDeletionSweep>();
}
