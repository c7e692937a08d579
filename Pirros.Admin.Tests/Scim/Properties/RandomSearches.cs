using System.Globalization;
using CsCheck;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Properties;

/// <summary>
/// Random filters that a type binds without an error: any of its attributes, each with what it can be compared with. Half of the literals are values that some
/// resource has, parts of them, or the same in another case or precision, so that filters find something.
/// </summary>
internal sealed class RandomSearches
{
    private readonly Dictionary<AttributeDefinition, List<ScimValue>> _values = [];

    private RandomSearches(IEnumerable<ScimResource> resources)
    {
        foreach (var resource in resources)
            Collect(resource.Root);
    }

    /// <summary>Filters for resources of a type.</summary>
    public static Gen<Filter> Of(ResourceType type, IEnumerable<ScimResource> resources)
    {
        var searches = new RandomSearches(resources);

        // What is kept apart from the document is searched by its own means.
        var named = type.Root.Attributes.Where(a => a.Returned != Returned.Never && !a.KeptApart).SelectMany(Below).Where(n => !n.Attribute.IsMade).ToList();
        var valuePaths = named.Where(n => n.Attribute.IsComplex).Select(n => searches.Inner(n.Attribute).Select(inner => (Filter)new ValuePathFilter(n.Path, inner)));
        return RandomFilters.Tree(Gen.OneOf([.. named.Select(n => searches.Term(n.Path, n.Attribute)), .. valuePaths]), 2);
    }

    /// <summary>Filters as they stand in brackets behind a complex attribute: often the one comparison that clients send, or two.</summary>
    public static Gen<Filter> Inside(AttributeDefinition holder, IEnumerable<ScimResource> resources)
    {
        var searches = new RandomSearches(resources);
        var equal = Given.OneOf([.. holder.SubAttributes.Where(RandomUsers.IsWritable)]).SelectMany(
            sub => searches.Literal(sub).Select(literal => (Filter)new ComparisonFilter(new AttributePath(null, sub.Name), ComparisonOperator.Equal, literal)));
        return Gen.OneOf(equal, Gen.Select(equal, equal, (left, right) => (Filter)new AndFilter(left, right)), searches.Inner(holder));
    }

    private Gen<Filter> Inner(AttributeDefinition holder) =>
        RandomFilters.Tree(Gen.OneOf([.. holder.SubAttributes.Where(sub => sub is { IsComplex: false, IsMade: false }).Select(sub => Term(new AttributePath(null, sub.Name), sub))]), 2);

    private Gen<Filter> Term(AttributePath path, AttributeDefinition attribute)
    {
        var present = Gen.Const((Filter)new PresentFilter(path));
        var compared = attribute.IsComplex ? attribute.Shape.Value : attribute;
        if (compared is null)
            return present;
        var absent = Given.OneOf([.. ComparisonOperator.All.Where(op => op.IsEquality)]).Select(op => (Filter)new ComparisonFilter(path, op, FilterLiteral.Null));
        var comparison = Gen.Select(Given.OneOf(Operators(compared.Type)), Literal(compared), (op, literal) => (Filter)new ComparisonFilter(path, op, literal));
        return Gen.Frequency((1, present), (1, absent), (8, comparison));
    }

    private Gen<FilterLiteral> Literal(AttributeDefinition attribute)
    {
        var any = RandomUsers.Simple(attribute).SelectMany(value => Written(attribute, value));
        return _values.TryGetValue(attribute, out var values) ? Gen.OneOf(any, Given.OneOf([.. values]).SelectMany(value => Written(attribute, value))) : any;
    }

    /// <summary>A value as a client may write it; of a text, perhaps a part.</summary>
    private static Gen<FilterLiteral> Written(AttributeDefinition attribute, ScimValue value) => value switch
    {
        ScimBoolean flag => Given.OneOf(flag.Value ? FilterLiteral.True : FilterLiteral.False, FilterLiteral.Of(flag.Value ? "True" : "False")),
        ScimDateTime moment => Given.OneOf("o", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-dd", "+05:30").Select(format => Written(moment.Value, format)),
        ScimString text when attribute.Type != AttributeType.Binary => Gen.OneOf(Gen.Const(text.Value), RandomText.Recased(text.Value), RandomText.PartOf(text.Value)).Select(FilterLiteral.Of),
        ScimString binary => Gen.Const(FilterLiteral.Of(binary.Value)),
        _ => Gen.Const(new FilterLiteral(LiteralKind.Number, value.ToString()!)),
    };

    private static FilterLiteral Written(DateTimeOffset moment, string format) => FilterLiteral.Of(format[0] == '+'
        ? moment.ToOffset(new TimeSpan(5, 30, 0)).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture)
        : moment.UtcDateTime.ToString(format, CultureInfo.InvariantCulture));

    /// <summary>An attribute and all below it, each with the path that names it.</summary>
    private static IEnumerable<(AttributePath Path, AttributeDefinition Attribute)> Below(AttributeDefinition attribute)
    {
        if (!attribute.IsExtension)
            return [(new AttributePath(null, attribute.Name), attribute), .. attribute.SubAttributes.Select(sub => (new AttributePath(null, attribute.Name, sub.Name), sub))];
        return attribute.SubAttributes.SelectMany(Below).Select(n => (n.Path with { Urn = attribute.Name }, n.Attribute));
    }

    private static ComparisonOperator[] Operators(AttributeType type) => [.. ComparisonOperator.All.Where(op => op.Allows(type))];

    private void Collect(ScimComplex complex)
    {
        foreach (var attribute in complex.Shape.Attributes)
        {
            foreach (var value in complex.Get(attribute) switch { null => [], ScimMultiValue many => many.Items.ToArray(), { } one => [one] })
            {
                if (value is ScimComplex inner)
                    Collect(inner);
                else if (_values.TryGetValue(attribute, out var values))
                    values.Add(value);
                else
                    _values.Add(attribute, [value]);
            }
        }
    }
}
