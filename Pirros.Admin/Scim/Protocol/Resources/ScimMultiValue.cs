using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>The values of a multi-valued attribute (RFC 7643 §2.4), in the order they were given. Never empty.</summary>
internal sealed class ScimMultiValue : ScimValue
{
    private readonly ScimValue[] items;

    private ScimMultiValue(ScimValue[] items) => this.items = items;

    public int Count => items.Length;

    public ScimValue this[int index] => items[index];

    public ReadOnlySpan<ScimValue> Items => items;

    /// <summary>The values, or null when there are none: an empty list is an absent one (RFC 7643 §2.5).</summary>
    public static ScimMultiValue? Of(List<ScimValue> items) => items.Count == 0 ? null : new ScimMultiValue([.. items]);

    public static ScimMultiValue Of(ScimValue item) => new([item]);

    /// <summary>What an attribute has once a value was added to it: of many, those it had and those that are new.</summary>
    public static ScimValue? Union(AttributeDefinition attribute, ScimValue? current, ScimValue? added)
    {
        if (current is not ScimMultiValue had || added is not ScimMultiValue given)
            return added;
        var items = new List<ScimValue>(had.items);
        foreach (var item in given.items)
        {
            if (!items.Exists(other => SameValue.Are(attribute, other, item)))
                items.Add(item);
        }

        return items.Count == had.Count ? had : Of(items);
    }

    public override bool Equals(ScimValue? other) => other is ScimMultiValue multi && items.AsSpan().SequenceEqual(multi.items);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items)
            hash.Add(item);
        return hash.ToHashCode();
    }
}
