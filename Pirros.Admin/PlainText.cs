using System.Globalization;

namespace Pirros.Admin;

/// <summary>The rules for text that a person types: names and reasons.</summary>
internal static class PlainText
{
    /// <summary>Trims <paramref name="text"/> and refuses what is empty, too long, or would be invisible on a page.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="what">Its name at the beginning of a sentence, such as "The name".</param>
    /// <param name="maximum">The most UTF-16 code units allowed.</param>
    /// <exception cref="RefusedException">With a message that names the mistake.</exception>
    public static string Require(string? text, string what, int maximum)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length == 0)
            throw RefusedException.Invalid(PlainTexts.FormatIsEmpty(what, maximum));
        if (trimmed.Length > maximum)
            throw RefusedException.Invalid(PlainTexts.FormatIsLong(what, trimmed.Length.ToString("N0", CultureInfo.CurrentCulture), maximum));
        foreach (var rune in trimmed.EnumerateRunes())
        {
            // Control and format characters (right-to-left overrides among them) let one name pass for another.
            var category = System.Text.Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator || rune == System.Text.Rune.ReplacementChar)
                throw RefusedException.Invalid(PlainTexts.FormatHidden(what, rune.Value.ToString("X4", CultureInfo.InvariantCulture)));
        }

        return trimmed;
    }

    /// <summary>Like <see cref="Require"/>, but nothing at all is allowed and gives null.</summary>
    public static string? Optional(string? text, string what, int maximum)
        => string.IsNullOrWhiteSpace(text) ? null : Require(text, what, maximum);
}
