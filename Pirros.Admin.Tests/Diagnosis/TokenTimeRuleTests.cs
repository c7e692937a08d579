using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Diagnosis;

public sealed class TokenTimeRuleTests
{
    private static readonly TokenId New = new("NewNewNew123");

    [Theory]
    [InlineData(91, null)]
    [InlineData(90, 90)]
    [InlineData(61, 90)]
    [InlineData(60, 60)]
    [InlineData(30, 30)]
    [InlineData(14, 14)]
    [InlineData(7, 7)]
    [InlineData(1, 1)]
    [InlineData(0, null)]
    public void End_of_a_token_is_spoken_of_in_stages(int days, int? stage) => Assert.Equal(stage, ExpiryNotice.StageAt(KnownSync.Now.AddDays(days), KnownSync.Now));

    [Theory]
    [InlineData(91, ConnectionCondition.Healthy, ConnectionState.Healthy)]
    [InlineData(62, ConnectionCondition.TokenEndsLater, ConnectionState.Healthy)]
    [InlineData(13, ConnectionCondition.TokenEnds, ConnectionState.Attention)]
    [InlineData(1, ConnectionCondition.TokenEnds, ConnectionState.Attention)]
    public void Last_token_that_ends_is_said_early_and_needs_somebody_from_14_days(int days, ConnectionCondition condition, ConnectionState state)
    {
        var sync = new KnownSync().Created();
        sync.Token(with: token => token with { ExpiresAt = KnownSync.Now.AddDays(days) });
        var finding = sync.Diagnose();
        Assert.Equal((condition, state), (finding.Condition, finding.State));
        if (condition != ConnectionCondition.Healthy)
            Assert.Contains("Rotate it before then", finding.Next!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void New_token_that_nobody_uses_while_the_old_one_is_used_is_to_be_pasted()
    {
        var finding = Rotated(oldMinutes: 3, newMinutes: null).Created().Diagnose();
        Assert.Equal((ConnectionCondition.NewTokenUnused, ConnectionState.Attention), (finding.Condition, finding.State));
        Assert.Equal("Microsoft Entra ID still uses the old token, which ends on Tue, 24 Nov, 13:05 UTC; the new one has not been used yet.", finding.Says.ToString());
    }

    [Fact]
    public void New_token_in_use_leaves_nothing_to_say()
        => Assert.Equal(ConnectionCondition.Healthy, Rotated(oldMinutes: 30, newMinutes: 3).Created().Diagnose().Condition);

    [Theory]
    [InlineData(IdentityProvider.EntraId, 3, null, CutOverStage.NotBegun)]
    [InlineData(IdentityProvider.EntraId, 41, null, CutOverStage.NotBegun)]
    [InlineData(IdentityProvider.EntraId, 39, 3, CutOverStage.Moving)]
    [InlineData(IdentityProvider.EntraId, 3, 50, CutOverStage.Moving)]
    [InlineData(IdentityProvider.EntraId, 50, 90, CutOverStage.Moving)]
    [InlineData(IdentityProvider.EntraId, 41, 3, CutOverStage.Done)]
    [InlineData(IdentityProvider.EntraId, null, 3, CutOverStage.Done)]
    [InlineData(IdentityProvider.Okta, 41, 3, CutOverStage.Moving)]
    [InlineData(IdentityProvider.Okta, 1441, 3, CutOverStage.Done)]
    public void Old_token_is_no_longer_needed_when_the_new_one_is_used_and_it_was_silent_for_longer_than_a_cycle(IdentityProvider provider, int? oldMinutes, int? newMinutes, CutOverStage stage)
    {
        var facts = Rotated(oldMinutes, newMinutes).Facts();
        var cutOver = CutOver.Of(facts.Tokens, facts.Latest, provider, KnownSync.Now)!;
        Assert.Equal((stage, New, KnownSync.CurrentId), (cutOver.Stage, cutOver.Newer.Id, cutOver.Older.Id));
    }

    [Fact]
    public void Request_counts_as_a_use_before_the_use_is_written_down()
    {
        var facts = Rotated(oldMinutes: null, newMinutes: 30).Created(minutesAgo: 5).Facts();
        var cutOver = CutOver.Of(facts.Tokens, facts.Latest, IdentityProvider.EntraId, KnownSync.Now)!;
        Assert.Equal((CutOverStage.Moving, KnownSync.Now.AddMinutes(-5)), (cutOver.Stage, cutOver.OlderUsedAt));
        Assert.Equal((0, 1, 1), (cutOver.NewerRequests, cutOver.OlderRequests, cutOver.LatestRequests));
    }

    [Fact]
    public void One_live_token_is_no_cut_over() => Assert.Null(CutOver.Of(new KnownSync().Facts().Tokens, [], IdentityProvider.EntraId, KnownSync.Now));

    private static KnownSync Rotated(int? oldMinutes, int? newMinutes)
    {
        var sync = new KnownSync(users: 4);
        sync.Token(with: token => token with { ReplacedAt = KnownSync.Now.AddHours(-3), GraceEndsAt = KnownSync.Now.AddDays(1), LastUse = Use(oldMinutes) });
        sync.Token(New.Value, token => token with { CreatedAt = KnownSync.Now.AddHours(-3), LastUse = Use(newMinutes) });
        return sync;
    }

    private static TokenUse? Use(int? minutes) => minutes is { } ago ? new TokenUse(KnownSync.Now.AddMinutes(-ago), "20.91.147.72", "Entra") : null;
}
