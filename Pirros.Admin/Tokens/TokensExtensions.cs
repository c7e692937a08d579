namespace Pirros.Admin.Tokens;

internal static class TokensExtensions
{
    public static IServiceCollection AddTokens(this IServiceCollection services)
    {
        services.AddSingleton<TokenAuthenticator>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<TokenRefusals>();
        services.AddSingleton<ClientGrants>();
        services.AddSingleton<TokenService>();
        services.AddSingleton<TokenUseRecorder>();
        services.AddHostedService<TokenExpiryWatch>();
        return services.AddHostedService(provider => provider.GetRequiredService<TokenUseRecorder>());
    }
}
