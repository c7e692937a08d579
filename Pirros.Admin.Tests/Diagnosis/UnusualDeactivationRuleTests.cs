using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis;

namespace Pirros.Admin.Tests.Diagnosis;

public sealed class UnusualDeactivationRuleTests
{
    [Fact]
    public void Held_ones_are_told_with_how_many_who_and_since_when()
    {
        var facts = new KnownSync().Created().Held("u1", 9).Held("u2", 4).Facts() with { Concerned = ["Ana Lima"] };
        var finding = DiagnosisRules.WorstOf(facts);
        Assert.Equal((ConnectionCondition.DeactivationsHeld, ConnectionState.Attention, FindingAct.ShowDeactivations), (finding.Condition, finding.State, finding.Act));
        Assert.StartsWith("2 deactivations wait for a decision: Microsoft Entra ID asks for more of them than is usual.", finding.Says.ToString(), StringComparison.Ordinal);
        Assert.Equal("It is about Ana Lima and 1 more.", finding.Evidence[0].ToString());
        Assert.StartsWith("The first of them has waited since", finding.Evidence[1].ToString(), StringComparison.Ordinal);
        Assert.Contains(finding.Evidence, sentence => sentence.ToString().Contains("quarantine", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void One_is_told_in_the_singular()
        => Assert.StartsWith("A deactivation waits for a decision: Okta asks", new KnownSync(IdentityProvider.Okta).Created().Held("u1").Diagnose().Says.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Okta_is_known_to_give_up()
        => Assert.Contains(new KnownSync(IdentityProvider.Okta).Created().Held("u1").Diagnose().Evidence, sentence => sentence.ToString() == "Okta tries ten times, a minute apart. If it has given up when you release, choose Retry under Dashboard → Tasks.");

    [Fact]
    public void Many_tries_of_those_who_wait_are_no_other_fault()
    {
        var finding = new KnownSync().Created().Repeat(40, (sync, i) => sync.Held($"u{i}", i + 1)).Diagnose();
        Assert.Equal((ConnectionCondition.DeactivationsHeld, ConnectionState.Failing), (finding.Condition, finding.State));
    }

    [Fact]
    public void Held_one_that_was_decided_about_is_not_taken_for_too_many_requests()
        => Assert.Equal(ConnectionCondition.Healthy, new KnownSync().Created(minutesAgo: 9).Held("u1").Decided().Diagnose().Condition);

    [Fact]
    public void Too_many_requests_after_a_held_one_are_told()
        => Assert.Equal(ConnectionCondition.Throttled, new KnownSync().Created(minutesAgo: 9).Held("u1", 5).Decided().Request(ActivityKind.Other, 429).Diagnose().Condition);

    [Fact]
    public void Those_beyond_the_usual_that_went_through_are_told()
    {
        var finding = DiagnosisRules.WorstOf(new KnownSync().Created().Warned(12).Facts() with { Concerned = ["Ana Lima", "Bo Ek"] });
        Assert.Equal((ConnectionCondition.DeactivationsBeyond, ConnectionState.Attention, FindingAct.ShowDeactivations), (finding.Condition, finding.State, finding.Act));
        Assert.Equal("12 deactivations went beyond what is usual. The people have no access now.", finding.Says.ToString());
        Assert.Equal("It is about Ana Lima, Bo Ek and 10 more.", finding.Evidence[0].ToString());
    }
}
