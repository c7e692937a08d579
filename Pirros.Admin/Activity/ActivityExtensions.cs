namespace Pirros.Admin.Activity;

internal static class ActivityExtensions
{
    public static IServiceCollection AddActivity(this IServiceCollection services)
    {
        services.AddSingleton<ActivityFeed>();
        services.AddSingleton<ActivityService>();
        services.AddSingleton<ActivityLog>();
        return services.AddHostedService(provider => provider.GetRequiredService<ActivityLog>());
    }
}
