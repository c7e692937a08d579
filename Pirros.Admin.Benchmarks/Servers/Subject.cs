using Pirros.Admin.Benchmarks.Load;
using Pirros.Admin.Benchmarks.Load.Scenarios;

namespace Pirros.Admin.Benchmarks.Servers;

/// <summary>A server with the users that are in it, as the scenarios see it.</summary>
/// <param name="Name">What to call it in tables.</param>
/// <param name="Process">Where it runs.</param>
/// <param name="BasePath">Path of the SCIM base URL.</param>
/// <param name="Token">The bearer token.</param>
/// <param name="People">Who is in it.</param>
/// <param name="Database">The database server that works for it; null when the database is inside the process.</param>
internal sealed record Subject(string Name, ServerProcess Process, string BasePath, string Token, Population People, PostgresServer? Database = null)
{
    /// <summary>Groups that scenarios made, by their number of members.</summary>
    public Dictionary<int, SampleGroup> Groups { get; } = [];

    /// <summary>CPU time that it has taken so far, its database server's included.</summary>
    public TimeSpan Cpu => Process.Cpu + (Database?.Cpu ?? TimeSpan.Zero);

    public ScimConnection Connect() => new(Process.Address, BasePath, Token);
}
