namespace Pirros.Admin.HandOffs;

internal static class HandOffsExtensions
{
    public static IServiceCollection AddHandOffs(this IServiceCollection services) => services.AddSingleton<HandOffService>();
}
