using System.Text.RegularExpressions;

namespace Pirros.Admin.Saml.Explanations;

/// <summary>Says how a value that was sent differs from ours, where it differs in one of the ways that happen to people who copy values.</summary>
internal static partial class ValueDifference
{
    /// <summary>The sentence; null when they simply differ.</summary>
    /// <param name="who">The provider, as the subject of a sentence.</param>
    /// <param name="expected">Ours.</param>
    /// <param name="received">What came; null or empty for nothing.</param>
    public static string? Tell(string who, string expected, string? received)
    {
        if (string.IsNullOrEmpty(received))
            return ExplanationTexts.FormatSentNothing(who);
        if (WhiteSpace().Replace(received, "") == WhiteSpace().Replace(expected, ""))
            return ExplanationTexts.SentWhiteSpace;
        if (received == $"{expected}/")
            return ExplanationTexts.SentSlash;
        if ($"{received}/" == expected)
            return ExplanationTexts.LacksSlash;
        if (string.Equals(received, expected, StringComparison.OrdinalIgnoreCase))
            return ExplanationTexts.SentOtherCase;
        if (OfScheme(expected) is { } ours && OfScheme(received) is { } theirs && ours.Address == theirs.Address)
            return ours.Scheme == Uri.UriSchemeHttps ? ExplanationTexts.SentHttp : ExplanationTexts.SentHttps;
        return OtherThing(expected, received);
    }

    /// <summary>Something else altogether was sent.</summary>
    private static string? OtherThing(string expected, string received)
    {
        if (Connection().Match(expected) is { Success: true } here && Connection().Match(received) is { Success: true } there && here.Value != there.Value)
            return ExplanationTexts.FormatSentOtherConnection(there.Value, here.Value);
        if (OfScheme(expected) is null)
            return OfScheme(received) is null ? null : ExplanationTexts.SentAddress;
        if (!Uri.TryCreate(expected, UriKind.Absolute, out var mine) || !Uri.TryCreate(received, UriKind.Absolute, out var other))
            return null;
        if (!string.Equals(mine.Authority, other.Authority, StringComparison.OrdinalIgnoreCase))
            return ExplanationTexts.FormatSentOtherHost(other.Authority, mine.Authority);
        return Guid().Match(expected) is { Success: true } directory && Guid().Match(received) is { Success: true } another && directory.Value != another.Value ? ExplanationTexts.SentOtherTenant : null;
    }

    private static (string Scheme, string Address)? OfScheme(string text)
    {
        foreach (var scheme in new[] { Uri.UriSchemeHttps, Uri.UriSchemeHttp })
        {
            if (text.StartsWith($"{scheme}://", StringComparison.OrdinalIgnoreCase))
                return (scheme, text[(scheme.Length + 3)..]);
        }

        return null;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex("con-[0-9a-z]{16}")]
    private static partial Regex Connection();

    [GeneratedRegex("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")]
    private static partial Regex Guid();
}
