using System.Collections.Immutable;
using System.Text;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>
/// A comparison of RFC 7644 table 3, and all that is known of it but its SQL, which is in <c>Storage/OperatorSql</c>. <c>pr</c> is none, since
/// it compares nothing. One that is added to <see cref="All"/> is parsed, printed, bound, evaluated, and part of the random tests.
/// </summary>
internal sealed class ComparisonOperator
{
    public static readonly ComparisonOperator Equal = new("eq", string.Equals, order => order == 0);
    public static readonly ComparisonOperator NotEqual = new("ne", (value, literal, rule) => !string.Equals(value, literal, rule), order => order != 0);
    public static readonly ComparisonOperator Contains = new("co", (value, literal, rule) => value.Contains(literal, rule), null);
    public static readonly ComparisonOperator StartsWith = new("sw", (value, literal, rule) => value.StartsWith(literal, rule), null);
    public static readonly ComparisonOperator EndsWith = new("ew", (value, literal, rule) => value.EndsWith(literal, rule), null);
    public static readonly ComparisonOperator GreaterThan = new("gt", null, order => order > 0);
    public static readonly ComparisonOperator GreaterOrEqual = new("ge", null, order => order >= 0);
    public static readonly ComparisonOperator LessThan = new("lt", null, order => order < 0);
    public static readonly ComparisonOperator LessOrEqual = new("le", null, order => order <= 0);

    private ComparisonOperator(string word, Func<string, string, StringComparison, bool>? ofTexts, Func<int, bool>? ofOrder)
    {
        Word = word;
        OfTexts = ofTexts;
        OfOrder = ofOrder;
    }

    public static ImmutableArray<ComparisonOperator> All { get; } =
        [Equal, NotEqual, Contains, StartsWith, EndsWith, GreaterThan, GreaterOrEqual, LessThan, LessOrEqual];

    /// <summary>The word of a filter, which is read in any case.</summary>
    public string Word { get; }

    /// <summary>Whether it holds for a value and the literal, which are texts; null when it asks for their order.</summary>
    public Func<string, string, StringComparison, bool>? OfTexts { get; }

    /// <summary>Whether it holds for a value that is less (below 0), equal (0) or greater (above 0) than the literal; null when it looks into texts.</summary>
    public Func<int, bool>? OfOrder { get; }

    public bool IsEqual => this == Equal;

    /// <summary>What is not there differs from everything, and compares with nothing else.</summary>
    public bool HoldsForAbsent => this == NotEqual;

    /// <summary>Whether it asks for nothing but whether two values are the same, which values of every type can be asked.</summary>
    public bool IsEquality => OfTexts is not null && OfOrder is not null;

    /// <summary>Whether it holds for every value that is there and an empty text, which stands for none: each contains it, and is greater.</summary>
    public bool HoldsAgainstEmpty => OfTexts?.Invoke(" ", "", StringComparison.Ordinal) ?? OfOrder!(1);

    public static ComparisonOperator? Find(ReadOnlySpan<char> word)
    {
        foreach (var op in All)
        {
            if (Ascii.EqualsIgnoreCase(word, op.Word))
                return op;
        }

        return null;
    }

    /// <summary>Whether it has a meaning for values of a type: an order has none for booleans and binary, a part has one for texts alone.</summary>
    public bool Allows(AttributeType type) => IsEquality || (OfOrder is null
        ? type is AttributeType.String or AttributeType.Reference
        : type is not (AttributeType.Boolean or AttributeType.Binary));

    /// <inheritdoc/>
    public override string ToString() => Word;
}
