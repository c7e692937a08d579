using System.Globalization;

namespace Pirros.Admin.Saml.Explanations;

/// <summary>Where a piece of a comparison stands.</summary>
public enum TextPlace
{
    /// <summary>In both texts.</summary>
    Same,

    /// <summary>Only in the text that was expected.</summary>
    OnlyExpected,

    /// <summary>Only in the text that was received.</summary>
    OnlyReceived,
}

/// <summary>A piece of a comparison.</summary>
public sealed record TextPart(TextPlace Place, string Text);

/// <summary>Compares two texts character by character, so that somebody sees the one that is wrong among a hundred that are right.</summary>
public static class TextDifference
{
    // The middle that differs is compared at a cost of its lengths' product; what is longer differs as a whole.
    private const int MostComparisons = 1_000_000;

    // A character or two that two different words share by chance is noise between what differs.
    private const int ShortestSame = 3;

    /// <summary>The pieces in order: those of both places but <see cref="TextPlace.OnlyReceived"/> give the expected text, and those but <see cref="TextPlace.OnlyExpected"/> the received one.</summary>
    public static IReadOnlyList<TextPart> Of(string expected, string received)
    {
        var (left, right) = (Characters(expected), Characters(received));
        var shorter = Math.Min(left.Count, right.Count);
        var (before, after) = (0, 0);
        while (before < shorter && left[before] == right[before])
            before++;
        while (after < shorter - before && left[left.Count - 1 - after] == right[right.Count - 1 - after])
            after++;

        var pieces = new List<(TextPlace Place, string Text)>();
        pieces.AddRange(left.Take(before).Select(character => (TextPlace.Same, character)));
        pieces.AddRange(Middle(left.GetRange(before, left.Count - before - after), right.GetRange(before, right.Count - before - after)));
        pieces.AddRange(left.Skip(left.Count - after).Select(character => (TextPlace.Same, character)));
        return Join(pieces);
    }

    /// <summary>What people take for characters: a letter with its accents is one, and so is a pair of surrogates.</summary>
    private static List<string> Characters(string text)
    {
        var characters = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            characters.Add(text.Substring(at, length));
            at += length;
        }

        return characters;
    }

    /// <summary>Two texts without a common beginning and end, by their longest common subsequence.</summary>
    private static IEnumerable<(TextPlace Place, string Text)> Middle(List<string> left, List<string> right)
    {
        if ((long)left.Count * right.Count > MostComparisons)
            return left.Select(character => (TextPlace.OnlyExpected, character)).Concat(right.Select(character => (TextPlace.OnlyReceived, character)));

        // The longest that is common to what is left of both from there on.
        var common = new int[left.Count + 1, right.Count + 1];
        for (var i = left.Count - 1; i >= 0; i--)
        {
            for (var j = right.Count - 1; j >= 0; j--)
                common[i, j] = left[i] == right[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        return Walk(left, right, common);
    }

    private static IEnumerable<(TextPlace Place, string Text)> Walk(List<string> left, List<string> right, int[,] common)
    {
        var (i, j) = (0, 0);
        while (i < left.Count || j < right.Count)
        {
            if (i < left.Count && j < right.Count && left[i] == right[j])
            {
                yield return (TextPlace.Same, left[i++]);
                j++;
            }
            else if (i < left.Count && (j == right.Count || common[i + 1, j] >= common[i, j + 1]))
            {
                yield return (TextPlace.OnlyExpected, left[i++]);
            }
            else
            {
                yield return (TextPlace.OnlyReceived, right[j++]);
            }
        }
    }

    /// <summary>Puts together what belongs together, and what differs around a chance likeness.</summary>
    private static List<TextPart> Join(List<(TextPlace Place, string Text)> pieces)
    {
        var parts = new List<TextPart>();
        var (expected, received) = ("", "");
        for (var at = 0; at < pieces.Count;)
        {
            var run = pieces.Skip(at).TakeWhile(piece => piece.Place == pieces[at].Place).Select(piece => piece.Text).ToList();
            var (place, text, end) = (pieces[at].Place, string.Concat(run), at + run.Count);
            at = end;
            var isChance = run.Count < ShortestSame && (expected.Length > 0 || received.Length > 0) && end < pieces.Count;
            if (place == TextPlace.Same && !isChance)
            {
                Flush();
                parts.Add(new TextPart(TextPlace.Same, text));
                continue;
            }

            expected += place == TextPlace.OnlyReceived ? "" : text;
            received += place == TextPlace.OnlyExpected ? "" : text;
        }

        Flush();
        return parts;

        void Flush()
        {
            if (expected.Length > 0)
                parts.Add(new TextPart(TextPlace.OnlyExpected, expected));
            if (received.Length > 0)
                parts.Add(new TextPart(TextPlace.OnlyReceived, received));
            (expected, received) = ("", "");
        }
    }
}
