namespace Pirros.Admin.Preflight;

internal static class PreflightExtensions
{
    public static IServiceCollection AddPreflight(this IServiceCollection services)
    {
        services.AddSingleton<PreflightService>();

        // An identity provider follows no redirect either. The factory would log each address; the page shows them.
        services.AddHttpClient(PreflightService.Client, client => client.Timeout = TimeSpan.FromSeconds(15))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        return services;
    }
}
