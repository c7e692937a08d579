namespace Pirros.Admin.DeclaredSchemas;

internal static class DeclaredSchemasExtensions
{
    public static IServiceCollection AddDeclaredSchemas(this IServiceCollection services) => services.AddSingleton<DeclaredSchemaService>();
}
