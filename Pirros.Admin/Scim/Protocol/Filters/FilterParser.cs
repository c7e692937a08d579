using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>
/// Reads filters (RFC 7644 §3.4.2.2) in a single pass by recursive descent: <c>or</c> binds weaker than <c>and</c>, and that weaker than
/// <c>not</c>. Length, depth and number of terms are bounded, so that no text makes it slow or exhausts the stack.
/// </summary>
internal ref struct FilterParser
{
    private FilterReader reader;
    private int depth;
    private int terms;

    internal FilterParser(FilterReader reader) => this.reader = reader;

    /// <exception cref="ScimException">400 invalidFilter with the position and what was expected there.</exception>
    public static Filter Parse(string text)
    {
        if (text.Length > FilterLimits.Length)
            throw ScimException.InvalidFilter("The filter is longer than 10,000 characters.");
        var parser = new FilterParser(new FilterReader(text, isPath: false));
        var filter = parser.ParseOr(inValuePath: false);
        if (!parser.reader.AtEnd)
            throw parser.reader.Expected("'and', 'or' or the end of the filter");
        return filter;
    }

    /// <summary>Reads the filter between the brackets of a PATCH path; the reader then stands behind the closing one.</summary>
    internal static Filter ParseBracketed(ref FilterReader reader)
    {
        var parser = new FilterParser(reader);
        var filter = parser.ParseBrackets();
        reader = parser.reader;
        return filter;
    }

    private Filter ParseOr(bool inValuePath)
    {
        var left = ParseAnd(inValuePath);
        while (TryReadConnective("or"))
            left = new OrFilter(left, ParseAnd(inValuePath));
        return left;
    }

    private Filter ParseAnd(bool inValuePath)
    {
        var left = ParseTerm(inValuePath);
        while (TryReadConnective("and"))
            left = new AndFilter(left, ParseTerm(inValuePath));
        return left;
    }

    private bool TryReadConnective(string keyword)
    {
        reader.SkipSpace();
        return reader.AfterDelimiter && reader.TryReadKeyword(keyword);
    }

    private Filter ParseTerm(bool inValuePath)
    {
        reader.SkipSpace();
        if (reader.TryRead('('))
            return ParseGroup(inValuePath);
        if (reader.TryReadKeyword("not"))
        {
            reader.SkipSpace();
            if (!reader.TryRead('('))
                throw reader.Expected("'(' after 'not'");
            return new NotFilter(ParseGroup(inValuePath));
        }

        return ParseExpression(inValuePath);
    }

    private Filter ParseGroup(bool inValuePath)
    {
        Enter();
        var inner = ParseOr(inValuePath);
        if (!reader.TryRead(')'))
            throw reader.Expected("'and', 'or' or ')'");
        depth--;
        return inner;
    }

    private Filter ParseExpression(bool inValuePath)
    {
        if (++terms > FilterLimits.Terms)
            throw reader.Fail(reader.Position, "there are more than 256 comparisons");
        var path = reader.ReadAttributePath();
        if (!inValuePath && reader.Current == '[')
            return ParseValuePath(path);
        return ParseOperator(path);
    }

    // emails[type eq "work"], or as Entra ID writes it, emails[type eq "work"].value eq "…": the rest is one more condition on the same value.
    private ValuePathFilter ParseValuePath(AttributePath path)
    {
        var inner = ParseBrackets();
        if (!reader.TryRead('.'))
            return new ValuePathFilter(path, inner);
        return new ValuePathFilter(path, new AndFilter(inner, ParseOperator(new AttributePath(null, reader.ReadName()))));
    }

    private Filter ParseBrackets()
    {
        if (!reader.TryRead('['))
            throw reader.Expected("'['");
        Enter();
        var inner = ParseOr(inValuePath: true);
        if (!reader.TryRead(']'))
            throw reader.Expected("'and', 'or' or ']'");
        depth--;
        return inner;
    }

    private Filter ParseOperator(AttributePath path)
    {
        if (!char.IsWhiteSpace(reader.Current))
            throw reader.Expected("a space and an operator");
        reader.SkipSpace();
        var start = reader.Position;
        var word = reader.ReadWord();
        if (word.Equals("pr", StringComparison.OrdinalIgnoreCase))
            return new PresentFilter(path);
        if (ComparisonOperator.Find(word) is not { } op)
            throw reader.Fail(start, $"an operator was expected: {string.Join(", ", ComparisonOperator.All)} or pr");
        if (!char.IsWhiteSpace(reader.Current))
            throw reader.Expected("a space and a value");
        reader.SkipSpace();
        return new ComparisonFilter(path, op, reader.ReadLiteral());
    }

    private void Enter()
    {
        if (++depth > FilterLimits.Depth)
            throw reader.Fail(reader.Position, "there are more than 64 levels of parentheses");
    }
}
