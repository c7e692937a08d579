using System.Globalization;
using Pirros.Admin.Benchmarks.Load.Scenarios;
using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>The whole comparison: for each size the servers are filled and started, and each scenario is run on the product and on its yardstick in turn.</summary>
internal sealed class LoadRun(LoadSettings settings, TextWriter output, TextWriter progress)
{
    // From this size on there are groups with as many members as users; those who come and go are beside them.
    private const int SizeWithLargeGroups = 100_000;

    private readonly LoadDriver _driver = new(settings.Connections);
    private readonly List<Comparison> _done = [];
    private readonly List<MemoryUse> _memory = [];
    private readonly List<string> _notes = [];

    public async Task RunAsync()
    {
        foreach (var size in settings.Sizes)
            await MeasureAsync(size);
        await new LoadReport(_done, _memory, _notes).WriteAsync(output);
    }

    private async Task MeasureAsync(int size)
    {
        await using var arena = await Arena.OpenAsync(settings.Arena, size, size >= SizeWithLargeGroups ? MembershipScenario.Spare : 0, progress.WriteLine);
        foreach (var definition in settings.Scenarios)
            await MeasureAsync(arena, definition);
        var afterScenarios = arena.Product.Process.MemoryMb;
        using var connection = arena.Product.Connect();
        var listed = FullList.Walk(connection, arena.Product.People.Count);
        _memory.Add(new MemoryUse(size, arena.IdleMb, afterScenarios, arena.Product.Process.MemoryMb));
        if (listed != arena.Product.People.Count)
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"the full list at {size:N0} users had {listed:N0} of {arena.Product.People.Count:N0}"));
        if (DroppedActivity.Count(connection) is > 0 and var dropped)
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{dropped:N0} activity records were dropped at {size:N0} users"));
    }

    private async Task MeasureAsync(Arena arena, ScenarioDefinition definition)
    {
        var againstConstant = definition.Yardstick == Yardstick.Constant && !settings.Arena.Postgres;
        var yardstick = againstConstant ? arena.Constant : arena.Raw;
        Scenario ours = definition.On(arena.Product), theirs = definition.On(yardstick);
        if (Refusal(arena.Product, ours) is { } refusal)
        {
            Note($"{definition.Name} at {arena.Size:N0}: not offered, {refusal}");
            return;
        }

        if (Refusal(yardstick, theirs) is { } broken)
            throw new InvalidOperationException($"{definition.Name}: {yardstick.Name} can't do it: {broken}.");
        await _driver.RunAsync(arena.Product, ours, settings.WarmUp);
        await _driver.RunAsync(yardstick, theirs, settings.WarmUp);
        List<Measurement> product = [], limit = [];
        for (var run = 0; run < settings.Runs; run++)
        {
            product.Add(await _driver.RunAsync(arena.Product, ours, settings.Time));
            limit.Add(await _driver.RunAsync(yardstick, theirs, settings.Time));
        }

        double? atLeast = definition.AtLeast is { } share ? (settings.Arena.Postgres ? ScenarioCatalogue.AtLeastOnPostgres : share) : null;
        var comparison = new Comparison(definition.Name, arena.Size, yardstick.Name, atLeast, product, limit, arena.Product.Process.MemoryMb);
        _done.Add(comparison);
        _notes.AddRange(comparison.Failures());
        await progress.WriteLineAsync(comparison.ToString());
    }

    private static string? Refusal(Subject subject, Scenario scenario)
    {
        using var connection = subject.Connect();
        return scenario.Prepare(connection);
    }

    private void Note(string note)
    {
        _notes.Add(note);
        progress.WriteLine(note);
    }
}
