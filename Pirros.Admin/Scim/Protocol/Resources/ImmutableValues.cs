using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>Values of immutable attributes: given once, and never changed or taken away, in whatever they lie (RFC 7643 §7). Only an entry of many may go, with all that is in it.</summary>
internal static class ImmutableValues
{
    /// <exception cref="ScimException">400 mutability: one differs.</exception>
    public static void Check(ScimComplex before, ScimComplex after) => Check(before, after, "");

    /// <summary>The same of one entry of many that is changed, by which it may become another.</summary>
    /// <exception cref="ScimException">400 mutability: a value in it differs.</exception>
    public static void Check(ScimComplex before, ScimComplex? after, AttributeDefinition attribute) => Check(before, after, $"{attribute.Name}.");

    private static void Check(ScimComplex before, ScimComplex? after, string prefix)
    {
        if (!before.Shape.HoldsImmutable || ReferenceEquals(before, after))
            return;
        foreach (var attribute in before.Shape.Span)
        {
            if (!attribute.HoldsImmutable || before.Get(attribute) is not { } value)
                continue;
            var then = after?.Get(attribute);
            if (attribute.Mutability == Mutability.Immutable && !value.Equals(then))
                throw ScimException.Mutability($"{prefix}{attribute.Name}: the value can't be changed once it is set.");
            if (value is ScimComplex complex)
                Check(complex, then as ScimComplex, prefix + attribute.Name + (attribute.IsExtension ? ":" : "."));
            else if (value is ScimMultiValue entries && then is ScimMultiValue left)
                CheckEntries(attribute, entries, left, prefix);
        }
    }

    private static void CheckEntries(AttributeDefinition attribute, ScimMultiValue before, ScimMultiValue after, string prefix)
    {
        foreach (var item in before.Items)
        {
            if (item is not ScimComplex entry || After(attribute.Shape, entry, after) is not { } same)
                continue;
            Check(entry, same, $"{prefix}{attribute.Name}.");
        }
    }

    /// <summary>The entry that is left of one; null when it is gone.</summary>
    private static ScimComplex? After(AttributeSet shape, ScimComplex entry, ScimMultiValue after)
    {
        ScimComplex? found = null;
        foreach (var item in after.Items)
        {
            if (item is not ScimComplex other)
                continue;
            if (other.Equals(entry))
                return other;
            if (found is null && RepeatedValues.AreOfOne(shape, entry, other))
                found = other;
        }

        return found;
    }
}
