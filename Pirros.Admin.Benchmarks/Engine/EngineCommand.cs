using System.CommandLine;
using BenchmarkDotNet.Running;

namespace Pirros.Admin.Benchmarks.Engine;

internal static class EngineCommand
{
    public static Command Build()
    {
        var command = new Command("engine", "Measures time and allocation of the protocol engine. Takes BenchmarkDotNet's options, such as --filter '*Patch*' or --job short.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(parsed =>
        {
            string[] given = [.. parsed.UnmatchedTokens];
            string[] arguments = [.. given, .. Unless(given, "--filter", "*"), .. Unless(given, "--artifacts", Path.Combine("artifacts", "benchmarks"))];
            var summaries = BenchmarkSwitcher.FromAssembly(typeof(EngineCommand).Assembly).Run(arguments);
            return summaries.All(s => !s.HasCriticalValidationErrors && s.Reports.All(r => r.Success)) ? 0 : 1;
        });
        return command;
    }

    private static string[] Unless(string[] given, string option, string value) => given.Contains(option) ? [] : [option, value];
}
