using System.Text.RegularExpressions;
using Pirros.Admin.Activity;

namespace Pirros.Admin.Guides.Evidence;

/// <summary>The filter with which a client looks for one user, as the path of its request holds it.</summary>
/// <param name="Attribute">The attribute, such as <c>userName</c>.</param>
/// <param name="Value">The value looked for.</param>
internal sealed partial record MatchFilter(string Attribute, string Value)
{
    // The rules of one record are asked one after the other.
    [ThreadStatic]
    private static (ActivityRecord? Record, MatchFilter? Filter) s_last;

    /// <summary>The filter of a request that looks for one user; null when it is none. This is asked of every request, so it is read once.</summary>
    public static MatchFilter? Of(ActivityRecord record)
    {
        if (!ReferenceEquals(s_last.Record, record))
            s_last = (record, Read(record));
        return s_last.Filter;
    }

    private static MatchFilter? Read(ActivityRecord record)
        => record.What is ActivityKind.MatchMiss or ActivityKind.MatchHit && IsOfUsers(record.Path) && Pattern.Match(record.Path) is { Success: true } match
            ? new MatchFilter(match.Groups["attribute"].Value, match.Groups["value"].Value)
            : null;

    /// <summary>Whether a path below the base URL leads to users.</summary>
    public static bool IsOfUsers(string path)
        => path.StartsWith("/Users", StringComparison.OrdinalIgnoreCase) && (path.Length == 6 || path[6] is '/' or '?');

    // In an address a space may stand as it is or as a plus; the value of a filter may come without quotes.
    [GeneratedRegex("""[?&]filter=[ +]*(?<attribute>[a-z]+(\.value|\[type[ +]+eq[ +]+"work"\]\.value)?)[ +]+eq[ +]+("(?<value>[^"]*)"|(?<value>[^"&]*))""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern { get; }
}
