namespace Pirros.Admin.Guides;

/// <summary>Takes the words of a guide apart: plain ones, words of the console (<c>**</c>), and what is to be typed (<c>`</c>).</summary>
public static class GuideText
{
    /// <summary>The pieces, in order.</summary>
    public static IReadOnlyList<(string Text, GuideTextKind Kind)> Read(string text)
    {
        var pieces = new List<(string, GuideTextKind)>();
        while (text.Length > 0)
        {
            var start = text.IndexOfAny(['*', '`']);
            var mark = start < 0 ? "" : text[start] == '`' ? "`" : "**";
            var end = start < 0 ? -1 : text.IndexOf(mark, start + mark.Length, StringComparison.Ordinal);
            if (end < 0)
            {
                pieces.Add((text, GuideTextKind.Plain));
                break;
            }

            if (start > 0)
                pieces.Add((text[..start], GuideTextKind.Plain));
            pieces.Add((text[(start + mark.Length)..end], mark == "`" ? GuideTextKind.Typed : GuideTextKind.Console));
            text = text[(end + mark.Length)..];
        }

        return pieces;
    }
}

/// <summary>What a piece of a guide's words is.</summary>
public enum GuideTextKind
{
    /// <summary>Our own words.</summary>
    Plain,

    /// <summary>Words that stand in the provider's console.</summary>
    Console,

    /// <summary>Something to type.</summary>
    Typed,
}
