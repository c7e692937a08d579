using System.Buffers;

namespace Pirros.Admin;

/// <summary>A line of CSV (RFC 4180) that a spreadsheet takes for text and for nothing else.</summary>
internal static class CsvText
{
    // What a spreadsheet takes for the beginning of a formula, in their wide forms too.
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n|%＝＋－＠");

    /// <summary>The fields in quotes with commas between, and the end of the line.</summary>
    public static string Line(params IEnumerable<string?> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    // The apostrophe in front tells the spreadsheet that text follows; what is meant is still there to be read.
    private static string Field(string? text)
    {
        var safe = text is { Length: > 0 } && Formula.Contains(text.TrimStart(' ') is [var first, ..] ? first : ' ') ? $"'{text}" : text ?? "";
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
