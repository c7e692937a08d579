using System.Globalization;
using System.Text;
using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>The tokens of filters and PATCH paths: a cursor over the text that reads each character once.</summary>
internal ref struct FilterReader(ReadOnlySpan<char> text, bool isPath)
{
    private readonly ReadOnlySpan<char> text = text;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position >= text.Length;

    public readonly char Current => AtEnd ? '\0' : text[Position];

    /// <summary>Whether the character before the cursor ends a token by itself, so that a keyword may follow without a space.</summary>
    public readonly bool AfterDelimiter => Position > 0 && (char.IsWhiteSpace(text[Position - 1]) || text[Position - 1] is ')' or ']');

    public void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(text[Position]))
            Position++;
    }

    /// <summary>Reads one character if it is the one.</summary>
    public bool TryRead(char c)
    {
        if (AtEnd || text[Position] != c)
            return false;
        Position++;
        return true;
    }

    /// <summary>Reads a keyword, in any case, when a space, a parenthesis or the end follows it.</summary>
    public bool TryReadKeyword(string keyword)
    {
        var rest = text[Position..];
        if (!rest.StartsWith(keyword, StringComparison.OrdinalIgnoreCase))
            return false;
        if (rest.Length > keyword.Length && !char.IsWhiteSpace(rest[keyword.Length]) && rest[keyword.Length] is not '(')
            return false;
        Position += keyword.Length;
        return true;
    }

    /// <summary>Reads a run of letters, possibly none.</summary>
    public ReadOnlySpan<char> ReadWord()
    {
        var start = Position;
        while (!AtEnd && char.IsAsciiLetter(text[Position]))
            Position++;
        return text[start..Position];
    }

    /// <summary>Reads an attribute's name with its URN and sub-attribute (RFC 7644 §3.10).</summary>
    public AttributePath ReadAttributePath()
    {
        var start = Position;
        var colon = -1;
        while (!AtEnd && (IsNameCharacter(text[Position]) || text[Position] is '.' or ':' or '/'))
        {
            if (text[Position] == ':')
                colon = Position;
            Position++;
        }

        if (Position == start)
            throw Expected("an attribute name");
        var urn = colon < 0 ? default : text[start..colon];
        var name = text[(colon + 1 > start ? colon + 1 : start)..Position];
        var dot = name.IndexOf('.');
        var sub = dot < 0 ? default : name[(dot + 1)..];
        if (dot >= 0)
            name = name[..dot];
        if (!IsName(name) || (dot >= 0 && !IsSubName(sub)) || (colon >= 0 && !IsUrn(urn)))
            throw Fail(start, "an attribute name was expected");
        return new AttributePath(colon < 0 ? null : urn.ToString(), name.ToString(), dot < 0 ? null : sub.ToString());
    }

    /// <summary>Reads a sub-attribute's name.</summary>
    public string ReadName()
    {
        var start = Position;
        while (!AtEnd && IsNameCharacter(text[Position]))
            Position++;
        var name = text[start..Position];
        return IsName(name) ? name.ToString() : throw Fail(start, "a sub-attribute's name was expected");
    }

    /// <summary>Reads a JSON literal, or a bare word as some clients send it: <c>userName eq bjensen</c>.</summary>
    public FilterLiteral ReadLiteral()
    {
        if (Current == '"')
            return FilterLiteral.Of(ReadQuoted());
        var start = Position;
        while (!AtEnd && !char.IsWhiteSpace(text[Position]) && text[Position] is not (')' or ']' or '(' or '[' or '"'))
            Position++;
        var word = text[start..Position];
        if (word.IsEmpty || word[0] == '\'')
            throw Fail(start, "a value was expected: text in double quotes, a number, true, false or null");
        if (Current is '(' or '[' or '"')
            throw Expected("a space or the end of the value");
        return Bare(start, word);
    }

    /// <summary>An error at the cursor.</summary>
    public readonly ScimException Expected(string what) =>
        Fail(Position, AtEnd ? $"it ends where {what} was expected" : $"{what} was expected");

    public readonly ScimException Fail(int position, string problem)
    {
        var detail = string.Create(CultureInfo.InvariantCulture, $"The {(isPath ? "path" : "filter")} is not understood at character {position + 1}: {problem}.");
        return isPath ? ScimException.InvalidPath(detail) : ScimException.InvalidFilter(detail);
    }

    private readonly FilterLiteral Bare(int start, ReadOnlySpan<char> word)
    {
        if (word.Equals("true", StringComparison.OrdinalIgnoreCase))
            return FilterLiteral.True;
        if (word.Equals("false", StringComparison.OrdinalIgnoreCase))
            return FilterLiteral.False;
        if (word.Equals("null", StringComparison.OrdinalIgnoreCase))
            return FilterLiteral.Null;
        return IsNumber(word) ? new FilterLiteral(LiteralKind.Number, word.ToString()) : FilterLiteral.Of(Checked(start, word.ToString()));
    }

    private string ReadQuoted()
    {
        var open = Position++;
        // Most literals have no escape and are one slice.
        var end = text[Position..].IndexOfAny('"', '\\');
        if (end < 0)
            throw Fail(open, "the text that begins here has no closing quote");
        var plain = text.Slice(Position, end);
        if (plain.ContainsAnyInRange('\0', '\u001f'))
            throw Fail(open, "the text that begins here holds a control character that is not escaped");
        if (text[Position + end] == '"')
        {
            Position += end + 1;
            return Checked(open, plain.ToString());
        }

        var result = new StringBuilder();
        while (!AtEnd)
        {
            var c = text[Position++];
            if (c == '"')
                return Checked(open, result.ToString());
            if (c < ' ')
                throw Fail(Position - 1, "a control character must be escaped");
            result.Append(c == '\\' ? ReadEscape() : c);
        }

        throw Fail(open, "the text that begins here has no closing quote");
    }

    private char ReadEscape()
    {
        var c = Current;
        Position++;
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when Position + 4 <= text.Length
                && ushort.TryParse(text.Slice(Position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                Position += 4;
                return (char)unit;
            default:
                throw Fail(Position - 1, "a JSON escape was expected");
        }
    }

    // Half a surrogate pair is no character, and U+0000 is one that not every database takes.
    private readonly string Checked(int open, string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
            throw Fail(open, "the text that begins here holds the character U+0000");
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (!char.IsSurrogatePair(value, i))
                throw Fail(open, "the text that begins here holds half a surrogate pair");
            i++;
        }

        return value;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '$';

    // ATTRNAME of RFC 7643 §2.1, and $ref.
    private static bool IsName(ReadOnlySpan<char> name) =>
        !name.IsEmpty && (char.IsAsciiLetter(name[0]) || name[0] == '$') && name[1..].IndexOf('$') < 0 && name.IndexOf('/') < 0;

    // Deeper paths than the grammar has are still names: of attributes that are not known here.
    private static bool IsSubName(ReadOnlySpan<char> name)
    {
        foreach (var part in name.Split('.'))
        {
            if (!IsName(name[part]))
                return false;
        }

        return true;
    }

    private static bool IsUrn(ReadOnlySpan<char> urn) => urn.Length > 1 && char.IsAsciiLetter(urn[0]) && urn.IndexOf(':') > 0 && urn.IndexOf('$') < 0;

    // number of RFC 8259 §6.
    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        var i = word[0] == '-' ? 1 : 0;
        var digits = Digits(word, i);
        if (digits == 0 || (digits > 1 && word[i] == '0'))
            return false;
        i += digits;
        if (i < word.Length && word[i] == '.')
        {
            var fraction = Digits(word, i + 1);
            if (fraction == 0)
                return false;
            i += 1 + fraction;
        }

        if (i < word.Length && word[i] is 'e' or 'E')
        {
            i++;
            if (i < word.Length && word[i] is '+' or '-')
                i++;
            var exponent = Digits(word, i);
            if (exponent == 0)
                return false;
            i += exponent;
        }

        return i == word.Length;
    }

    private static int Digits(ReadOnlySpan<char> word, int from)
    {
        var i = from;
        while (i < word.Length && char.IsAsciiDigit(word[i]))
            i++;
        return i - from;
    }
}
