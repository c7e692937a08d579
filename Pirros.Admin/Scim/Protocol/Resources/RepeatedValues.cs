using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>
/// Makes one of the entries that say the same: no two of a multi-valued attribute have the same <c>value</c> and <c>type</c> (RFC 7643 §2.4). What the later
/// one says besides is added to the first. Of entries that have no <c>value</c>, no two are the same.
/// </summary>
internal static class RepeatedValues
{
    public static void Merge(AttributeDefinition attribute, List<ScimValue> items)
    {
        if (items.Count < 2 || attribute.KeptApart)
            return;
        if (attribute.Shape.Value is not { } value)
        {
            var seen = new HashSet<object>(items.Count);
            items.RemoveAll(item => !seen.Add(item is ScimString text ? attribute.Fold(text.Value) : item));
            return;
        }

        var type = attribute.Shape.Find("type");
        var first = new Dictionary<(string Value, string? Type), int>(items.Count);
        var kept = 0;
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is ScimComplex entry && entry.GetText(value) is { } text)
            {
                var key = (value.Fold(text), entry.GetText(type) is { } kind ? type!.Fold(kind) : null);
                if (!first.TryAdd(key, kept))
                {
                    var index = first[key];
                    var held = (ScimComplex)items[index];
                    var merged = Merge(held, entry);
                    items[index] = Primary.IsSet(held) ? merged.With(attribute.Shape.Primary!, ScimBoolean.True) : merged;
                    continue;
                }
            }

            items[kept++] = items[i];
        }

        items.RemoveRange(kept, items.Count - kept);
    }

    /// <summary>Whether two entries are of the same value and type.</summary>
    public static bool AreOfOne(AttributeSet shape, ScimComplex a, ScimComplex b)
    {
        if (shape.Value is not { } value || a.Get(value) is not { } first || !SameValue.Are(value, first, b.Get(value)))
            return false;
        return shape.Find("type") is not { } type || SameValue.Are(type, a.Get(type), b.Get(type));
    }

    /// <summary>A value with what else another one of the same value and type tells of it.</summary>
    public static ScimComplex Merge(ScimComplex old, ScimComplex given)
    {
        foreach (var sub in old.Shape.Span)
        {
            if (given.Get(sub) is { } value && ScimMultiValue.Union(sub, old.Get(sub), value) is { } merged && !merged.Equals(old.Get(sub)))
                old = old.With(sub, merged);
        }

        return old;
    }
}
