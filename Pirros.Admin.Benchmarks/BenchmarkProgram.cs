using System.CommandLine;
using Pirros.Admin.Benchmarks.Engine;
using Pirros.Admin.Benchmarks.Fairness;
using Pirros.Admin.Benchmarks.Limit;
using Pirros.Admin.Benchmarks.Load;

namespace Pirros.Admin.Benchmarks;

/// <summary>Measures the engine, the server under load, and its fairness. <c>docs/benchmarks.md</c> says what and how.</summary>
internal static class BenchmarkProgram
{
    public static Task<int> Main(string[] args)
        => new RootCommand("Benchmarks of Pirros.Admin.") { EngineCommand.Build(), LoadCommand.Build(), BuildsCommand.Build(), FairnessCommand.Build(), NoisyCommand.Build(), LimitCommand() }.Parse(args).InvokeAsync();

    private static Command LimitCommand()
    {
        var kind = new Argument<LimitKind>("kind") { Description = "What to answer from." };
        var database = new Option<string>("--database") { Description = "The SQLite file, or PostgreSQL's connection string.", DefaultValueFactory = _ => "" };
        var synchronous = new Option<string>("--synchronous") { Description = "SQLite's setting: OFF, NORMAL or FULL.", DefaultValueFactory = _ => "FULL" };
        var port = new Option<int>("--port") { Description = "On 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 0 };
        var command = new Command("limit", "Serves one of the programs that the product is compared with.") { kind, database, synchronous, port };
        command.SetAction((parsed, _) => LimitProgram.RunAsync(parsed.GetRequiredValue(kind), parsed.GetRequiredValue(database), parsed.GetRequiredValue(synchronous), parsed.GetRequiredValue(port)));
        return command;
    }
}
