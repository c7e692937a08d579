using System.Globalization;
using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>Two builds of the product, each with a database of its own, take many short turns. What is compared is each turn with the one beside it, so that a machine whose speed changes does not matter.</summary>
internal sealed class BuildsRun(IReadOnlyList<ScenarioDefinition> scenarios, int rounds, TimeSpan turn, TimeSpan warmUp, LoadDriver driver, TextWriter output)
{
    public async Task RunAsync(string before, string after, int size)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("pirros-benchmark-");
        try
        {
            var first = await Arena.StartProductAsync(before, Path.Combine(folder.FullName, "before.db"), size);
            await using var firstProcess = first.Process;
            var second = await Arena.StartProductAsync(after, Path.Combine(folder.FullName, "after.db"), size);
            await using var secondProcess = second.Process;
            await output.WriteLineAsync("""
                | scenario | CPU µs before | after | after / before | middle half | requests/s before | after | after / before | middle half |
                |---|---:|---:|---:|---:|---:|---:|---:|---:|
                """);
            foreach (var scenario in scenarios)
                await MeasureAsync(scenario, first, second);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task MeasureAsync(ScenarioDefinition definition, Subject before, Subject after)
    {
        var sides = new[] { (Subject: before, Scenario: definition.On(before)), (Subject: after, Scenario: definition.On(after)) };
        foreach (var (subject, scenario) in sides)
        {
            using (var connection = subject.Connect())
            {
                if (scenario.Prepare(connection) is { } refusal)
                    throw new InvalidOperationException($"{definition.Name}: not offered, {refusal}.");
            }

            await driver.RunAsync(subject, scenario, warmUp);
        }

        var turns = new List<(Measurement Before, Measurement After)>();
        for (var round = 0; round < rounds; round++)
        {
            // Whose turn is first changes, so that neither is always the one after a pause.
            var order = round % 2 == 0 ? sides : [sides[1], sides[0]];
            var one = await driver.RunAsync(order[0].Subject, order[0].Scenario, turn);
            var other = await driver.RunAsync(order[1].Subject, order[1].Scenario, turn);
            turns.Add(round % 2 == 0 ? (one, other) : (other, one));
        }

        if (turns.SelectMany(pair => pair.Before.Failures.Concat(pair.After.Failures)).ToList() is { Count: > 0 } failures)
            throw new InvalidOperationException($"{definition.Name}: answered {string.Join(", ", failures.Select(failure => failure.Key).Distinct())}.");
        await output.WriteLineAsync($"| {definition.Name} | {Columns(turns, m => m.CpuMicroseconds)} | {Columns(turns, m => m.RequestsASecond)} |");
    }

    private static string Columns(List<(Measurement Before, Measurement After)> turns, Func<Measurement, double> figure)
    {
        var ratios = turns.Select(pair => figure(pair.After) / figure(pair.Before)).Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Median.Of(turns, pair => figure(pair.Before)):N0} | {Median.Of(turns, pair => figure(pair.After)):N0} | {Median.Of(ratios, ratio => ratio):F3} | {ratios[ratios.Count / 4]:F2} – {ratios[ratios.Count * 3 / 4]:F2}");
    }
}
