namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>
/// The ordered, indexed attributes that a complex value (or the root of a resource) may hold. An attribute's ordinal is its slot,
/// which makes reading a value an array access.
/// </summary>
internal sealed class AttributeSet
{
    private readonly AttributeDefinition[] attributes;
    private readonly Dictionary<string, AttributeDefinition>.AlternateLookup<ReadOnlySpan<char>> byName;

    public static AttributeSet Empty { get; } = new([]);

    public AttributeSet(IEnumerable<AttributeDefinition> attributes)
    {
        this.attributes = [.. attributes];
        var names = new Dictionary<string, AttributeDefinition>(this.attributes.Length, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < this.attributes.Length; i++)
        {
            var attribute = this.attributes[i];
            // A core attribute belongs to its schema's set and to the root of every resource type; both give it the same slot.
            if (attribute.Ordinal >= 0 && attribute.Ordinal != i)
                throw new ArgumentException($"The attribute '{attribute.Name}' already has another place.", nameof(attributes));
            attribute.Ordinal = i;
            if (!names.TryAdd(attribute.Name, attribute))
                throw new ArgumentException($"The attribute '{attribute.Name}' is there twice.", nameof(attributes));
        }

        byName = names.GetAlternateLookup<ReadOnlySpan<char>>();
        Value = Find("value");
        Primary = Find("primary");
        Reference = Find("$ref");
        HoldsImmutable = Array.Exists(this.attributes, attribute => attribute.HoldsImmutable);
    }

    public IReadOnlyList<AttributeDefinition> Attributes => attributes;

    public ReadOnlySpan<AttributeDefinition> Span => attributes;

    public int Count => attributes.Length;

    /// <summary>The sub-attribute <c>value</c> (RFC 7643 §2.4).</summary>
    public AttributeDefinition? Value { get; }

    /// <summary>The sub-attribute <c>primary</c> (RFC 7643 §2.4).</summary>
    public AttributeDefinition? Primary { get; }

    /// <summary>The sub-attribute <c>$ref</c> (RFC 7643 §2.4).</summary>
    public AttributeDefinition? Reference { get; }

    /// <summary>Whether a value in it is given once and never changes (RFC 7643 §7).</summary>
    public bool HoldsImmutable { get; }

    /// <summary>Finds an attribute by name, in any case.</summary>
    public AttributeDefinition? Find(ReadOnlySpan<char> name) => byName.TryGetValue(name, out var found) ? found : null;
}
