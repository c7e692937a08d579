using Microsoft.Extensions.Options;

namespace Pirros.Admin.Activity;

internal static class ActivityExtensions
{
    public static IServiceCollection AddActivity(this IServiceCollection services)
    {
        services.AddOptions<ActivityOptions>().BindConfiguration(ActivityOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ActivityOptions>, ValidateActivityOptions>();
        services.AddSingleton<SettledClock>();
        services.AddSingleton<ActivityFeed>();
        services.AddSingleton<RequestDurations>();
        services.AddSingleton<ActivityService>();
        services.AddSingleton<ActivityLog>();
        services.AddSingleton<ActivityRetention>();
        services.AddHostedService(provider => provider.GetRequiredService<ActivityRetention>());
        return services.AddHostedService(provider => provider.GetRequiredService<ActivityLog>());
    }
}
