using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.Guides.Evidence;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Guides;

/// <summary>Which marks the requests of the providers leave.</summary>
public sealed class EvidenceTests
{
    private static readonly ActivityRule[] Rules = [.. ScimEvidence.Rules, .. EntraEvidence.Rules, .. OktaEvidence.Rules];

    [Theory]
    [InlineData("/Users?filter=userName+eq+\"6f0d3a0e-1b2c-4d5e-8f90-aabbccddeeff\"", ActivityKind.MatchMiss, "entra-test-connection")]
    [InlineData("/Users?filter=userName eq \"6f0d3a0e-1b2c-4d5e-8f90-aabbccddeeff\"", ActivityKind.MatchMiss, "entra-test-connection")]
    [InlineData("/Users?aadOptscim062020&filter=userName+eq+\"6f0d3a0e-1b2c-4d5e-8f90-aabbccddeeff\"", ActivityKind.MatchMiss, "entra-test-connection")]
    [InlineData("/Users?filter=emails[type+eq+\"work\"].value+eq+\"6f0d3a0e-1b2c-4d5e-8f90-aabbccddeeff\"", ActivityKind.MatchMiss, "entra-test-connection")]
    [InlineData("/Users?filter=userName+eq+6f0d3a0e-1b2c-4d5e-8f90-aabbccddeeff", ActivityKind.MatchMiss, "entra-test-connection")]
    [InlineData("/Users?filter=externalId+eq+\"6f0d3a0e-1b2c-4d5e-8f90-aabbccddeeff\"", ActivityKind.MatchMiss, "user-matched")]
    [InlineData("/Users?filter=userName+eq+\"ana@contoso.example\"", ActivityKind.MatchMiss, "user-matched")]
    [InlineData("/Users?filter=userName eq \"ana@acme.example\"&startIndex=1&count=100", ActivityKind.MatchHit, "user-matched")]
    [InlineData("/Users?startIndex=1&count=2", ActivityKind.List, "okta-test-credentials")]
    [InlineData("/Users?count=2&startIndex=1", ActivityKind.List, "okta-test-credentials")]
    [InlineData("/Users?startIndex=1&count=100", ActivityKind.List, "")]
    [InlineData("/Groups?startIndex=1&count=2", ActivityKind.List, "")]
    [InlineData("/Groups?excludedAttributes=members&filter=displayName+eq+\"6f0d3a0e-1b2c-4d5e-8f90-aabbccddeeff\"", ActivityKind.MatchMiss, "")]
    [InlineData("/Users?filter=id+eq+\"2f1c\"+and+manager+eq+\"2f1d\"", ActivityKind.MatchHit, "user-matched")]
    public void Request_that_reads_leaves_its_mark(string path, ActivityKind what, string mark)
        => Assert.Equal(mark.Length == 0 ? ["token-accepted"] : ["token-accepted", mark], Marks(Record("GET", path, 200, what)));

    [Theory]
    [InlineData("POST", "/Users", 201, ActivityKind.Created, "user-created")]
    [InlineData("POST", "/Users", 201, ActivityKind.Restored, "user-created")]
    [InlineData("POST", "/Users", 409, ActivityKind.Other, "user-not-created")]
    [InlineData("PATCH", "/Users/2f1c", 200, ActivityKind.Updated, "user-updated")]
    [InlineData("PATCH", "/Users/2f1c", 200, ActivityKind.Unchanged, "")]
    [InlineData("PUT", "/Users/2f1c", 200, ActivityKind.Deactivated, "user-deactivated")]
    [InlineData("DELETE", "/Users/2f1c", 204, ActivityKind.Deleted, "user-deactivated")]
    [InlineData("POST", "/Groups", 201, ActivityKind.Created, "group-written")]
    [InlineData("PATCH", "/Groups/2f1c", 204, ActivityKind.MembersChanged, "group-written")]
    [InlineData("DELETE", "/Groups/2f1c", 204, ActivityKind.Deleted, "")]
    public void Request_that_writes_leaves_its_mark(string method, string path, int status, ActivityKind what, string mark)
        => Assert.Equal(mark.Length == 0 ? ["token-accepted"] : ["token-accepted", mark], Marks(Record(method, path, status, what)));

    [Fact]
    public void Refused_request_leaves_no_other_mark()
        => Assert.Equal(["token-refused"], Marks(Record("GET", "/Users?startIndex=1&count=2", 401, ActivityKind.Refused) with { Token = null }));

    [Theory]
    [InlineData("""{"userName":"ana@acme.example","name":{"givenName":"Ana","familyName":"Lima"},"emails":[{"type":"work","value":"ana@acme.example"}],"active":true}""", "user-name given-name family-name work-email active")]
    [InlineData("""{"UserName":"ana","name":{"givenName":"","familyName":null},"emails":[{"type":"home","value":"ana@acme.example"}],"active":null}""", "")]
    [InlineData("""{"userName":"@acme","emails":[]}""", "")]
    [InlineData("""{"Operations":[{"op":"Replace","path":"emails[type eq \"work\"].value","value":"ana@acme.example"},{"op":"Add","path":"name.givenName","value":"Ana"}]}""", "given-name work-email")]
    [InlineData("""{"Operations":[{"op":"replace","value":{"name.familyName":"Lima","active":false}}]}""", "family-name active")]
    [InlineData("""{"Operations":[{"op":"Replace","path":"active","value":"False"}]}""", "active")]
    [InlineData("""{"Operations":[{"op":"Remove","path":"active"},{"op":"remove","path":"name.givenName","value":"Ana"}]}""", "")]
    [InlineData("""{"Operations":[{"op":"add","path":"urn:ietf:params:scim:schemas:core:2.0:User:name.givenName","value":"Ana"}]}""", "given-name")]
    [InlineData("""{"Operations":["x",{"op":7},{"op":"add","path":"emails","value":[{"type":"work","value":"ana@acme.example"},3]}]}""", "work-email")]
    [InlineData("""{"userName":"ana@acme.exa""", "")]
    [InlineData("[1]", "")]
    public void Attributes_are_seen_in_what_a_write_carried(string body, string attributes)
    {
        var record = Record("PATCH", "/Users/2f1c", 200, ActivityKind.Unchanged) with { Details = ActivityDetails.None with { Request = body } };
        Assert.Equal(attributes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => $"mapping-{name}"), Marks(record).Skip(1));
        Assert.DoesNotContain(Marks(record with { Status = 400 }), mark => mark.StartsWith("mapping-", StringComparison.Ordinal));
    }

    [Fact]
    public void Marks_and_steps_have_one_meaning_each_and_names_that_fit_their_columns()
    {
        Assert.Equal(Rules.Length, Rules.DistinctBy(rule => rule.Mark).Count());
        Assert.All(Rules, rule => Assert.Matches("^[a-z]+(-[a-z]+)*$", rule.Mark));
        foreach (var provider in Enum.GetValues<IdentityProvider>())
        {
            var guide = Guide.For(provider);
            Assert.Equal(guide.Steps.Count, guide.Steps.DistinctBy(step => step.Id).Count());
            Assert.All(guide.Steps, step => Assert.Matches("^[a-z-]{3,60}$", step.Id));
            Assert.All(guide.Steps.Select(step => step.Evidence).OfType<StepEvidence>(), evidence => Assert.Contains(evidence.Rule, Rules));
            Assert.All(guide.Steps.Select(step => step.Trouble).OfType<StepTrouble>(), trouble => Assert.Subset(Rules.ToHashSet(), new HashSet<ActivityRule> { trouble.Rule, trouble.Until }));
            Assert.All(guide.Steps.SelectMany(step => step.Lines).Select(line => line.Form).OfType<string>(), form => Assert.Contains(form, guide.Forms.Select(one => one.Key)));
        }
    }

    /// <summary>Each fault is told at one step, so that an admin who follows the guide finds the one that mends it.</summary>
    [Fact]
    public void Every_fault_of_a_test_belongs_to_one_step()
    {
        foreach (var provider in Enum.GetValues<IdentityProvider>())
        {
            var steps = Guide.For(provider).Steps.Where(step => step.SignOn is not null).ToList();
            Assert.Equal(6, steps.Count);
            Assert.All(Enum.GetValues<SamlFault>(), fault => Assert.Single(steps, step => step.SignOn!.Failed(new SignOnTest(DateTimeOffset.UnixEpoch, fault, false))));
            Assert.Single(steps, step => step.SignOn!.Failed(new SignOnTest(DateTimeOffset.UnixEpoch, null, false)));
            Assert.DoesNotContain(steps, step => step.SignOn!.Failed(new SignOnTest(DateTimeOffset.UnixEpoch, null, true)));
            Assert.Equal(["metadata"], steps.Where(step => step.SignOn!.At(new SignOnSeen(DateTimeOffset.UnixEpoch, null, null, null)) is not null).Select(step => step.Id.Split('-')[^1]));
            Assert.Equal($"{steps[0].Id[..^5]}-saml", Assert.Single(steps, step => step.ByHand).Id);
        }
    }

    private static List<string> Marks(ActivityRecord record) => [.. Rules.Where(rule => rule.Holds(record)).Select(rule => rule.Mark)];

    private static ActivityRecord Record(string method, string path, int status, ActivityKind what) => new(
        new ConnectionId("con-7k2m9q4x1v8c3n5t"), Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, method, path, status, TimeSpan.Zero, what, "Ana Lima", null, new TokenId("AbCdEf123456"), "20.190.8.1", null, 0);
}
