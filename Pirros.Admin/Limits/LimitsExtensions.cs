using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Pirros.Admin.Limits;

internal static class LimitsExtensions
{
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitsOptions>().BindConfiguration(LimitsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitsOptions>, ValidateLimitsOptions>();
        services.AddSingleton<LimitSettings>();
        services.AddSingleton<LimitRefusals>();
        services.AddSingleton<InstanceCount>();
        services.AddSingleton(_ => WorkerThreads.OfPool());
        services.AddSingleton<RequestLimits>();
        services.AddSingleton<FailedAttempts>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<LimitsOptions>>((kestrel, limits) => LimitClients(kestrel.Limits, limits.Value));
        services.AddHostedService(provider => provider.GetRequiredService<InstanceCount>());
        return services.AddHostedService<LimitsSweep>();
    }

    /// <summary>Slow clients, for the endpoint and the portal alike. Circuits are upgraded connections, which the rates don't touch.</summary>
    private static void LimitClients(KestrelServerLimits server, LimitsOptions limits)
    {
        var slowest = new MinDataRate(limits.SlowestBytesPerSecond, TimeSpan.FromSeconds(limits.SlowSeconds));
        server.MinRequestBodyDataRate = slowest;
        server.MinResponseDataRate = slowest;
        server.RequestHeadersTimeout = TimeSpan.FromSeconds(limits.HeaderSeconds);
    }
}
