using System.Globalization;
using System.Text.RegularExpressions;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Saml.Explanations;

/// <summary>An error message of a provider that was found in a text.</summary>
/// <param name="Code">What it was known by, such as <c>AADSTS50105</c>.</param>
/// <param name="Provider">Whose it is.</param>
/// <param name="Meaning">What it means; null for a code of Microsoft's that is not in the list here.</param>
internal sealed partial record ProviderMessage(string Code, IdentityProvider Provider, ProviderMeaning? Meaning)
{
    /// <summary>Where it is mended; null where nothing in the console is wrong.</summary>
    public MendPlace? Place => Meaning is { } meaning ? ProviderMeanings.Place(meaning) : MendPlace.Log;

    /// <summary>The first message of a text that is known; null when there is none.</summary>
    public static ProviderMessage? In(string text)
    {
        var codes = MicrosoftCode().Matches(text).Take(50).Select(match => match.Groups[1].Value).ToList();
        if (codes.Count == 0 && BareCode().Match(text) is { Success: true } bare)
            codes = [bare.Groups[1].Value];
        var known = codes.Find(code => ProviderMeanings.Microsoft.ContainsKey(code));
        if (known is not null)
            return new ProviderMessage($"AADSTS{known}", IdentityProvider.EntraId, ProviderMeanings.Microsoft[known]);
        foreach (var (words, provider, meaning) in ProviderMeanings.Words)
        {
            if (text.Contains(words, StringComparison.OrdinalIgnoreCase))
                return new ProviderMessage(words, provider, meaning);
        }

        return MicrosoftCode().IsMatch(text) ? new ProviderMessage($"AADSTS{codes[0]}", IdentityProvider.EntraId, null) : null;
    }

    /// <summary>What it means, in the language of whoever asks.</summary>
    public FaultExplanation Explain()
    {
        var name = Meaning is { } meaning ? $"Message{meaning}" : "MessageUnlisted";
        return new FaultExplanation(Text($"{name}Title"), Text($"{name}Text"), Place is { } place ? ConsolePlace.In(place, Provider) : null);
    }

    private static string Text(string name) => ExplanationTexts.ResourceManager.GetString(name, CultureInfo.CurrentUICulture)!;

    [GeneratedRegex(@"AADSTS([0-9]{4,9})", RegexOptions.IgnoreCase)]
    private static partial Regex MicrosoftCode();

    /// <summary>A code alone, as the log of sign-ins and the address of the error page have it.</summary>
    [GeneratedRegex(@"(?:^\s*|error code:?\s{0,9}|[?&]code=)([0-9]{5,9})(?:\s*$|[^0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex BareCode();
}
