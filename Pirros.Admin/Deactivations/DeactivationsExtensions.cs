namespace Pirros.Admin.Deactivations;

internal static class DeactivationsExtensions
{
    public static IServiceCollection AddDeactivations(this IServiceCollection services)
    {
        services.AddSingleton<DeactivationMetrics>();
        return services.AddSingleton<DeactivationService>();
    }
}
