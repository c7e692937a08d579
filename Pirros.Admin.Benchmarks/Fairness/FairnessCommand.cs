using System.CommandLine;
using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Fairness;

internal static class FairnessCommand
{
    public static Command Build()
    {
        var users = new Option<int>("--users") { Description = "Users of the first sync.", DefaultValueFactory = _ => 20_000 };
        var quiet = new Option<double>("--quiet") { Description = "Seconds to measure without it.", DefaultValueFactory = _ => 10 };
        var connections = new Option<int>("--connections") { Description = "Connections of the first sync.", DefaultValueFactory = _ => 8 };
        var product = new Option<string>("--product") { Description = "Pirros.Admin.dll to measure; the one built with this program when left out.", DefaultValueFactory = _ => ProductProgram.BuiltBeside };
        var command = new Command("fairness", "Times another tenant's sync and the portal's pages while a first sync runs at full speed.") { users, quiet, connections, product };
        command.SetAction((parsed, _) => new FairnessRun(
            parsed.GetRequiredValue(product), parsed.GetRequiredValue(users), TimeSpan.FromSeconds(parsed.GetRequiredValue(quiet)), parsed.GetRequiredValue(connections), Console.Out).RunAsync());
        return command;
    }
}
