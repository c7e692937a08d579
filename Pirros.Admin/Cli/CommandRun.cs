using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pirros.Admin.Audit;

namespace Pirros.Admin.Cli;

/// <summary>What every command needs: the services, who acts, and how to print.</summary>
internal sealed class CommandRun(IServiceProvider services, TextWriter output, Option<bool> json)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Whoever may run the program on this machine with its configuration may do everything.</summary>
    public Actor Operator { get; } = new(ActorKind.Operator, $"operator|{Environment.UserName}", $"{Environment.UserName} (command line)");

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Prints a result: as JSON when asked for, otherwise a line each.</summary>
    public async Task<int> PrintAsync(ParseResult parsed, object result, IEnumerable<string> lines)
    {
        if (parsed.GetValue(json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(result, Format));
            return 0;
        }

        foreach (var line in lines)
            await output.WriteLineAsync(line);
        return 0;
    }
}
