namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>The words of the comparison operators (RFC 7644 table 3); they are read in any case.</summary>
internal static class Operators
{
    public static string Text(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equal => "eq",
        ComparisonOperator.NotEqual => "ne",
        ComparisonOperator.Contains => "co",
        ComparisonOperator.StartsWith => "sw",
        ComparisonOperator.EndsWith => "ew",
        ComparisonOperator.GreaterThan => "gt",
        ComparisonOperator.GreaterOrEqual => "ge",
        ComparisonOperator.LessThan => "lt",
        _ => "le",
    };

    public static bool TryParse(ReadOnlySpan<char> word, out ComparisonOperator op)
    {
        op = default;
        if (word.Length != 2)
            return false;
        // ASCII letters differ from their lower case by one bit; anything else matches no operator.
        ComparisonOperator? found = ((char)(word[0] | 0x20), (char)(word[1] | 0x20)) switch
        {
            ('e', 'q') => ComparisonOperator.Equal,
            ('n', 'e') => ComparisonOperator.NotEqual,
            ('c', 'o') => ComparisonOperator.Contains,
            ('s', 'w') => ComparisonOperator.StartsWith,
            ('e', 'w') => ComparisonOperator.EndsWith,
            ('g', 't') => ComparisonOperator.GreaterThan,
            ('g', 'e') => ComparisonOperator.GreaterOrEqual,
            ('l', 't') => ComparisonOperator.LessThan,
            ('l', 'e') => ComparisonOperator.LessOrEqual,
            _ => null,
        };
        op = found.GetValueOrDefault();
        return found is not null;
    }
}
