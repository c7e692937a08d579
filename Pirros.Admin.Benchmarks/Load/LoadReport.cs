using System.Globalization;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>Prints what a load run found as Markdown.</summary>
internal sealed class LoadReport(IReadOnlyList<Comparison> done, IReadOnlyList<MemoryUse> memory, IReadOnlyList<string> notes)
{
    private const double FlatWithin = 1.25;
    private const double GroupsFlatWithin = 1.2;
    private const int IdleAtMost = 180;
    private const int ListedAtMost = 400;

    public async Task WriteAsync(TextWriter output)
    {
        await output.WriteLineAsync($"\n{Environment.ProcessorCount} processors, .NET {Environment.Version}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}\n");
        await output.WriteLineAsync(Comparison.Head);
        foreach (var comparison in done)
            await output.WriteLineAsync(comparison.ToString());
        await WriteFlatnessAsync(output);
        await output.WriteLineAsync("\n| memory of the product, MB | idle | after the scenarios | after a full list |\n|---|---:|---:|---:|");
        foreach (var use in memory)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {use.Size:N0} users | {use.Idle} (≤ {IdleAtMost}) | {use.AfterScenarios} | {use.AfterList} (≤ {ListedAtMost}) |"));
        await output.WriteLineAsync();
        foreach (var note in notes)
            await output.WriteLineAsync($"- {note}");
    }

    private async Task WriteFlatnessAsync(TextWriter output)
    {
        var rows = new List<string>();
        foreach (var sizes in done.GroupBy(c => c.Scenario).Select(g => g.OrderBy(c => c.Size).ToList()).Where(g => g.Count > 1))
            rows.Add(Row(sizes[0].Scenario, string.Create(CultureInfo.InvariantCulture, $"{sizes[^1].Size:N0} users against {sizes[0].Size:N0}"), sizes[0], sizes[^1], FlatWithin));
        foreach (var large in done.Where(c => c.Scenario.EndsWith("-of-100000", StringComparison.Ordinal)))
        {
            var name = large.Scenario[..^"000".Length];
            if (done.FirstOrDefault(c => c.Scenario == name && c.Size == large.Size) is { } small)
                rows.Add(Row(name, string.Create(CultureInfo.InvariantCulture, $"100,000 members against 100, {large.Size:N0} users"), small, large, GroupsFlatWithin));
        }

        if (rows.Count == 0)
            return;
        await output.WriteLineAsync("\n| growth of the cost | between | time a request | CPU a request | target | |\n|---|---|---:|---:|---:|---|");
        foreach (var row in rows)
            await output.WriteLineAsync(row);
    }

    private static string Row(string scenario, string between, Comparison small, Comparison large, double within)
    {
        var growth = small.RequestsASecond / large.RequestsASecond;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {scenario} | {between} | × {growth:F2} | × {large.CpuMicroseconds / small.CpuMicroseconds:F2} | ≤ × {within:F2} | {(growth <= within ? "met" : "**missed**")} |");
    }
}
