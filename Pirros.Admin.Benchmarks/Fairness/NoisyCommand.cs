using System.CommandLine;
using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Fairness;

internal static class NoisyCommand
{
    public static Command Build()
    {
        var seconds = new Option<double>("--seconds") { Description = "Seconds to measure, without the noise and with each kind of it.", DefaultValueFactory = _ => 10 };
        var connections = new Option<int>("--connections") { Description = "Connections of the noisy tenant, each of which sends as fast as it is answered.", DefaultValueFactory = _ => 64 };
        var rate = new Option<int>("--rate") { Description = "Requests a second that the noisy tenant's connection may send when it is limited.", DefaultValueFactory = _ => 500 };
        var product = new Option<string>("--product") { Description = "Pirros.Admin.dll to measure; the one built with this program when left out.", DefaultValueFactory = _ => ProductProgram.BuiltBeside };
        var command = new Command("noisy", "Times a tenant's sync while another tenant sends as much as it can: within the default limits, and above its limit.") { seconds, connections, rate, product };
        command.SetAction((parsed, _) => new NoisyRun(
            parsed.GetRequiredValue(product), TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)), parsed.GetRequiredValue(connections), parsed.GetRequiredValue(rate), Console.Out).RunAsync());
        return command;
    }
}
