using System.Globalization;

namespace Pirros.Admin;

/// <summary>
/// The languages that the portal speaks. Texts stand in <c>…Texts.resx</c> beside what says them, in English; a further language is one more file beside each, such as
/// <c>…Texts.de.resx</c>, and its name here. Words of a provider's console, names of SCIM attributes, answers of the endpoint, exports, the command line and the log stay in English.
/// </summary>
public static class Languages
{
    /// <summary>What somebody gets whose browser asks for none of them.</summary>
    public static CultureInfo Default { get; } = CultureInfo.GetCultureInfo("en");

    /// <summary>Those that people are offered.</summary>
    public static IReadOnlyList<CultureInfo> Offered { get; } = [Default, CultureInfo.GetCultureInfo("de")];

    /// <summary>From here on, the present flow of control speaks the default: what it makes is for other people and other programs than who asked for it.</summary>
    public static void SpeakDefault() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Default;
}
