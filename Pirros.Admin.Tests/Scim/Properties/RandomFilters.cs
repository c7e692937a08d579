using System.Globalization;
using CsCheck;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Properties;

/// <summary>Random filters of the whole grammar (RFC 7644 §3.4.2.2), with names that no schema has.</summary>
internal static class RandomFilters
{
    private static readonly Gen<string> Name = Given.OneOf("userName", "title", "a-b", "x_1", "z9", "A", "$ref", "and", "or", "not", "pr", "eq", "true", "null");

    private static readonly Gen<string?> Urn = Given.OneOf<string?>(
        null, null, null, Given.Core, Given.Enterprise, "urn:a:b", "urn:a-b_c.d:1.0", "urn:example:x/y:2.0:Not", "urn:and:or");

    private static readonly Gen<string?> SubName = Given.OneOf<string?>(null, null, "value", "$ref", "and", "not", "pr", "a.b");

    public static readonly Gen<AttributePath> Path = Gen.Select(Urn, Name, SubName, (urn, name, sub) => new AttributePath(urn, name, sub));

    private static readonly Gen<FilterLiteral> Number = Gen.OneOf(
        Gen.Long.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        Given.OneOf("0", "-0", "1.5", "-0.0", "1e5", "1E-5", "-1.25e+10", "123456789012345678901234567890")).Select(text => new FilterLiteral(LiteralKind.Number, text));

    // What every character of JSON's strings is, but for half a surrogate pair and U+0000.
    private static readonly Gen<string> AnyText = Gen.String.Select(text => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is not (0 or 0xfffd))));

    public static readonly Gen<FilterLiteral> Literal = Gen.OneOf(
        RandomText.Value.Select(FilterLiteral.Of),
        AnyText.Select(FilterLiteral.Of),
        Number,
        Given.OneOf(FilterLiteral.Of(""), FilterLiteral.Of("true"), FilterLiteral.Of("1"), FilterLiteral.True, FilterLiteral.False, FilterLiteral.Null));

    private static readonly Gen<Filter> Term = Gen.OneOf(
        Gen.Select(Path, Given.OneOf([.. ComparisonOperator.All]), Literal, (path, op, literal) => (Filter)new ComparisonFilter(path, op, literal)),
        Path.Select(path => (Filter)new PresentFilter(path)))
        // An attribute that is called "not" and nothing more can't be told from the word.
        .Where(term => term is not (ComparisonFilter { Path: { Urn: null, Name: "not", SubName: null } } or PresentFilter { Path: { Urn: null, Name: "not", SubName: null } }));

    /// <summary>Filters of at most five levels.</summary>
    public static readonly Gen<Filter> Any = Tree(Gen.OneOf(Term, Gen.Select(Path, Tree(Term, 3), (path, inner) => (Filter)new ValuePathFilter(path, inner))), 4);

    /// <summary>Terms joined by <c>and</c>, <c>or</c> and <c>not</c>, to a depth.</summary>
    public static Gen<Filter> Tree(Gen<Filter> term, int depth)
    {
        if (depth == 0)
            return term;
        var inner = Tree(term, depth - 1);
        return Gen.Frequency(
            (3, term),
            (1, Gen.Select(inner, inner, (left, right) => (Filter)new AndFilter(left, right))),
            (1, Gen.Select(inner, inner, (left, right) => (Filter)new OrFilter(left, right))),
            (1, inner.Select(filter => (Filter)new NotFilter(filter))));
    }
}
