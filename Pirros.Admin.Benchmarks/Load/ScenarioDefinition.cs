using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>A scenario, what it is compared with, and what must be reached.</summary>
/// <param name="Name">Its name on the command line and in tables.</param>
/// <param name="Yardstick">What it is compared with on SQLite.</param>
/// <param name="AtLeast">The share of the yardstick's requests a second that the product must reach; null when none is asked for.</param>
/// <param name="On">Makes the scenario for a server.</param>
internal sealed record ScenarioDefinition(string Name, Yardstick Yardstick, double? AtLeast, Func<Subject, Scenario> On);

/// <summary>Which limit program a scenario is compared with.</summary>
internal enum Yardstick
{
    /// <summary>The one that answers a constant user.</summary>
    Constant,

    /// <summary>The one on the raw driver of the same database.</summary>
    Raw,
}
