using CsCheck;
using Pirros.Admin.Saml.Explanations;

namespace Pirros.Admin.Tests.Saml.Explanations;

/// <summary>Two texts are told apart by the characters that differ, and nothing of either is lost.</summary>
public sealed class TextDifferenceTests
{
    // Letters that repeat, a letter with an accent of its own, and one that takes two code units.
    private static readonly string[] Pieces = ["a", "b", "/", "e\u0301", "\U0001F511", "\uD83D", "urn:", "example"];
    private static readonly Gen<string> Words = Gen.Int[0, Pieces.Length - 1].Select(at => Pieces[at]).Array[0, 30].Select(string.Concat);

    [Fact]
    public void Slash_at_the_end_stands_alone()
        => Assert.Equal([new(TextPlace.Same, "urn:auth0:harbor-lane"), new(TextPlace.OnlyReceived, "/")], TextDifference.Of("urn:auth0:harbor-lane", "urn:auth0:harbor-lane/"));

    [Fact]
    public void What_differs_in_the_middle_is_put_side_by_side()
        => Assert.Equal(
            [new(TextPlace.Same, "https://"), new(TextPlace.OnlyExpected, "harbor"), new(TextPlace.OnlyReceived, "HARBOR"), new(TextPlace.Same, "-lane.example")],
            TextDifference.Of("https://harbor-lane.example", "https://HARBOR-lane.example"));

    [Fact]
    public void Pair_of_surrogates_is_not_taken_apart()
        => Assert.Equal([new(TextPlace.Same, "a"), new(TextPlace.OnlyExpected, "\U0001F511"), new(TextPlace.OnlyReceived, "\U0001F512")], TextDifference.Of("a\U0001F511", "a\U0001F512"));

    [Fact]
    public void Equal_texts_are_the_same_and_empty_ones_are_nothing()
    {
        Assert.Equal([new(TextPlace.Same, "urn:a")], TextDifference.Of("urn:a", "urn:a"));
        Assert.Empty(TextDifference.Of("", ""));
        Assert.Equal([new(TextPlace.OnlyExpected, "a")], TextDifference.Of("a", ""));
    }

    [Fact]
    public void What_is_too_long_to_compare_differs_as_a_whole()
    {
        var (expected, received) = ($"a{new string('x', 3_000)}b", $"a{new string('y', 3_000)}b");
        Assert.Equal([TextPlace.Same, TextPlace.OnlyExpected, TextPlace.OnlyReceived, TextPlace.Same], TextDifference.Of(expected, received).Select(part => part.Place));
    }

    [Fact]
    public void Pieces_give_both_texts_back_and_none_is_empty_or_follows_its_like()
        => Gen.Select(Words, Words).Sample((expected, received) =>
        {
            var parts = TextDifference.Of(expected, received);
            Assert.Equal(expected, string.Concat(parts.Where(part => part.Place != TextPlace.OnlyReceived).Select(part => part.Text)));
            Assert.Equal(received, string.Concat(parts.Where(part => part.Place != TextPlace.OnlyExpected).Select(part => part.Text)));
            Assert.All(parts, part => Assert.NotEqual("", part.Text));
            Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.NotEqual(pair.First.Place, pair.Second.Place));
        });
}
