using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>Statements as PostgreSQL numbers their parameters: <c>@p0</c> is <c>$1</c>. The driver would read through each statement for each execution to say that.</summary>
internal static partial class PositionalSql
{
    // Statements that a filter or a page is made into differ without end; those that are known by then are the ones that every request runs.
    private const int Most = 2_000;
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    public static string Of(string sql)
    {
        if (Known.TryGetValue(sql, out var known))
            return known;
        var positional = Parameter().Replace(sql, match => string.Create(CultureInfo.InvariantCulture, $"${int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1}"));
        if (Known.Count < Most)
            Known.TryAdd(sql, positional);
        return positional;
    }

    [GeneratedRegex("@p([0-9]+)")]
    private static partial Regex Parameter();
}
