using System.CommandLine;
using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load;

internal static class LoadCommand
{
    private const string Sqlite = "sqlite";
    private const string Postgres = "postgres";

    public static Command Build()
    {
        var sizes = new Option<int[]>("--sizes") { Description = "Numbers of users.", AllowMultipleArgumentsPerToken = true, CustomParser = result => OptionValues.Split(result.Tokens, int.Parse), DefaultValueFactory = _ => [1000, 100_000] };
        var scenarios = new ScenarioOption("Which; all when left out. Names or their beginnings.", "");
        var runs = new Option<int>("--runs") { Description = "Measured runs of each scenario on each server.", DefaultValueFactory = _ => 3 };
        var seconds = new Option<double>("--seconds") { Description = "Length of a run.", DefaultValueFactory = _ => 1 };
        var warmUp = new Option<double>("--warm-up") { Description = "Seconds that each scenario runs before it is measured.", DefaultValueFactory = _ => 15 };
        var connections = new Option<int>("--connections") { Description = "Connections at once.", DefaultValueFactory = _ => 8 };
        var database = new Option<string>("--database") { Description = "sqlite or postgres.", DefaultValueFactory = _ => Sqlite };
        database.AcceptOnlyFromAmong(Sqlite, Postgres);
        var synchronous = new Option<string>("--synchronous") { Description = "The raw SQLite program's setting; the product's own is FULL.", DefaultValueFactory = _ => "FULL" };
        var product = new Option<string>("--product") { Description = "Pirros.Admin.dll to measure; the one built with this program when left out.", DefaultValueFactory = _ => ProductProgram.BuiltBeside };
        var command = new Command("load", "Compares the product over HTTP with a constant answer and with the raw database.") { sizes, scenarios, runs, seconds, warmUp, connections, database, synchronous, product };
        command.SetAction(async (parsed, _) =>
        {
            if (await scenarios.ChosenAsync(parsed) is not { } chosen)
                return 2;
            var arena = new ArenaSettings(parsed.GetRequiredValue(product), parsed.GetRequiredValue(database) == Postgres, parsed.GetRequiredValue(synchronous));
            var settings = new LoadSettings(
                arena,
                parsed.GetRequiredValue(sizes),
                chosen,
                parsed.GetRequiredValue(runs),
                TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)),
                TimeSpan.FromSeconds(parsed.GetRequiredValue(warmUp)),
                parsed.GetRequiredValue(connections));
            await new LoadRun(settings, Console.Out, Console.Error).RunAsync();
            return 0;
        });
        return command;
    }
}
