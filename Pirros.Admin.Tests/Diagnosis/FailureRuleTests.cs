using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Diagnosis;

public sealed class FailureRuleTests
{
    private const string Match = "/Users?filter=userName eq \"ana\"";

    [Theory]
    [InlineData("/Users?filter=employeeCode eq \"7\"", "employeeCode")]
    [InlineData("/Users?startIndex=1&filter=urn:acme:User:badge+eq+\"7\"", "urn:acme:User:badge")]
    public void Filter_on_an_attribute_that_is_not_mapped_is_named(string path, string attribute)
    {
        var finding = new KnownSync().Created().Failed(400, "invalidFilter", "employeeCode: User has no such attribute.", path).Diagnose();
        Assert.Equal((ConnectionCondition.FilterRefused, ConnectionState.Attention), (finding.Condition, finding.State));
        Assert.Equal($"Microsoft Entra ID looks for people by {attribute}, which can't be searched here, so nobody is found or created.", finding.Says.ToString());
        Assert.Contains("Match objects using this attribute on userName", finding.Next!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Filter_is_mended_once_a_match_is_answered()
        => Assert.Equal(ConnectionCondition.Healthy, new KnownSync().Created().Failed(400, "invalidFilter", "x", "/Users?filter=x eq 1", minutesAgo: 4).Request(ActivityKind.MatchHit, path: Match).Diagnose().Condition);

    [Fact]
    public void Duplicate_names_the_person_and_how_often()
    {
        var finding = new KnownSync().Created().Repeat(3, (sync, i) => sync.Failed(409, "uniqueness", "userName is taken.", "/Users", "POST", """{"userName":"ana.lima@harborlane.example"}""", i + 1)).Diagnose();
        Assert.Equal((ConnectionCondition.Duplicates, ConnectionState.Attention), (finding.Condition, finding.State));
        Assert.Equal("ana.lima@harborlane.example was refused 3 times: another active account has that userName.", finding.Says.ToString());
    }

    [Fact]
    public void Duplicates_of_several_people_name_the_one_most_often_refused()
    {
        var sync = new KnownSync().Created().Failed(409, "uniqueness", "taken", "/Users", "POST", """{"username":"bo"}""");
        var finding = sync.Repeat(2, (s, _) => s.Failed(409, "uniqueness", "taken", "/Users", "POST", """{"userName":"ana"}""")).Diagnose();
        Assert.StartsWith("2 people were refused because another active account has their userName, ana most often.", finding.Says.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Duplicate_is_forgotten_when_Entra_has_had_two_cycles_without_it()
        => Assert.Equal(ConnectionCondition.Healthy, new KnownSync().Failed(409, "uniqueness", "taken", "/Users", "POST", minutesAgo: 81).Created().Diagnose().Condition);

    [Fact]
    public void People_who_fail_validation_share_a_reason()
    {
        var finding = new KnownSync().Created().Repeat(2, (sync, _) => sync.Failed(400, "invalidValue", "emails[0].value: a string was expected.", "/Users", "POST")).Diagnose();
        Assert.Equal((ConnectionCondition.UsersInvalid, "2 requests were refused for the same reason: emails[0].value: a string was expected."), (finding.Condition, finding.Says.ToString()));
        Assert.Contains("Provisioning → Attribute mapping", finding.Next!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_person_who_fails_validation_is_named_even_when_the_body_was_shortened()
        => Assert.Equal(
            "ana was refused for what Okta sends: title: too long.",
            new KnownSync(IdentityProvider.Okta).Created().Failed(400, "invalidValue", "title: too long.", "/Users", "POST", """{"userName":"ana"}""").Failed(400, "invalidValue", "other", "/Users/1", "PUT", "{\"userName\":\"b", 5).Diagnose().Says.ToString());

    [Theory]
    [InlineData(9, 80, ConnectionCondition.Healthy, ConnectionState.Healthy)]
    [InlineData(20, 80, ConnectionCondition.Failures, ConnectionState.Attention)]
    [InlineData(60, 80, ConnectionCondition.Failures, ConnectionState.Failing)]
    public void Growing_failures_are_said_with_their_share(int failed, int answered, ConnectionCondition condition, ConnectionState state)
    {
        var sync = new KnownSync(users: 100).Repeat(answered, (s, _) => s.Created(2)).Repeat(failed, (s, _) => s.Failed(404, "noTarget", "There is no such user.", "/Users/1"));
        var finding = sync.Diagnose();
        Assert.Equal((condition, state), (finding.Condition, finding.State));
    }

    [Fact]
    public void Failures_say_how_far_the_quarantine_is_and_what_was_before()
    {
        var finding = new KnownSync(users: 100).Repeat(100, (s, _) => s.Created(600)).Repeat(80, (s, _) => s.Created(2)).Repeat(20, (s, _) => s.Failed(404, "noTarget", "There is no such user.", "/Users/1")).Diagnose();
        Assert.StartsWith("20 of the latest 100 requests failed, 20 % since", finding.Says.ToString(), StringComparison.Ordinal);
        Assert.Contains("There is no such user.", finding.Next!.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            [
                "In the days before, 0 % of 100 requests failed.",
                "Microsoft Entra ID puts a job in quarantine when more than 40 % of at least 5,000 requests fail, and switches it off after 28 days there.",
                "In the last 24 hours 10 % of 200 requests failed: 30 % of all requests more, and it would be.",
            ],
            finding.Evidence.Select(sentence => sentence.ToString()));
    }

    [Fact]
    public void Requests_of_which_none_ever_succeeded_fail()
    {
        var finding = new KnownSync().Request(ActivityKind.Other, 415, method: "POST", path: "/Bulk", detail: "The body is no JSON.").Diagnose();
        Assert.Equal((ConnectionCondition.Failures, ConnectionState.Failing, "No request of Microsoft Entra ID has succeeded yet."), (finding.Condition, finding.State, finding.Says.ToString()));
    }

    [Theory]
    [InlineData(9, 30, ConnectionCondition.Healthy)]
    [InlineData(12, 30, ConnectionCondition.MassDeactivation)]
    [InlineData(12, 300, ConnectionCondition.Healthy)]
    public void Mass_deactivation_is_many_and_a_large_part(int left, int stay, ConnectionCondition condition)
        => Assert.Equal(condition, Leaving(left, stay).Diagnose().Condition);

    [Fact]
    public void Mass_deactivation_says_how_many_and_where_to_look()
    {
        var finding = Leaving(12, 30).Diagnose();
        Assert.Equal((ConnectionState.Attention, "12 of 42 people were deactivated within 24 hours, and have no access now."), (finding.State, finding.Says.ToString()));
        Assert.Contains("Users and groups", finding.Next!.ToString(), StringComparison.Ordinal);
        Assert.Equal(5, finding.Requests.Count);
    }

    [Fact]
    public void Worst_finding_wins()
        => Assert.Equal(ConnectionCondition.TokenRefused, Leaving(12, 30).Failed(409, "uniqueness", "taken", "/Users", "POST", minutesAgo: 0.5).Refused(TokenRefusal.Foreign, minutesAgo: 0.1).Diagnose().Condition);

    private static KnownSync Leaving(int left, int stay)
        => new KnownSync(users: stay).Created().Repeat(left, (sync, i) => sync.Request(ActivityKind.Deactivated, 200, 1 + i, "PATCH", $"/Users/{i}", $"Person {i}"));
}
