using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Diagnosis;

public sealed class DiagnosisRuleTests
{
    [Fact]
    public void Every_condition_has_one_rule_and_one_state()
    {
        Assert.Equal(Enum.GetValues<ConnectionCondition>(), DiagnosisRules.All.Select(rule => rule.Condition).Order());
        Assert.All(Enum.GetValues<ConnectionCondition>(), condition => ConnectionConditions.StateOf(condition, new KnownSync().Facts().Summary, KnownSync.Now));
    }

    [Fact]
    public void Rule_whose_condition_does_not_hold_finds_nothing()
        => Assert.Equal([ConnectionCondition.NothingYet, ConnectionCondition.Healthy], DiagnosisRules.All.Where(rule => rule.Find(new KnownSync().Facts()) is not null).Select(rule => rule.Condition));

    [Fact]
    public void Connection_that_is_off_says_so_before_all_else()
    {
        var finding = new KnownSync(enabled: false).Created().Refused(TokenRefusal.ConnectionOff).Diagnose();
        Assert.Equal((ConnectionCondition.Off, ConnectionState.Off, FindingAct.SwitchOn), (finding.Condition, finding.State, finding.Act));
        Assert.Equal("This connection is switched off: Microsoft Entra ID is answered with 401.", finding.Says.ToString());
    }

    [Theory]
    [InlineData(false, ConnectionState.Waiting)]
    [InlineData(true, ConnectionState.Failing)]
    public void No_live_token_says_when_the_last_one_ended(bool arrived, ConnectionState state)
    {
        var sync = new KnownSync();
        sync.Token(with: token => token with { RevokedAt = KnownSync.Now.AddDays(-1) });
        if (arrived)
            sync.Created();
        var finding = sync.Diagnose();
        Assert.Equal((ConnectionCondition.NoToken, state, FindingAct.Rotate), (finding.Condition, finding.State, finding.Act));
        Assert.Contains("the last one ended", finding.Says.ToString(), StringComparison.Ordinal);
        Assert.Equal("pscim_AbCdEf123456… was revoked on Sun, 22 Nov, 13:05 UTC.", finding.Evidence[0].ToString());
    }

    [Theory]
    [InlineData(IdentityProvider.EntraId, "Tenant URL", "Test Connection", "Nobody is assigned. Open Users and groups", "Start provisioning")]
    [InlineData(IdentityProvider.Okta, "Base URL", "Test API Credentials", "Nobody is assigned. Open Assignments", "Create Users is off")]
    [InlineData(IdentityProvider.Other, "SCIM URL", "its connection test", "Nobody is assigned", "Provisioning is off or paused")]
    public void Nothing_yet_names_the_causes_in_the_providers_words(IdentityProvider provider, string url, string test, string assigned, string off)
    {
        var finding = new KnownSync(provider).Diagnose();
        Assert.Equal((ConnectionCondition.NothingYet, ConnectionState.Waiting, "No request has arrived yet."), (finding.Condition, finding.State, finding.Says.ToString()));
        Assert.Contains(test, finding.Next!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith($"The {url} was not entered yet", finding.Causes[0].ToString(), StringComparison.Ordinal);
        var causes = string.Join(' ', finding.Causes);
        Assert.Contains(assigned, causes, StringComparison.Ordinal);
        Assert.Contains(off, causes, StringComparison.Ordinal);
    }

    [Fact]
    public void Test_connection_alone_says_that_it_works_and_that_nobody_was_sent()
    {
        var finding = new KnownSync().Request(ActivityKind.MatchMiss, path: "/Users?filter=userName eq \"6f0d3a0e\"").Diagnose();
        Assert.Equal((ConnectionCondition.OnlyTested, ConnectionState.Waiting), (finding.Condition, finding.State));
        Assert.Equal("The connection works: Test Connection arrived. Nobody has been sent yet.", finding.Says.ToString());
        Assert.StartsWith("Nobody is assigned.", finding.Causes[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(79, ConnectionCondition.Healthy)]
    [InlineData(81, ConnectionCondition.Silent)]
    public void Silence_is_said_after_two_of_Entras_cycles(double minutes, ConnectionCondition condition)
        => Assert.Equal(condition, new KnownSync(users: 40).Repeat(6, (sync, i) => sync.Created(minutes + i)).Diagnose().Condition);

    [Fact]
    public void Silence_says_since_when_and_that_the_job_may_be_paused_or_in_quarantine()
    {
        var finding = new KnownSync(users: 40).Repeat(6, (sync, i) => sync.Created(180 + i)).Diagnose();
        Assert.Equal(ConnectionState.Attention, finding.State);
        Assert.Equal("Nothing has arrived since Mon, 23 Nov, 10:05 UTC, though Microsoft Entra ID asks every 40 minutes.", finding.Says.ToString());
        Assert.StartsWith("The job is paused", finding.Causes[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("quarantine", finding.Causes[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_after_a_person_or_two_names_Provision_on_demand_first()
        => Assert.StartsWith("Only Provision on demand was used so far.", new KnownSync(users: 2).Created(180).Created(182).Diagnose().Causes[0].ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData(6, ConnectionCondition.Healthy)]
    [InlineData(8, ConnectionCondition.Quiet)]
    public void Okta_may_be_quiet_for_days_and_that_is_no_trouble(int days, ConnectionCondition condition)
    {
        var finding = new KnownSync(IdentityProvider.Okta, users: 40).Created(days * 24 * 60).Diagnose();
        Assert.Equal((condition, ConnectionState.Healthy), (finding.Condition, finding.State));
    }

    [Fact]
    public void One_request_and_one_user_are_said_as_one()
        => Assert.Equal(
            ["1 request in the last 24 hours, and it did not fail.", "1 request in the last 7 days without a failure.", "1 user is here, 1 active."],
            new KnownSync(users: 1).Created(2).Diagnose().Evidence.Select(sentence => sentence.ToString()));

    [Fact]
    public void Healthy_says_since_when_and_how_much()
    {
        var finding = new KnownSync(users: 40).Created(600).Failed(404, "x", "gone", "/Users/1", minutesAgo: 300).Created(20).Created(2).Diagnose();
        Assert.Equal((ConnectionCondition.Healthy, ConnectionState.Healthy), (finding.Condition, finding.State));
        Assert.StartsWith("Requests arrive and are answered, the last ", finding.Says.ToString(), StringComparison.Ordinal);
        Assert.Equal(["4 requests in the last 24 hours, 1 of them not carried out.", "Without a failure since Mon, 23 Nov, 09:00 UTC.", "40 users are here, 40 of them active."], finding.Evidence.Select(sentence => sentence.ToString()));
    }

    [Fact]
    public void Failure_of_ours_is_said_to_be_ours()
    {
        var finding = new KnownSync().Created().Request(ActivityKind.Other, 500, detail: "reference abc").Diagnose();
        Assert.Equal((ConnectionCondition.ServerFailed, ConnectionState.Failing, "The newest request failed on our side."), (finding.Condition, finding.State, finding.Says.ToString()));
    }

    [Fact]
    public void Too_many_requests_need_nobody()
    {
        var finding = new KnownSync().Created().Request(ActivityKind.Other, 429).Diagnose();
        Assert.Equal((ConnectionCondition.Throttled, ConnectionState.Attention), (finding.Condition, finding.State));
        Assert.Contains("slows down by itself", finding.Next!.ToString(), StringComparison.Ordinal);
    }
}
