using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>
/// The values of a multi-valued attribute while an operation works on them. Knows which ones the operation wrote, so that a new primary
/// takes the place of the old one (RFC 7644 §3.5.2).
/// </summary>
internal sealed class ValueList
{
    private readonly List<ScimValue> items = [];
    private readonly PatchPath path;
    private int newPrimary = -1;
    private bool changed;

    public ValueList(ScimMultiValue? current, PatchPath path)
    {
        this.path = path;
        if (current is null)
            return;
        foreach (var item in current.Items)
            items.Add(item);
    }

    public int Count => items.Count;

    public ScimValue this[int index] => items[index];

    public void Add(ScimValue value)
    {
        items.Add(value);
        changed = true;
        if (value is ScimComplex complex && Primary.IsSet(complex))
            SetPrimary(items.Count - 1);
    }

    /// <summary>Adds a value that is not there; one that is there, by what it is and what it is for, gets what else is known of it.</summary>
    public void Include(AttributeDefinition attribute, ScimValue value)
    {
        var place = IndexOfSame(attribute, value);
        if (place < 0)
            Add(value);
        else if (value is ScimComplex given)
            Replace(place, RepeatedValues.Merge((ScimComplex)items[place], given), Primary.IsSet(given));
    }

    /// <summary>Puts a value in place.</summary>
    /// <param name="index">The place.</param>
    /// <param name="value">The value.</param>
    /// <param name="givesPrimary">Whether the operation says that it is primary, even where it was already: two such are a mistake.</param>
    public void Replace(int index, ScimComplex value, bool givesPrimary)
    {
        if (givesPrimary)
            SetPrimary(index);
        if (!value.Equals(items[index]))
            Keep(index, value);
    }

    /// <summary>Puts a value in place without it becoming primary by that.</summary>
    public void Keep(int index, ScimValue value)
    {
        changed |= !ReferenceEquals(items[index], value);
        items[index] = value;
    }

    public void RemoveAt(int index)
    {
        items.RemoveAt(index);
        changed = true;
        if (newPrimary == index)
            newPrimary = -1;
        else if (newPrimary > index)
            newPrimary--;
    }

    /// <summary>The values, each once; <paramref name="current"/> itself when nothing was done, null when none are left.</summary>
    public ScimMultiValue? ToValue(AttributeDefinition attribute, ScimMultiValue? current)
    {
        if (!changed)
            return current;
        for (var i = 0; newPrimary >= 0 && i < items.Count; i++)
        {
            if (i != newPrimary && items[i] is ScimComplex other && Primary.IsSet(other))
                items[i] = Primary.Clear(other);
        }

        RepeatedValues.Merge(attribute, items);
        return ScimMultiValue.Of(items);
    }

    // Equal, or of the same value and type (RFC 7643 §2.4).
    private int IndexOfSame(AttributeDefinition attribute, ScimValue wanted) => items.FindIndex(item => item is ScimComplex held && wanted is ScimComplex sought
        ? held.Equals(sought) || RepeatedValues.AreOfOne(attribute.Shape, held, sought)
        : SameValue.Are(attribute, item, wanted));

    private void SetPrimary(int index)
    {
        if (newPrimary >= 0 && newPrimary != index)
            throw ScimException.InvalidValue($"{path}: two values are given as primary, and only one may be.");
        newPrimary = index;
    }
}
