using Pirros.Admin.Activity;

namespace Pirros.Admin.Tests.Activity;

public sealed class ActivityOptionsTests
{
    [Theory]
    [InlineData(90, true)]
    [InlineData(1, true)]
    [InlineData(3_650, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(3_651, false)]
    public void Days_that_are_kept_lie_between_one_and_ten_years(int days, bool good)
    {
        var result = new ValidateActivityOptions().Validate(null, new ActivityOptions { RetentionDays = days });
        Assert.Equal(good, result.Succeeded);
        Assert.Equal(!good, result.FailureMessage?.Contains($"Activity:RetentionDays is {days}.", StringComparison.Ordinal) == true);
    }
}
