using CsCheck;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Properties;

/// <summary>
/// Texts that have made somebody's comparison wrong. Few and short, so that two of them are often equal, or the one is part of the other. U+0000 and half a
/// surrogate pair are left out: they are refused where a request is read.
/// </summary>
internal static class RandomText
{
    // Letters whose lower case is longer, depends on the place in the word or on the language, or is that of another letter; letters beyond U+FFFF, and those
    // of the private use area, which UTF-16 sorts behind them; what LIKE, JSON, SQL and filters give a meaning to.
    private static readonly Gen<string> Piece = Given.OneOf(
        "a", "A", "b", "B", "z", "0", "9", " ", ".", "-", "@",
        "i", "I", "ı", "İ", "i̇", "ß", "ẞ", "ss", "σ", "ς", "Σ", "ϴ", "θ", "Θ", "\u212a", "k", "\u212b", "å", "Å", "Å", "Ǆ", "ǅ", "ǆ", "é", "e\u0301", "É", "Ж", "ж", "\u10a0", "\u2d00", "ᾼ", "ᾳ",
        "😀", "𐐀", "𐐨", "\ue000", "\uffee", "\ufffd", "\ufeff", "\u2028", "\u00a0", "日",
        "%", "_", "\\", "\"", "'", "*", "?", "[", "(", ")", "]", "{", "}", "$", ":", ",", "/", "\u007f", "\t", "\n", "\u0001", "\u001f", "null", "true", "and");

    // A sigma ends a word only where letters stand before it.
    private static readonly Gen<string> Known = Given.OneOf("a", "A", "ab", "aB", "work", "WORK", "home", "ΑΣ", "ας", "ασ", "ΑΣΑ", "İ", "i", "Straße", "STRASSE", "😀", "a😀", "\ue000", "a\uffee", "𐐀b", "%", "a%", "\\", " ");

    /// <summary>A text of at least one character.</summary>
    public static readonly Gen<string> Value = Gen.Frequency((3, Known), (2, Gen.Select(Piece, Piece, (a, b) => a + b)), (1, Piece.Array[1, 8].Select(string.Concat)));

    /// <summary>A text that a required attribute takes: more than white space.</summary>
    public static readonly Gen<string> NotBlank = Value.Where(text => !string.IsNullOrWhiteSpace(text));

    /// <summary>A part of a text, at its beginning, its end or in between; no surrogate pair is cut.</summary>
    public static Gen<string> PartOf(string text)
    {
        var runes = text.EnumerateRunes().ToList();
        return Gen.Select(Gen.Int[0, runes.Count - 1], Gen.Int[1, runes.Count], (start, count) => string.Concat(runes.Skip(start).Take(count)));
    }

    /// <summary>A text in another case, letter by letter.</summary>
    public static Gen<string> Recased(string text) => Given.OneOf(text, text.ToUpperInvariant(), text.ToLowerInvariant());
}
