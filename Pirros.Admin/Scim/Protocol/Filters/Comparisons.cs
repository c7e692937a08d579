using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>Binds one comparison: which operators a type has, and the literal as a value of that type (RFC 7644 table 3).</summary>
internal static class Comparisons
{
    public static BoundFilter Bind(BoundAttribute attribute, ComparisonFilter comparison)
    {
        attribute = WithValue(attribute, comparison);
        var op = comparison.Operator;
        var leaf = attribute.Leaf;
        if (!op.Allows(leaf.Type))
            throw ScimException.InvalidFilter($"{comparison.Path}: {op.Word} makes no sense, since the attribute is {Name(leaf.Type)}.");
        if (comparison.Literal.Kind == LiteralKind.Null)
            return op.IsEquality
                ? Presence(attribute, op)
                : throw ScimException.InvalidFilter($"{comparison.Path}: only eq and ne compare with null.");
        if (!SimpleValues.TryParse(leaf, comparison.Literal.Text, out var value, out var expected))
            throw ScimException.InvalidFilter($"{comparison.Path}: {expected} was expected to compare with.");
        // Empty text is an absent value; every value contains, begins and ends with it, and is greater.
        if (value is not null)
            return leaf.IsPrimary && value is ScimBoolean flag ? Primary(attribute, flag.Value == op.IsEqual) : new BoundComparison(attribute, op, value);
        if (!leaf.IsText && !op.IsEquality)
            throw ScimException.InvalidFilter($"{comparison.Path}: {SimpleValues.Expected(leaf)} was expected to compare with.");
        return op.IsEqual || op.HoldsAgainstEmpty ? Presence(attribute, op) : new BoundConstant(false);
    }

    // What does not say that it is primary is not (RFC 7643 §2.4).
    private static BoundFilter Primary(BoundAttribute attribute, bool isPrimary)
    {
        if (isPrimary)
            return new BoundComparison(attribute, ComparisonOperator.Equal, ScimBoolean.True);
        if (attribute.SubAttribute is not { } sub)
            return new BoundNot(new BoundComparison(attribute, ComparisonOperator.Equal, ScimBoolean.True));
        return new BoundValuePath(attribute with { SubAttribute = null }, Primary(new BoundAttribute(null, sub, null), isPrimary: false));
    }

    // emails co "x" compares emails.value.
    private static BoundAttribute WithValue(BoundAttribute attribute, ComparisonFilter comparison)
    {
        if (!attribute.Leaf.IsComplex)
            return attribute;
        if (attribute is { SubAttribute: null, Attribute: { IsExtension: false, Shape.Value: { } value } })
            return attribute with { SubAttribute = value };
        throw ScimException.InvalidFilter($"{comparison.Path}: name a sub-attribute to compare.");
    }

    private static BoundFilter Presence(BoundAttribute attribute, ComparisonOperator op)
    {
        var present = new BoundPresent(attribute);
        return op.IsEqual ? new BoundNot(present) : present;
    }

    private static string Name(AttributeType type) => type switch
    {
        AttributeType.Boolean => "a boolean",
        AttributeType.Binary => "binary",
        AttributeType.DateTime => "a date and time",
        AttributeType.Integer or AttributeType.Decimal => "a number",
        _ => "text",
    };
}
