using Pirros.Admin.Downstream;

namespace Pirros.Admin.Deactivations;

internal static class DeactivationsExtensions
{
    public static IServiceCollection AddDeactivations(this IServiceCollection services)
    {
        services.AddSingleton<DeactivationMetrics>();
        services.AddSingleton<IDeliveryReceipts, DeliveredReceipts>();
        return services.AddSingleton<DeactivationService>();
    }
}
