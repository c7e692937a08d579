using System.CommandLine.Parsing;
using System.Globalization;

namespace Pirros.Admin.Cli;

/// <summary>Lengths of time as people write them: 24h, 90m, 7d, 0.</summary>
internal static class Span
{
    public static TimeSpan Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value.Trim() : "";
        if (TryParse(text, out var span))
            return span;
        argument.AddError($"'{text}' is not a length of time. Write a number and s, m, h or d, such as 24h or 365d.");
        return default;
    }

    internal static bool TryParse(string text, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        if (text == "0")
            return true;
        long seconds = text.Length < 2 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => 0 };
        if (seconds == 0 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        if (number * seconds > TimeSpan.MaxValue.TotalSeconds)
            return false;
        span = TimeSpan.FromSeconds(number * seconds);
        return true;
    }
}
