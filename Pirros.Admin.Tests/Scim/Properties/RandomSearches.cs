using System.Globalization;
using CsCheck;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Properties;

/// <summary>Random filters that a type binds without an error: any of its attributes, each with what it can be compared with.</summary>
internal static class RandomSearches
{
    private static readonly ComparisonOperator[] Equality = [ComparisonOperator.Equal, ComparisonOperator.NotEqual];
    private static readonly ComparisonOperator[] Order = [ComparisonOperator.GreaterThan, ComparisonOperator.GreaterOrEqual, ComparisonOperator.LessThan, ComparisonOperator.LessOrEqual];
    private static readonly ComparisonOperator[] Parts = [ComparisonOperator.Contains, ComparisonOperator.StartsWith, ComparisonOperator.EndsWith];

    public static Gen<Filter> Of(ResourceType type)
    {
        // What is kept apart from the document is searched by its own means.
        var named = type.Root.Attributes.Where(a => a.Returned != Returned.Never && !a.KeptApart).SelectMany(a => Below(a)).ToList();
        var paths = named.Where(n => n.Attribute.IsComplex).Select(n => Inner(n.Attribute).Select(inner => (Filter)new ValuePathFilter(n.Path, inner)));
        return RandomFilters.Tree(Gen.OneOf([.. named.Select(n => Term(n.Path, n.Attribute)), .. paths]), 3);
    }

    /// <summary>A literal that an attribute can be compared with.</summary>
    public static Gen<FilterLiteral> Literal(AttributeDefinition attribute) => attribute.Type switch
    {
        AttributeType.Boolean => Given.OneOf(FilterLiteral.True, FilterLiteral.False, FilterLiteral.Of("True")),
        AttributeType.Integer => RandomUsers.Integer.Select(number => Number(number.ToString(CultureInfo.InvariantCulture))),
        AttributeType.Decimal => RandomUsers.Decimal.Select(number => Number(number.ToString(CultureInfo.InvariantCulture))),
        AttributeType.DateTime => Gen.Select(RandomUsers.Moment, Given.OneOf("o", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-dd", "+05:30"), Written),
        AttributeType.Binary => RandomUsers.Simple(attribute).Select(value => FilterLiteral.Of(value.ToString()!)),
        _ => RandomText.Value.Select(FilterLiteral.Of),
    };

    private static FilterLiteral Number(string text) => new(LiteralKind.Number, text);

    // In every precision, and at another offset.
    private static FilterLiteral Written(DateTimeOffset moment, string format) => FilterLiteral.Of(format[0] == '+'
        ? moment.ToOffset(new TimeSpan(5, 30, 0)).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture)
        : moment.UtcDateTime.ToString(format, CultureInfo.InvariantCulture));

    /// <summary>An attribute and all below it, each with the path that names it.</summary>
    private static IEnumerable<(AttributePath Path, AttributeDefinition Attribute)> Below(AttributeDefinition attribute)
    {
        if (!attribute.IsExtension)
            return [(new AttributePath(null, attribute.Name), attribute), .. attribute.SubAttributes.Select(sub => (new AttributePath(null, attribute.Name, sub.Name), sub))];
        return attribute.SubAttributes.SelectMany(inner => Below(inner)).Select(n => (n.Path with { Urn = attribute.Name }, n.Attribute));
    }

    private static Gen<Filter> Term(AttributePath path, AttributeDefinition attribute)
    {
        var present = Gen.Const((Filter)new PresentFilter(path));
        var compared = attribute.IsComplex ? attribute.Shape.Value : attribute;
        if (compared is null)
            return present;
        var absent = Given.OneOf(Equality).Select(op => (Filter)new ComparisonFilter(path, op, FilterLiteral.Null));
        var comparison = Gen.Select(Given.OneOf(Operators(compared.Type)), Literal(compared), (op, literal) => (Filter)new ComparisonFilter(path, op, literal));
        return Gen.Frequency((1, present), (1, absent), (8, comparison));
    }

    private static Gen<Filter> Inner(AttributeDefinition holder) =>
        RandomFilters.Tree(Gen.OneOf([.. holder.SubAttributes.Where(sub => !sub.IsComplex).Select(sub => Term(new AttributePath(null, sub.Name), sub))]), 2);

    private static ComparisonOperator[] Operators(AttributeType type) => type switch
    {
        AttributeType.Boolean or AttributeType.Binary => Equality,
        AttributeType.Integer or AttributeType.Decimal or AttributeType.DateTime => [.. Equality, .. Order],
        _ => [.. Equality, .. Order, .. Parts],
    };
}
