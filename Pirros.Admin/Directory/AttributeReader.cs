using System.Text.Json;
using System.Text.Json.Nodes;
using Pirros.Admin.DeclaredSchemas;

namespace Pirros.Admin.Directory;

/// <summary>Reads the attributes of a document into sections that a person can take in, each value under the path that a mapping names it by.</summary>
internal static class AttributeReader
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static string Rest => DirectoryTexts.More;

    private static (string Title, string[] Names)[] Core =>
    [
        (DirectoryTexts.Account, ["userName", "externalId", "id", "active", "userType"]),
        (DirectoryTexts.Name, ["displayName", "name", "nickName"]),
        (DirectoryTexts.Contact, ["emails", "phoneNumbers", "ims", "addresses"]),
        (DirectoryTexts.Work, ["title", Enterprise]),
        (DirectoryTexts.Preferences, ["preferredLanguage", "locale", "timezone", "profileUrl", "photos"]),
        (DirectoryTexts.Rights, ["roles", "entitlements", "x509Certificates"]),
    ];

    // They say nothing of a person, and help to see what was sent.
    private static readonly string[] Impersonal = ["id", "active", "userType", "preferredLanguage", "locale", "timezone"];

    private static readonly string[] Hidden = ["schemas", "meta", "groups", "members"];

    /// <summary>Whether a member of a document holds an extension that a connection declares.</summary>
    public static bool IsOwn(string name) => name.Contains(':', StringComparison.Ordinal) && name != Enterprise;

    public static List<AttributeSection> Sections(JsonObject root, IReadOnlyList<DeclaredSchema> declared)
    {
        var sections = new List<AttributeSection>();
        foreach (var (title, names) in Core)
            Add(title, null, names.Where(root.ContainsKey).SelectMany(name => Of(name, root[name])));
        Add(Rest, null, root.Where(member => !IsOwn(member.Key) && !Hidden.Contains(member.Key) && !Core.Any(section => section.Names.Contains(member.Key))).SelectMany(member => Of(member.Key, member.Value)));
        foreach (var (urn, value) in root.Where(member => IsOwn(member.Key)))
            Add(declared.FirstOrDefault(schema => schema.IsNamed(urn)) is { Name.Length: > 0 } schema ? schema.Name : DirectoryTexts.CustomAttributes, urn, Of(urn, value));
        return sections;

        void Add(string title, string? urn, IEnumerable<AttributeValue> values)
        {
            if (values.ToList() is { Count: > 0 } found)
                sections.Add(new AttributeSection(title, urn, found));
        }
    }

    private static IEnumerable<AttributeValue> Of(string name, JsonNode? value) => value switch
    {
        JsonObject extension when name.Contains(':', StringComparison.Ordinal) => extension.SelectMany(member => Values($"{name}:{member.Key}", member.Key, member.Value, personal: true)),
        _ => Values(name, name, value, !Impersonal.Contains(name)),
    };

    private static IEnumerable<AttributeValue> Values(string path, string name, JsonNode? value, bool personal) => value switch
    {
        null => [],
        JsonArray list when list.All(item => item is JsonValue) => [new AttributeValue(AttributeLabel.Of(name), path, string.Join(", ", list.Select(Text)), personal)],
        JsonArray list => list.OfType<JsonObject>().SelectMany((entry, place) => Entry(path, name, entry, place, personal)),

        // A manager is shown by name where the provider sent one.
        JsonObject one when one.ContainsKey("value") => [new AttributeValue(AttributeLabel.Of(name), $"{path}.value", Text(one["displayName"]) ?? Text(one["display"]) ?? Text(one["value"]) ?? "", personal)],
        JsonObject one => one.SelectMany(part => Values($"{path}.{part.Key}", part.Key, part.Value, personal)),
        _ => [new AttributeValue(AttributeLabel.Of(name), path, Text(value) ?? "", personal && value.GetValueKind() == JsonValueKind.String)],
    };

    /// <summary>An entry of a list, told from the others by its type where it has one.</summary>
    private static IEnumerable<AttributeValue> Entry(string path, string name, JsonObject entry, int place, bool personal)
    {
        var type = Text(entry["type"]);
        var here = type is null ? $"{path}[{place}]" : $"{path}[type eq \"{type}\"]";
        var label = AttributeLabel.OfEntry(name, type);
        if (Text(entry["value"]) is { } value)
            return [new AttributeValue(label, $"{here}.value", Text(entry["display"]) is { } display && display != value ? $"{value} ({display})" : value, personal)];
        if (Text(entry["formatted"]) is { } whole)
            return [new AttributeValue(label, $"{here}.formatted", whole, personal)];
        var parts = entry.Where(part => part.Key is not ("type" or "primary")).Select(part => Text(part.Value)).OfType<string>().ToList();
        return parts.Count == 0 ? [] : [new AttributeValue(label, here, string.Join(", ", parts), personal)];
    }

    private static string? Text(JsonNode? value) => value switch
    {
        null => null,
        JsonValue one when one.GetValueKind() == JsonValueKind.String => one.GetValue<string>(),
        JsonValue one => one.GetValueKind() switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => one.ToJsonString(),
        },
        JsonArray list => string.Join(", ", list.Select(Text)),
        JsonObject complex => string.Join(", ", complex.Select(part => Text(part.Value)).OfType<string>()),
        _ => null,
    };
}
