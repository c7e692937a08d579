using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>Puts a value at an attribute's place in the tree, making and removing the complex values in between.</summary>
internal static class Placement
{
    /// <summary>The value that the target's attribute has, its sub-attribute left aside.</summary>
    public static ScimValue? Get(ScimComplex root, in AttributeTarget target) =>
        (target.Extension is { } extension ? root.Get(extension) as ScimComplex : root)?.Get(target.Attribute!);

    /// <summary>The root with the target set, or removed when the value is null.</summary>
    public static ScimComplex Set(ScimComplex root, in AttributeTarget target, ScimValue? value)
    {
        var attribute = target.Attribute!;
        if (target.SubAttribute is { } sub)
            value = WithSub(attribute, Get(root, target), sub, value);
        return SetWhole(root, target, value);
    }

    /// <summary>The root with the target's attribute set as a whole.</summary>
    public static ScimComplex SetWhole(ScimComplex root, in AttributeTarget target, ScimValue? value)
    {
        if (target.Extension is not { } extension)
            return root.With(target.Attribute!, value);
        var inner = (root.Get(extension) as ScimComplex ?? ScimComplex.Empty(extension.Shape)).With(target.Attribute!, value);
        return root.With(extension, inner.IsEmpty ? null : inner);
    }

    // A sub-attribute of a multi-valued attribute without a filter means every value; of none, the first one.
    private static ScimValue? WithSub(AttributeDefinition attribute, ScimValue? current, AttributeDefinition sub, ScimValue? value)
    {
        if (current is not ScimMultiValue values)
        {
            var made = WithSub(attribute, current as ScimComplex, sub, value);
            return made is not null && attribute.MultiValued ? ScimMultiValue.Of(made) : made;
        }

        var items = new List<ScimValue>(values.Count);
        foreach (var item in values.Items)
        {
            if (WithSub(attribute, item as ScimComplex, sub, value) is { } changed)
                items.Add(changed);
        }

        return ScimMultiValue.Of(items);
    }

    /// <summary>One complex value with a sub-attribute set; null when nothing is left in it.</summary>
    public static ScimComplex? WithSub(AttributeDefinition attribute, ScimComplex? current, AttributeDefinition sub, ScimValue? value)
    {
        var changed = References.Settle(current, (current ?? ScimComplex.Empty(attribute.Shape)).With(sub, value));
        return changed.IsEmpty ? null : changed;
    }
}
