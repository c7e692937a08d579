using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;

namespace Pirros.Admin.Tests.Architecture;

/// <summary>Every text is there in every language, with the same places to fill.</summary>
public sealed partial class LanguageTests
{
    public static TheoryData<string, string> TextsInOtherLanguages()
    {
        var data = new TheoryData<string, string>();
        foreach (var texts in Texts())
        {
            foreach (var language in Languages.Offered.Where(language => !language.Equals(Languages.Default)))
                data.Add(texts.FullName!, language.Name);
        }

        return data;
    }

    [Fact]
    public void Texts_are_found() => Assert.Contains(Texts(), type => type.Name == "SharedTexts");

    [Theory]
    [MemberData(nameof(TextsInOtherLanguages))]
    public void Every_text_is_translated_with_the_same_places(string texts, string language)
    {
        var type = typeof(Program).Assembly.GetType(texts, throwOnError: true)!;
        var english = Read(type, CultureInfo.InvariantCulture);
        var other = Read(type, CultureInfo.GetCultureInfo(language));
        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([], english.Keys.Where(key => string.IsNullOrWhiteSpace(other[key])));
        Assert.Equal([], english.Keys.Where(key => !Places(english[key]).SetEquals(Places(other[key]))).Select(key => $"{key}: \"{english[key]}\" / \"{other[key]}\""));
    }

    internal static List<Type> Texts() => typeof(Program).Assembly.GetTypes().Where(type => type.Name.EndsWith("Texts", StringComparison.Ordinal) && Manager(type) is not null).ToList();

    internal static ResourceManager? Manager(Type type) => type.GetProperty("ResourceManager", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)?.GetValue(null) as ResourceManager;

    private static Dictionary<string, string> Read(Type type, CultureInfo language)
        => Manager(type)!.GetResourceSet(language, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(place => place.Value)];

    [GeneratedRegex(@"\{\w+(:\w+)?\}")]
    private static partial Regex Place();
}
