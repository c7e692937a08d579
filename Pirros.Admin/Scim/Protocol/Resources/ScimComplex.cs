using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>
/// A complex value (RFC 7643 §2.3.8), and also the root of a resource: one slot for each attribute of its shape. Never changed;
/// <see cref="With"/> copies the slots and shares what is in them.
/// </summary>
internal sealed class ScimComplex : ScimValue
{
    private readonly ScimValue?[] slots;

    private ScimComplex(AttributeSet shape, ScimValue?[] slots)
    {
        Shape = shape;
        this.slots = slots;
    }

    /// <summary>The attributes that the value may hold.</summary>
    public AttributeSet Shape { get; }

    public bool IsEmpty
    {
        get
        {
            foreach (var slot in slots)
            {
                if (slot is not null)
                    return false;
            }

            return true;
        }
    }

    public static ScimComplex Empty(AttributeSet shape) => new(shape, new ScimValue?[shape.Count]);

    /// <summary>The value of an attribute of the shape, or null.</summary>
    public ScimValue? Get(AttributeDefinition attribute) =>
        (uint)attribute.Ordinal < (uint)slots.Length ? slots[attribute.Ordinal] : null;

    public string? GetText(AttributeDefinition? attribute) => attribute is null ? null : (Get(attribute) as ScimString)?.Value;

    /// <summary>The value by its attribute's name, in any case.</summary>
    public ScimValue? Get(ReadOnlySpan<char> name) => Shape.Find(name) is { } attribute ? Get(attribute) : null;

    /// <summary>The same value with one attribute set, or removed when <paramref name="value"/> is null.</summary>
    public ScimComplex With(AttributeDefinition attribute, ScimValue? value)
    {
        if (ReferenceEquals(Get(attribute), value))
            return this;
        // A resource read with a narrower type grows when it meets the attribute of a wider one.
        var copy = new ScimValue?[Math.Max(slots.Length, attribute.Ordinal + 1)];
        slots.CopyTo(copy, 0);
        copy[attribute.Ordinal] = value;
        return new ScimComplex(Shape, copy);
    }

    public ScimComplex Without(AttributeDefinition attribute) => With(attribute, null);

    public override bool Equals(ScimValue? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is not ScimComplex complex)
            return false;
        for (int i = 0, count = Math.Max(slots.Length, complex.slots.Length); i < count; i++)
        {
            var mine = i < slots.Length ? slots[i] : null;
            var theirs = i < complex.slots.Length ? complex.slots[i] : null;
            if (!ReferenceEquals(mine, theirs) && (mine is null || !mine.Equals(theirs)))
                return false;
        }

        return true;
    }

    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i] is { } value)
            {
                hash.Add(i);
                hash.Add(value);
            }
        }

        return hash.ToHashCode();
    }

    /// <summary>Collects values for a new instance; changes its own slots until <see cref="ToComplex"/> hands them over.</summary>
    public struct Builder(AttributeSet shape)
    {
        private ScimValue?[]? slots;

        /// <summary>Whether a value was set.</summary>
        public readonly bool HasValues => slots is not null;

        public readonly ScimValue? this[AttributeDefinition attribute] => slots?[attribute.Ordinal];

        public void Set(AttributeDefinition attribute, ScimValue? value)
        {
            if (value is not null)
                (slots ??= new ScimValue?[shape.Count])[attribute.Ordinal] = value;
            else if (slots is not null)
                slots[attribute.Ordinal] = null;
        }

        /// <summary>The value; the builder is empty afterwards.</summary>
        public ScimComplex ToComplex()
        {
            var result = new ScimComplex(shape, slots ?? new ScimValue?[shape.Count]);
            slots = null;
            return result;
        }

        /// <summary>The value, or null when nothing was set: an empty complex is an absent one (RFC 7643 §2.5).</summary>
        public ScimComplex? ToComplexOrNull() => ToComplex() is { IsEmpty: false } result ? result : null;
    }
}
