using System.CommandLine;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>Which scenarios are run, by their names or the beginnings of those; apart, or with commas between.</summary>
internal sealed class ScenarioOption : Option<string[]>
{
    public ScenarioOption(string description, params string[] usual)
        : base("--scenarios")
    {
        Description = description;
        AllowMultipleArgumentsPerToken = true;
        DefaultValueFactory = _ => usual;
        CustomParser = result => OptionValues.Split(result.Tokens, text => text);
    }

    /// <summary>The scenarios that were asked for; null, and said why, when there is none.</summary>
    public async Task<IReadOnlyList<ScenarioDefinition>?> ChosenAsync(ParseResult parsed)
    {
        var chosen = parsed.GetRequiredValue(this).SelectMany(ScenarioCatalogue.Named).Distinct().ToList();
        if (chosen.Count > 0)
            return chosen;
        await Console.Error.WriteLineAsync($"There is no such scenario. Known: {string.Join(", ", ScenarioCatalogue.All.Select(s => s.Name))}.");
        return null;
    }
}
