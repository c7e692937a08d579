namespace Pirros.Admin.Benchmarks.Servers;

/// <summary>How the product runs here: as in production, on a database of its own.</summary>
/// <param name="Provider">Value of <c>Database:Provider</c>.</param>
/// <param name="ConnectionString">Value of <c>Database:ConnectionString</c>.</param>
internal sealed record ProductSettings(string Provider, string ConnectionString)
{
    public Dictionary<string, string?> Configuration { get; } = new()
    {
        ["Database:Provider"] = Provider,
        ["Database:ConnectionString"] = ConnectionString,

        // Production does not start without a place to sign in; nobody signs in here.
        ["Auth0:Domain"] = "benchmark.example",
        ["Auth0:ClientId"] = "benchmark",
        ["Auth0:ClientSecret"] = "benchmark",
    };
}
