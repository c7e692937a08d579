using System.Globalization;

namespace Pirros.Admin;

/// <summary>
/// The languages that the portal speaks. Texts stand in <c>…Texts.resx</c> beside what says them, in English, and in <c>…Texts.de.resx</c> in German; a further language is one more
/// file beside each, and its name here.
/// </summary>
public static class Languages
{
    /// <summary>What somebody gets whose browser asks for none of them.</summary>
    public static CultureInfo Default { get; } = CultureInfo.GetCultureInfo("en");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [Default, CultureInfo.GetCultureInfo("de")];
}
