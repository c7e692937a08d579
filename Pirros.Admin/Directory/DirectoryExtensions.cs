namespace Pirros.Admin.Directory;

internal static class DirectoryExtensions
{
    public static IServiceCollection AddDirectory(this IServiceCollection services) => services.AddSingleton<DirectoryService>().AddScoped<Disclosures>();
}
