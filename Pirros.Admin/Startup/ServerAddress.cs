namespace Pirros.Admin.Startup;

/// <summary>Where this installation listens, as the configuration says it.</summary>
internal static class ServerAddress
{
    public const string Default = "http://localhost:5080";

    /// <summary>The first configured address, with a name in place of "every address", so that the command line can build the values that the portal shows.</summary>
    public static string Of(IConfiguration configuration)
    {
        var first = configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? Default;
        return first.Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://[::]", "://localhost", StringComparison.Ordinal)
            .TrimEnd('/');
    }
}
