using System.Globalization;

namespace Pirros.Admin;

/// <summary>
/// The languages that the portal speaks. Texts stand in <c>…Texts.resx</c> beside what says them, in English; a further language is one more file beside each, such as
/// <c>…Texts.de.resx</c>, and its name here. It is offered once all that a person reads is in resources: half a page in another language helps nobody.
/// </summary>
public static class Languages
{
    /// <summary>What somebody gets whose browser asks for none of them.</summary>
    public static CultureInfo Default { get; } = CultureInfo.GetCultureInfo("en");

    /// <summary>Those that people are offered.</summary>
    public static IReadOnlyList<CultureInfo> Offered { get; } = [Default];

    /// <summary>Those that texts in resources are translated into.</summary>
    public static IReadOnlyList<CultureInfo> Translated { get; } = [CultureInfo.GetCultureInfo("de")];
}
