using System.Globalization;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Scim.Http;

/// <summary>Reads a query from an address (RFC 7644 §3.4.2, table 5; RFC 9865 §2). Names are read in any case; parameters that are not known, such as a client's flags, are passed over.</summary>
internal static class QueryParameters
{
    /// <exception cref="ScimException">400 for a number that is none, or a parameter with two values.</exception>
    public static SearchRequest Read(IQueryCollection query)
    {
        var cursor = query.ContainsKey("cursor") ? Text(query, "cursor", ScimException.InvalidCursor) ?? "" : null;
        return new SearchRequest(
            Text(query, "filter", ScimException.InvalidFilter),
            Number(query, "startIndex", ScimException.InvalidValue),
            Number(query, "count", cursor is null ? ScimException.InvalidValue : ScimException.InvalidCount),
            query["attributes"],
            query["excludedAttributes"])
        {
            SortBy = Text(query, "sortBy", ScimException.InvalidValue),
            SortOrder = Text(query, "sortOrder", ScimException.InvalidValue),
            Cursor = cursor,
        };
    }

    private static string? Text(IQueryCollection query, string name, Func<string, ScimException> refused)
    {
        var values = query[name];
        if (values.Count > 1 && values.Distinct().Skip(1).Any())
            throw refused($"{name}: it is given more than once, with different values.");
        return values is [{ Length: > 0 } text, ..] ? text : null;
    }

    private static int? Number(IQueryCollection query, string name, Func<string, ScimException> refused)
    {
        if (Text(query, name, refused) is not { } text)
            return null;

        // Beyond every page is beyond every page.
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? (int)Math.Clamp(number, int.MinValue, int.MaxValue)
            : throw refused($"{name}: '{Shown.Of(text, 30)}' is not a whole number.");
    }
}
