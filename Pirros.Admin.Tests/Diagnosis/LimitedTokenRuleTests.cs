using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Tokens;
using ActivityKind = Pirros.Admin.Activity.ActivityKind;

namespace Pirros.Admin.Tests.Diagnosis;

public sealed class LimitedTokenRuleTests
{
    private const string Token = "AbCdEf123456";

    [Fact]
    public void Address_that_is_not_allowed_is_named_with_what_to_do_in_either_case()
    {
        var finding = Limited(new KnownSync().Created(9), TokenRefusal.Address).Diagnose();
        Assert.Equal((ConnectionCondition.TokenLimited, ConnectionState.Failing, FindingAct.ShowTokens), (finding.Condition, finding.State, finding.Act));
        Assert.Equal("A request with the token pscim_AbCdEf123456… came from 20.91.147.72, and the token may not be used from there.", finding.Says.ToString());
        Assert.Contains("somebody else has the token", finding.Next!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Scope_that_is_lacking_needs_attention_while_the_rest_is_answered()
    {
        var finding = Limited(new KnownSync(), TokenRefusal.Scope, minutesAgo: 9).Created(2).Diagnose();
        Assert.Equal((ConnectionCondition.TokenLimited, ConnectionState.Attention), (finding.Condition, finding.State));
        Assert.Equal("Microsoft Entra ID sent POST /Groups with the token pscim_AbCdEf123456…, which may not do that.", finding.Says.ToString());
        Assert.Single(finding.Requests);
    }

    [Fact]
    public void Limited_token_is_none_that_was_refused()
        => Assert.Equal("A character of the Secret Token in Microsoft Entra ID is wrong: its check digits do not fit.", Limited(new KnownSync(), TokenRefusal.Scope, minutesAgo: 9).Refused(TokenRefusal.Mistyped).Diagnose().Says.ToString());

    private static KnownSync Limited(KnownSync sync, TokenRefusal why, double minutesAgo = 1)
        => sync.Request(ActivityKind.Refused, 403, minutesAgo, "POST", "/Groups?x=1", detail: "It lacks it.", details: new ActivityDetails(null, null, why, new TokenId(Token), [], null));
}
