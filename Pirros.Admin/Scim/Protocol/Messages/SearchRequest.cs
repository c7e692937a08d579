using System.Text.Json;

namespace Pirros.Admin.Scim.Protocol.Messages;

/// <summary>A query by POST (RFC 7644 §3.4.3). Names are read in any case; null means not given.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="StartIndex">Index of the first result, from 1.</param>
/// <param name="Count">Most results on the page.</param>
/// <param name="Attributes">Attributes to return, separated by commas.</param>
/// <param name="ExcludedAttributes">Attributes to leave out, separated by commas.</param>
internal sealed record SearchRequest(string? Filter, int? StartIndex, int? Count, string? Attributes, string? ExcludedAttributes)
{
    public const string Schema = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    /// <summary>The attribute to sort by.</summary>
    public string? SortBy { get; init; }

    /// <summary><c>ascending</c> or <c>descending</c>.</summary>
    public string? SortOrder { get; init; }

    /// <summary>Where the page begins (RFC 9865 §2); empty for the first page, null when the client does not page by cursor.</summary>
    public string? Cursor { get; init; }

    /// <exception cref="ScimException">400 invalidSyntax when the body is another message; invalidValue when a parameter has the wrong type, but invalidFilter for the filter, invalidCursor for the cursor, and invalidCount for the count beside one.</exception>
    public static SearchRequest Read(JsonElement body)
    {
        MessageSchemas.Check(body, Schema);
        var search = new SearchRequest(null, null, null, null, null);
        var byCursor = body.EnumerateObject().Any(m => m.Name.Equals("cursor", StringComparison.OrdinalIgnoreCase) && m.Value.ValueKind == JsonValueKind.String);
        foreach (var member in body.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
                continue;
            search = member.Name.ToLowerInvariant() switch
            {
                "filter" => search with { Filter = Text(member, ScimException.InvalidFilter) },
                "startindex" => search with { StartIndex = Number(member, ScimException.InvalidValue) },
                "count" => search with { Count = Number(member, byCursor ? ScimException.InvalidCount : ScimException.InvalidValue) },
                "attributes" => search with { Attributes = Names(member) },
                "excludedattributes" => search with { ExcludedAttributes = Names(member) },
                "sortby" => search with { SortBy = Text(member, ScimException.InvalidValue) },
                "sortorder" => search with { SortOrder = Text(member, ScimException.InvalidValue) },
                "cursor" => search with { Cursor = Text(member, ScimException.InvalidCursor) },
                _ => search,
            };
        }

        return search;
    }

    private static string Text(JsonProperty member, Func<string, ScimException> refused) => member.Value.ValueKind == JsonValueKind.String
        ? member.Value.GetString()!
        : throw refused($"{member.Name}: a string was expected.");

    private static int Number(JsonProperty member, Func<string, ScimException> refused)
    {
        // Beyond every page is beyond every page.
        if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var number))
            return (int)Math.Clamp(number, int.MinValue, int.MaxValue);
        throw refused($"{member.Name}: a whole number was expected.");
    }

    private static string Names(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.String => member.Value.GetString()!,
        JsonValueKind.Array when member.Value.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String) => string.Join(',', member.Value.EnumerateArray().Select(name => name.GetString())),
        _ => throw ScimException.InvalidValue($"{member.Name}: a list of attribute names was expected."),
    };
}
