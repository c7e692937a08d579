using System.CommandLine;
using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load;

internal static class BuildsCommand
{
    public static Command Build()
    {
        var before = new Option<string>("--before") { Description = "Pirros.Admin.dll of the build to compare with.", Required = true };
        var after = new Option<string>("--after") { Description = "Pirros.Admin.dll of the build that changed; the one built with this program when left out.", DefaultValueFactory = _ => ProductProgram.BuiltBeside };
        var size = new Option<int>("--size") { Description = "Number of users.", DefaultValueFactory = _ => 1000 };
        var scenarios = new ScenarioOption("Which; names or their beginnings.", "get", "match-hit", "create", "patch");
        var rounds = new Option<int>("--rounds") { Description = "How often each build has its turn.", DefaultValueFactory = _ => 20 };
        var seconds = new Option<double>("--seconds") { Description = "Length of a turn.", DefaultValueFactory = _ => 0.5 };
        var warmUp = new Option<double>("--warm-up") { Description = "Seconds that each scenario runs before it is measured.", DefaultValueFactory = _ => 6 };
        var connections = new Option<int>("--connections") { Description = "Connections at once.", DefaultValueFactory = _ => 8 };
        var command = new Command("builds", "Compares two builds of the product, on SQLite, in many short turns: differences that are smaller than the machine's own show.") { before, after, size, scenarios, rounds, seconds, warmUp, connections };
        command.SetAction(async (parsed, _) =>
        {
            if (await scenarios.ChosenAsync(parsed) is not { } chosen)
                return 2;
            await new BuildsRun(
                chosen,
                parsed.GetRequiredValue(rounds),
                TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)),
                TimeSpan.FromSeconds(parsed.GetRequiredValue(warmUp)),
                new LoadDriver(parsed.GetRequiredValue(connections)),
                Console.Out).RunAsync(parsed.GetRequiredValue(before), parsed.GetRequiredValue(after), parsed.GetRequiredValue(size));
            return 0;
        });
        return command;
    }
}
