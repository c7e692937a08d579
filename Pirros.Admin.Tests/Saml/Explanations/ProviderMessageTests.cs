using Pirros.Admin.Connections;
using Pirros.Admin.Saml.Explanations;

namespace Pirros.Admin.Tests.Saml.Explanations;

/// <summary>Every message of the list is found in a text, and has words of its own and a place that its provider's console has.</summary>
public sealed class ProviderMessageTests
{
    public static TheoryData<string> Codes() => [.. ProviderMeanings.Microsoft.Keys];

    public static TheoryData<string> Words() => [.. ProviderMeanings.Words.Select(line => line.Words)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_of_Microsoft_is_found(string code)
    {
        var found = ProviderMessage.In($"Error: AADSTS{code}: some words. Trace ID: 0000aaaa-11bb-cccc-dd22-eeeeee333333");
        Assert.Equal(($"AADSTS{code}", IdentityProvider.EntraId, ProviderMeanings.Microsoft[code]), (found!.Code, found.Provider, found.Meaning));
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Words_of_the_others_are_found_in_any_case(string words) => Assert.NotNull(ProviderMessage.In($"… {words.ToUpperInvariant()} …")?.Meaning);

    [Fact]
    public void Every_meaning_has_words_in_every_language_and_comes_from_a_message()
    {
        var used = ProviderMeanings.Microsoft.Values.Concat(ProviderMeanings.Words.Select(line => line.Meaning)).ToHashSet();
        Assert.All(Enum.GetValues<ProviderMeaning>(), meaning =>
        {
            Assert.Contains(meaning, used);
            foreach (var part in new[] { "Title", "Text" })
                Assert.Equal(Languages.Offered.Count, Languages.Offered.Select(language => ExplanationTexts.ResourceManager.GetString($"Message{meaning}{part}", language)!).Where(text => text.Length > 5).Distinct().Count());
        });
    }

    [Fact]
    public void Every_place_is_named_for_every_provider()
        => Assert.All(Enum.GetValues<MendPlace>(), place => Assert.All(Enum.GetValues<IdentityProvider>(), provider => Assert.NotEqual("", ConsolePlace.In(place, provider))));

    [Theory]
    [InlineData("Order 50105 has shipped")]
    [InlineData("AADST50105")]
    [InlineData("")]
    public void Number_that_is_no_code_is_none(string text) => Assert.Null(ProviderMessage.In(text));

    [Fact]
    public void Code_that_is_known_is_told_rather_than_one_that_is_not()
        => Assert.Equal("AADSTS50105", ProviderMessage.In("AADSTS1234567 then AADSTS50105")!.Code);
}
