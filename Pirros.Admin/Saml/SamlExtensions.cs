namespace Pirros.Admin.Saml;

internal static class SamlExtensions
{
    /// <summary>Single sign-on of connections: what is known of their providers, and what comes of sign-ins there.</summary>
    public static IServiceCollection AddSaml(this IServiceCollection services)
    {
        services.AddSingleton<SamlService>();
        services.AddSingleton<SignInRequests>();
        services.AddSingleton<AssertionConsumer>();
        return services;
    }
}
