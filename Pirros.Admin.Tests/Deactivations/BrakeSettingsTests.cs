using Pirros.Admin.Deactivations;

namespace Pirros.Admin.Tests.Deactivations;

public sealed class BrakeSettingsTests
{
    [Theory]
    [InlineData(57, 0, 10, 5, 5)]
    [InlineData(53, 4, 10, 5, 5)]
    [InlineData(1_000, 0, 10, 5, 100)]
    [InlineData(3, 0, 10, 5, 5)]
    [InlineData(3, 0, 100, 1, 3)]
    [InlineData(2_000_000, 100_000, 10, 5, 210_000)]
    public void Usual_is_a_share_of_those_who_were_active_and_at_least_the_minimum(long active, long recent, int percent, int minimum, long usual)
    {
        var settings = new BrakeSettings(BrakeMode.Hold, percent, minimum, 60);
        Assert.Equal(usual, settings.Usual(active, recent));
        Assert.Equal(recent + 1 > usual, settings.IsBeyond(active, recent));
    }

    [Fact]
    public void Nobody_has_to_set_it() => Assert.Equal(new BrakeSettings(BrakeMode.Warn, 10, 5, 60), BrakeSettings.Default);

    [Theory]
    [InlineData(0, 5, 60)]
    [InlineData(101, 5, 60)]
    [InlineData(10, 0, 60)]
    [InlineData(10, 10_001, 60)]
    [InlineData(10, 5, 0)]
    [InlineData(10, 5, 1_441)]
    public void Value_out_of_range_is_refused(int percent, int minimum, int minutes)
        => Assert.Equal(Refusal.Invalid, Assert.Throws<RefusedException>(() => new BrakeSettings(BrakeMode.Hold, percent, minimum, minutes).Checked()).Reason);
}
