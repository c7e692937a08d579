using System.Globalization;
using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>
/// The members in a value of <c>members</c>: a list of objects or of bare ids, or one of either. A member that has only a <c>$ref</c> is known
/// by the last segment of it.
/// </summary>
internal static class MemberValues
{
    // A longer name is shown by its beginning.
    private const int MaximumDisplay = 200;

    /// <summary>The members in the body of a group; none when it has no such attribute.</summary>
    /// <exception cref="ScimException">400 invalidValue when a member has no value.</exception>
    public static IReadOnlyList<MemberValue> In(JsonElement body, ResourceType type)
    {
        foreach (var member in body.EnumerateObject())
        {
            if (AttributeLookup.Find(type, member.Name).Attribute is { KeptApart: true })
                return Read(member.Value);
        }

        return [];
    }

    /// <summary>The members, each once.</summary>
    /// <exception cref="ScimException">400 invalidValue when a member has no value.</exception>
    public static IReadOnlyList<MemberValue> Read(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return [];
            case JsonValueKind.Array:
                var members = new List<MemberValue>(value.GetArrayLength());
                var seen = new HashSet<string>(members.Capacity, StringComparer.Ordinal);
                var index = 0;
                foreach (var element in value.EnumerateArray())
                {
                    var member = ReadOne(element, index++);
                    if (seen.Add(member.Id))
                        members.Add(member);
                }

                return members;
            default:
                return value.ValueKind == JsonValueKind.String && value.ValueEquals("") ? [] : [ReadOne(value, 0)];
        }
    }

    /// <summary>An id as it is kept: the value of a member is compared without regard to case (RFC 7643 §4.2).</summary>
    public static string IdOf(string text) => Guid.TryParseExact(text, "D", out var id) ? id.ToString() : text;

    private static MemberValue ReadOne(JsonElement member, int index)
    {
        string? id = null, reference = null, display = null;
        if (member.ValueKind == JsonValueKind.String)
        {
            id = member.GetString();
        }
        else if (member.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in member.EnumerateObject())
            {
                if (property.Name.Equals("value", StringComparison.OrdinalIgnoreCase))
                    id = Text(property.Value);
                else if (property.Name.Equals("$ref", StringComparison.OrdinalIgnoreCase))
                    reference = Text(property.Value);
                else if (property.Name.Equals("display", StringComparison.OrdinalIgnoreCase) || property.Name.Equals("displayName", StringComparison.OrdinalIgnoreCase))
                    display = Text(property.Value);
            }
        }

        if (string.IsNullOrWhiteSpace(id) && reference is not null)
            id = reference[(reference.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');
        return string.IsNullOrWhiteSpace(id)
            ? throw ScimException.InvalidValue(string.Create(CultureInfo.InvariantCulture, $"members[{index}].value: the id of a member was expected."))
            : new MemberValue(IdOf(id), string.IsNullOrWhiteSpace(display) ? null : display.Length > MaximumDisplay ? display[..MaximumDisplay] : display);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
