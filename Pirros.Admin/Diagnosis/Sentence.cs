using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Diagnosis;

/// <summary>
/// A sentence of a finding: a text with places to fill. Moments in it stay moments, so that a page says them in the viewer's zone: <c>{0}</c> is day and time,
/// <c>{0:ago}</c> the distance from now. <c>{0:mono}</c> is something to be read letter by letter; numbers get their separators.
/// </summary>
[InterpolatedStringHandler]
public sealed partial class Sentence
{
    private const string Ago = "ago";
    private const string Mono = "mono";
    private readonly List<SentencePart> _parts = [];

    /// <summary>Called by the compiler.</summary>
    public Sentence(int literalLength, int formattedCount)
    {
        _ = literalLength;
        _ = formattedCount;
    }

    /// <summary>A text with its places filled: strings, moments, tokens, whole numbers and shares of 0 to 1, which are said in per cent.</summary>
    /// <exception cref="FormatException">The text has a place that nothing fills.</exception>
    public static Sentence Of(string text, params ReadOnlySpan<object?> arguments)
    {
        var sentence = new Sentence(0, 0);
        var from = 0;
        foreach (Match place in Places().Matches(text))
        {
            if (place.Index > from)
                sentence.AppendLiteral(text[from..place.Index]);
            from = place.Index + place.Length;
            var number = int.Parse(place.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            if (number >= arguments.Length)
                throw new FormatException($"Nothing fills {place.Value} in \"{text}\".");
            sentence.Append(arguments[number], place.Groups["format"] is { Success: true, Value: var format } ? format : null);
        }

        if (from < text.Length)
            sentence.AppendLiteral(text[from..]);
        return sentence;
    }

    /// <summary>Its parts, in order.</summary>
    public IReadOnlyList<SentencePart> Parts => _parts;

    /// <summary>Adds text as it stands.</summary>
    public void AppendLiteral(string text) => _parts.Add(new SentencePart(text));

    /// <summary>Adds text as it stands, or with the format <c>mono</c> as something to be read letter by letter.</summary>
    public void AppendFormatted(string? text, string? format = null) => _parts.Add(new SentencePart(text ?? "") { IsMono = format == Mono });

    /// <summary>Adds a moment.</summary>
    public void AppendFormatted(DateTimeOffset at, string? format = null) => _parts.Add(new SentencePart(Exact(at)) { At = at, IsRelative = format == Ago });

    /// <summary>Adds a token by what it begins with.</summary>
    public void AppendFormatted(TokenId id) => _parts.Add(new SentencePart($"{SecretToken.Prefix}{id}…") { IsMono = true });

    /// <summary>Adds a number.</summary>
    public void AppendFormatted(long number) => _parts.Add(new SentencePart(number.ToString("N0", CultureInfo.CurrentCulture)));

    /// <summary>Adds a share of 0 to 1 in per cent.</summary>
    public void AppendFormatted(double share) => _parts.Add(new SentencePart($"{Math.Round(share * 100).ToString("0", CultureInfo.CurrentCulture)} %"));

    /// <summary>The sentence as plain text, with times in UTC.</summary>
    public override string ToString() => _parts.Aggregate(new StringBuilder(), (text, part) => text.Append(part.Text)).ToString();

    private void Append(object? argument, string? format)
    {
        switch (argument)
        {
            case DateTimeOffset at:
                AppendFormatted(at, format);
                break;
            case TokenId token:
                AppendFormatted(token);
                break;
            case int number:
                AppendFormatted(number);
                break;
            case long number:
                AppendFormatted(number);
                break;
            case double share:
                AppendFormatted(share);
                break;
            default:
                AppendFormatted(argument?.ToString(), format);
                break;
        }
    }

    [GeneratedRegex(@"\{(?<number>\d+)(:(?<format>\w+))?\}")]
    private static partial Regex Places();

    private static string Exact(DateTimeOffset at) => at.ToUniversalTime().ToString("ddd, d MMM, HH:mm 'UTC'", CultureInfo.CurrentCulture);
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
}
