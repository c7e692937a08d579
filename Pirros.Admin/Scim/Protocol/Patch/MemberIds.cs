using System.Globalization;
using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>
/// The ids in a value of <c>members</c>: a list of objects or of bare ids, or one of either. A member that has only a <c>$ref</c> is known
/// by the last segment of it.
/// </summary>
internal static class MemberIds
{
    /// <exception cref="ScimException">400 invalidValue when a member has no value.</exception>
    public static IReadOnlyList<string> Read(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return [];
            case JsonValueKind.Array:
                var ids = new List<string>(value.GetArrayLength());
                var seen = new HashSet<string>(ids.Capacity, StringComparer.Ordinal);
                var index = 0;
                foreach (var member in value.EnumerateArray())
                {
                    var id = ReadOne(member, index++);
                    if (seen.Add(id))
                        ids.Add(id);
                }

                return ids;
            default:
                return value.ValueKind == JsonValueKind.String && value.ValueEquals("") ? [] : [ReadOne(value, 0)];
        }
    }

    /// <summary>The ids of the members that the body of a group brought, each once.</summary>
    /// <exception cref="ScimException">400 invalidValue when a member has no value.</exception>
    public static IReadOnlyList<string> Of(ScimResource group)
    {
        if (group.ResourceType.KeptApart is not { } members || group.Root.Get(members) is not ScimMultiValue values)
            return [];
        var ids = new List<string>(values.Count);
        var seen = new HashSet<string>(values.Count, StringComparer.Ordinal);
        for (var i = 0; i < values.Count; i++)
        {
            var member = (ScimComplex)values[i];
            var id = Require(member.GetText(members.Shape.Value), member.GetText(members.Shape.Reference), i);
            if (seen.Add(id))
                ids.Add(id);
        }

        return ids;
    }

    private static string ReadOne(JsonElement member, int index)
    {
        string? id = null, reference = null;
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
            }
        }

        return Require(id, reference, index);
    }

    private static string Require(string? id, string? reference, int index)
    {
        if (string.IsNullOrWhiteSpace(id) && reference is not null)
            id = reference[(reference.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');
        return string.IsNullOrWhiteSpace(id)
            ? throw ScimException.InvalidValue(string.Create(CultureInfo.InvariantCulture, $"members[{index}].value: the id of a member was expected."))
            : id;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
