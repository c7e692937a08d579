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

    public override bool Equals(ScimValue? other) => other is ScimMultiValue multi && items.AsSpan().SequenceEqual(multi.items);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items)
            hash.Add(item);
        return hash.ToHashCode();
    }
}
