using System.Globalization;
using System.Text.RegularExpressions;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Diagnosis;

/// <summary>
/// A sentence with parts that are more than text: a text with places to fill. Moments in it stay moments, so that a page says them in the viewer's zone: <c>{0}</c> is day and time,
/// <c>{0:ago}</c> the distance from now. <c>{0:mono}</c> is something to be read letter by letter, <c>{0:strong}</c> what it is about; numbers get their separators.
/// </summary>
public sealed partial class Sentence
{
    private const string Ago = "ago";
    private const string Mono = "mono";
    private const string Strong = "strong";

    private Sentence(IReadOnlyList<SentencePart> parts) => Parts = parts;

    /// <summary>Its parts, in order.</summary>
    public IReadOnlyList<SentencePart> Parts { get; }

    /// <summary>A text with its places filled: strings, moments, tokens, whole numbers and shares of 0 to 1, which are said in per cent.</summary>
    /// <exception cref="FormatException">The text has a place that nothing fills.</exception>
    public static Sentence Of(string text, params ReadOnlySpan<object?> arguments)
    {
        var parts = new List<SentencePart>();
        var from = 0;
        foreach (Match place in Places().Matches(text))
        {
            if (place.Index > from)
                parts.Add(new SentencePart(text[from..place.Index]));
            from = place.Index + place.Length;
            var number = int.Parse(place.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            if (number >= arguments.Length)
                throw new FormatException($"Nothing fills {place.Value} in \"{text}\".");
            parts.Add(Part(arguments[number], place.Groups["format"].Value));
        }

        if (from < text.Length)
            parts.Add(new SentencePart(text[from..]));
        return new Sentence(parts);
    }

    /// <summary>The same with a text for one and a text for any other number, with a bar between them; the number fills <c>{0}</c>.</summary>
    public static Sentence OfCount(long count, string forms, params ReadOnlySpan<object?> more)
    {
        var bar = forms.IndexOf('|', StringComparison.Ordinal);
        return Of(count == 1 ? forms[..bar] : forms[(bar + 1)..], [count, .. more]);
    }

    /// <summary>The sentence as plain text, with times in UTC.</summary>
    public override string ToString() => string.Concat(Parts.Select(part => part.Text));

    private static SentencePart Part(object? argument, string format) => argument switch
    {
        DateTimeOffset at => new SentencePart(at.ToUniversalTime().ToString(DiagnosisTexts.MomentFormat, CultureInfo.CurrentCulture)) { At = at, IsRelative = format == Ago },
        TokenId token => new SentencePart($"{SecretToken.Prefix}{token}…") { IsMono = true },
        double share => new SentencePart(DiagnosisTexts.FormatShare(Math.Round(share * 100).ToString("0", CultureInfo.CurrentCulture))),
        int or long => new SentencePart(((IFormattable)argument).ToString("N0", CultureInfo.CurrentCulture)),
        _ => new SentencePart(argument?.ToString() ?? "") { IsMono = format == Mono, IsStrong = format == Strong },
    };

    [GeneratedRegex(@"\{(?<number>\d+)(:(?<format>\w+))?\}")]
    private static partial Regex Places();
}

/// <summary>A part of a sentence.</summary>
/// <param name="Text">It as plain text.</param>
public sealed record SentencePart(string Text)
{
    /// <summary>The moment that it is; null when it is none.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether that moment is to be said as a distance from now.</summary>
    public bool IsRelative { get; init; }

    /// <summary>Whether it is to be read letter by letter.</summary>
    public bool IsMono { get; init; }

    /// <summary>Whether it stands out.</summary>
    public bool IsStrong { get; init; }
}
