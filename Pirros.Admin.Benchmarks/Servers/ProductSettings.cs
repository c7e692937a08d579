namespace Pirros.Admin.Benchmarks.Servers;

/// <summary>How the product runs here: as in production, on a database of its own.</summary>
/// <param name="Provider">Value of <c>Database:Provider</c>.</param>
/// <param name="ConnectionString">Value of <c>Database:ConnectionString</c>.</param>
/// <param name="AsInstalled">Whether the limits are those that hold when nothing is set. Otherwise no rate is limited: a benchmark sends in an hour what no provider sends in a year.</param>
internal sealed record ProductSettings(string Provider, string ConnectionString, bool AsInstalled = false)
{
    private const string NoRate = "1000000";

    public Dictionary<string, string?> Configuration { get; } = new((AsInstalled ? [] : Limits).Select(limit => KeyValuePair.Create(limit, (string?)NoRate)))
    {
        ["Database:Provider"] = Provider,
        ["Database:ConnectionString"] = ConnectionString,

        // Production does not start without a place to sign in; nobody signs in here.
        ["Auth0:Domain"] = "benchmark.example",
        ["Auth0:ClientId"] = "benchmark",
        ["Auth0:ClientSecret"] = "benchmark",
    };

    private static string[] Limits => ["Limits:RequestsPerSecond", "Limits:TenantRequestsPerSecond"];
}
