using System.CommandLine.Parsing;

namespace Pirros.Admin.Benchmarks.Load;

internal static class OptionValues
{
    /// <summary>Values that stand apart, or with commas between.</summary>
    public static T[] Split<T>(IEnumerable<Token> tokens, Func<string, T> read)
        => [.. tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(read)];
}
