using Pirros.Admin.Diagnosis;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Diagnosis;

public sealed class SentenceTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 4, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Places_are_filled_by_what_they_are_filled_with()
    {
        var sentence = Sentence.Of("{0:ago} {1} users, {2}, of {3:mono}.", At, 1240L, 0.25, "userName");
        Assert.Equal("Wed, 4 Nov, 09:30 UTC 1,240 users, 25 %, of userName.", sentence.ToString());
        Assert.Equal(At, sentence.Parts[0].At);
        Assert.True(sentence.Parts[0].IsRelative);
        Assert.Equal(["userName"], sentence.Parts.Where(part => part.IsMono).Select(part => part.Text));
    }

    [Fact]
    public void A_token_is_named_by_its_beginning()
        => Assert.EndsWith("…", Sentence.Of("{0}", new TokenId("0123456789ab")).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Place_that_nothing_fills_is_refused()
        => Assert.Contains("{1}", Assert.Throws<FormatException>(() => Sentence.Of("{0} and {1}", "a")).Message, StringComparison.Ordinal);
}
