using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>Compares one value with a bound literal: text by its case rule, times as instants, numbers as numbers.</summary>
internal static class ValueComparer
{
    public static bool Matches(BoundComparison comparison, ScimValue? value)
    {
        var op = comparison.Operator;
        return value switch
        {
            null => op.HoldsForAbsent,
            ScimString text => MatchesText(op, comparison.Attribute.Leaf.Fold(text.Value), comparison.Text),
            ScimDateTime time when comparison.Value is ScimDateTime other => MatchesOrder(op, time.Value.CompareTo(other.Value)),
            ScimInteger integer when comparison.Value is ScimInteger other => MatchesOrder(op, integer.Value.CompareTo(other.Value)),
            ScimDecimal number when comparison.Value is ScimDecimal other => MatchesOrder(op, number.Compared.CompareTo(other.Compared)),
            _ => value.Equals(comparison.Value) ? op.IsEqual : op.HoldsForAbsent,
        };
    }

    private static bool MatchesText(ComparisonOperator op, string value, string? literal)
    {
        if (literal is null)
            return op.HoldsForAbsent;
        return op.OfTexts is { } holds ? holds(value, literal, StringComparison.Ordinal) : MatchesOrder(op, CompareCodePoints(value, literal));
    }

    private static bool MatchesOrder(ComparisonOperator op, int order) => op.OfOrder is { } holds && holds(order);

    // UTF-16 puts what stands beyond U+FFFF, written as surrogates, before U+E000 to U+FFFF; UTF-8, and so a database, puts it behind.
    private static int CompareCodePoints(string a, string b)
    {
        var same = a.AsSpan().CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
            return a.Length.CompareTo(b.Length);
        var beyond = char.IsSurrogate(a[same]);
        return beyond == char.IsSurrogate(b[same]) ? a[same].CompareTo(b[same]) : beyond ? 1 : -1;
    }
}
