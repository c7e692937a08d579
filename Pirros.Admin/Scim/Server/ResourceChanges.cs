using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Server;

/// <summary>What became of one attribute, for people to read.</summary>
/// <param name="Path">The attribute as a path of PATCH names it (RFC 7644 §3.5.2).</param>
/// <param name="Before">Its value before, shortened; null when it had none.</param>
/// <param name="After">Its value after, shortened; null when it has none.</param>
internal sealed record ValueChange(string Path, string? Before, string? After);

/// <summary>Compares two states of a resource attribute by attribute. What did not change costs a comparison and no text.</summary>
internal static class ResourceChanges
{
    private const int Most = 50;
    private const int LongestValue = 200;

    /// <summary>The attributes that differ, at most 50. <c>id</c>, <c>meta</c> and what is kept apart are left out.</summary>
    public static IReadOnlyList<ValueChange> Between(ScimResource before, ScimResource after)
    {
        var changes = new List<ValueChange>();
        var type = after.ResourceType;
        foreach (var attribute in type.Root.Attributes)
        {
            if (attribute != type.Id && attribute != type.Meta && !attribute.KeptApart)
                Add(changes, attribute.Name, attribute, before.Root.Get(attribute), after.Root.Get(attribute));
        }

        return changes.Count > Most ? changes.GetRange(0, Most) : changes;
    }

    private static void Add(List<ValueChange> changes, string path, AttributeDefinition attribute, ScimValue? before, ScimValue? after)
    {
        if (ReferenceEquals(before, after) || before?.Equals(after) == true)
            return;
        if (attribute.MultiValued && attribute.IsComplex)
            AddEntries(changes, path, attribute, before as ScimMultiValue, after as ScimMultiValue);
        else if (!attribute.MultiValued && attribute.IsComplex)
            AddParts(changes, path, attribute, before as ScimComplex, after as ScimComplex);
        else
            changes.Add(new ValueChange(path, Text(before), Text(after)));
    }

    private static void AddParts(List<ValueChange> changes, string path, AttributeDefinition attribute, ScimComplex? before, ScimComplex? after)
    {
        foreach (var part in attribute.SubAttributes)
            Add(changes, $"{path}{(attribute.IsExtension ? ':' : '.')}{part.Name}", part, before?.Get(part), after?.Get(part));
    }

    private static void AddEntries(List<ValueChange> changes, string path, AttributeDefinition attribute, ScimMultiValue? before, ScimMultiValue? after)
    {
        var (had, has) = (ByName(attribute, before), ByName(attribute, after));
        foreach (var name in had.Keys.Union(has.Keys, StringComparer.Ordinal))
        {
            var (was, now) = (had.GetValueOrDefault(name), has.GetValueOrDefault(name));
            if (was?.Equals(now) != true)
                AddParts(changes, $"{path}{name}", attribute, was, now);
        }
    }

    /// <summary>The entries of a list, named by their type, or by their place when they have none or share it.</summary>
    private static Dictionary<string, ScimComplex> ByName(AttributeDefinition attribute, ScimMultiValue? values)
    {
        var entries = new Dictionary<string, ScimComplex>(StringComparer.Ordinal);
        for (var i = 0; i < values?.Count; i++)
        {
            if (values[i] is not ScimComplex entry)
                continue;
            var name = entry.Get("type") is ScimString { Value: var type } ? $"[type eq \"{type}\"]" : $"[{i}]";
            if (!entries.TryAdd(name, entry))
                entries[$"[{i}]"] = entry;
        }

        return entries;
    }

    private static string? Text(ScimValue? value) => Shown.Of(
        value switch
        {
            null => null,
            ScimBoolean boolean => boolean.Value ? "true" : "false",
            ScimMultiValue many => string.Join(", ", many.Items.ToArray().Select(Text)),
            _ => value.ToString(),
        },
        LongestValue);
}
