using Pirros.Admin.Deactivations;
using Pirros.Admin.Storage;

namespace Pirros.Admin.Tests.Storage;

/// <summary>A deactivation waits for others only where they could change what becomes of it.</summary>
public sealed class BrakeFactsTests
{
    [Theory]
    [InlineData(100_000, 0, false)]
    [InlineData(98_100, 10_700, false)]
    [InlineData(98_150, 10_850, true)]
    [InlineData(98_100, 10_900, false)]
    [InlineData(1_000, 0, true)]
    [InlineData(30, 0, true)]
    [InlineData(30, 4, true)]
    [InlineData(30, 5, false)]
    [InlineData(1_000, 500, false)]
    public void Waits_where_a_hundred_others_decide(long active, long recent, bool close)
        => Assert.Equal(close, Facts(active, recent).IsClose(100));

    [Fact]
    public void What_is_not_close_stays_as_it_is_whatever_others_do()
    {
        for (var recent = 0; recent < 1_500; recent++)
        {
            var facts = Facts(12_000 - recent, recent);
            if (facts.IsClose(100))
                continue;
            for (var others = 0; others <= 100; others++)
                Assert.Equal(facts.IsBeyond(), Facts(facts.Active - others, facts.Recent + others).IsBeyond());
        }
    }

    private static BrakeFacts Facts(long active, long recent) => new(DateTimeOffset.UnixEpoch, BrakeSettings.Default, null, recent, active, null, null, null);
}
