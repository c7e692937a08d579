using Pirros.Admin.Limits;

namespace Pirros.Admin.Tests.Limits;

public sealed class LimitsOptionsTests
{
    [Fact]
    public void Defaults_are_accepted() => Assert.True(new ValidateLimitsOptions().Validate(null, new LimitsOptions()).Succeeded);

    [Fact]
    public void Every_mistake_is_told_at_once_with_its_key()
    {
        var result = new ValidateLimitsOptions().Validate(null, new LimitsOptions { RequestsPerSecond = 0, TenantRequestsAtOnce = 2_000, WrongTokensPerMinute = -1, SlowSeconds = 1 });
        Assert.Equal(
            ["Limits:RequestsPerSecond is 0.", "Limits:TenantRequestsAtOnce is 2000.", "Limits:WrongTokensPerMinute is -1.", "Limits:SlowSeconds is 1."],
            result.Failures!.Select(failure => failure[..(failure.IndexOf(". ", StringComparison.Ordinal) + 1)]));
    }
}
