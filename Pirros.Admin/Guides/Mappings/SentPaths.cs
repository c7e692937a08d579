using System.Text.Json;

namespace Pirros.Admin.Guides.Mappings;

/// <summary>
/// Reads what a body says of a user as pairs of path and value, in the notation of a PATCH path (RFC 7644 §3.5.2): of a whole user, and of a PATCH with paths, without
/// them, or with dotted names in a value.
/// </summary>
internal static class SentPaths
{
    private const string Core = "urn:ietf:params:scim:schemas:core:2.0:User:";

    /// <summary>What a body sets. Operations that remove are left out.</summary>
    /// <param name="body">The body.</param>
    /// <param name="begins">Whether what is wanted may begin with a path; what does not is not looked into. Null for everything.</param>
    public static IEnumerable<(string Path, JsonElement Value)> Of(JsonElement body, Func<string, bool>? begins = null)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return [];
        return Member(body, "Operations") is { ValueKind: JsonValueKind.Array } operations
            ? operations.EnumerateArray().Where(operation => operation.ValueKind == JsonValueKind.Object).SelectMany(operation => Operation(operation, begins))
            : Whole(body, begins);
    }

    private static IEnumerable<(string, JsonElement)> Operation(JsonElement operation, Func<string, bool>? begins)
    {
        if (Text(Member(operation, "op")).Equals("remove", StringComparison.OrdinalIgnoreCase) || Member(operation, "value") is not { } value)
            return [];
        var path = Text(Member(operation, "path"));
        if (path.Length == 0)
            return value.ValueKind == JsonValueKind.Object ? Whole(value, begins) : [];
        return Plain(path) is var plain && begins?.Invoke(plain) == false ? [] : Below(plain, value);
    }

    private static IEnumerable<(string, JsonElement)> Whole(JsonElement parent, Func<string, bool>? begins)
        => parent.EnumerateObject().SelectMany(member => Plain(member.Name) is var plain && begins?.Invoke(plain) == false ? [] : Below(plain, member.Value));

    private static IEnumerable<(string, JsonElement)> Members(JsonElement parent, string prefix)
        => parent.EnumerateObject().SelectMany(member => Below(prefix + Plain(member.Name), member.Value));

    private static IEnumerable<(string, JsonElement)> Below(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Members(value, path + (path.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? ':' : '.')),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(entry => entry.ValueKind == JsonValueKind.Object ? Members(entry, Entry(path, entry)) : [(path, entry)]),
        _ => [(path, value)],
    };

    private static string Entry(string path, JsonElement entry)
        => Text(Member(entry, "type")) is { Length: > 0 } type ? $"{path}[type eq \"{type}\"]." : $"{path}.";

    private static string Plain(string path) => path.StartsWith(Core, StringComparison.OrdinalIgnoreCase) ? path[Core.Length..] : path;

    private static JsonElement? Member(JsonElement parent, string name)
    {
        foreach (var member in parent.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return member.Value;
        }

        return null;
    }

    private static string Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
}
