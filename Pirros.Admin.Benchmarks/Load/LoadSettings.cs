using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>What a load run measures.</summary>
/// <param name="Arena">The servers.</param>
/// <param name="Sizes">Numbers of users.</param>
/// <param name="Scenarios">Which scenarios.</param>
/// <param name="Runs">Measured runs of each, on each server in turn.</param>
/// <param name="Time">Length of a run.</param>
/// <param name="WarmUp">Length of the run before them that is not counted.</param>
/// <param name="Connections">Connections at once.</param>
internal sealed record LoadSettings(ArenaSettings Arena, int[] Sizes, IReadOnlyList<ScenarioDefinition> Scenarios, int Runs, TimeSpan Time, TimeSpan WarmUp, int Connections);
