using System.Text;
using System.Text.Json;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Guides;
using Pirros.Admin.Guides.Evidence;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.Saml;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Ticks, marks, the latest users and what was left out, the same on both databases.</summary>
public abstract class GuideStoreContract(Func<Task<TestStore>> open) : StoreContract(open)
{
    private static readonly Actor Mara = new(ActorKind.TenantAdmin, "demo|mara", "Mara Quinn", new TenantId("acme"));
    private static readonly Actor Support = new(ActorKind.Support, "demo|sam", "Samira Okafor");

    private GuideService Guides => Store.Get<GuideService>();

    [Fact]
    public async Task Tick_is_kept_with_who_and_when_shared_and_can_be_taken_back()
    {
        var connection = await Store.ConnectionAsync();
        await Guides.TickAsync(Mara, connection.Id, "entra-app", Cancel);
        var ticked = Store.Clock.GetUtcNow();
        Store.Clock.Advance(TimeSpan.FromMinutes(5));
        await Guides.TickAsync(Mara with { Name = "Tom Ek" }, connection.Id, "entra-app", Cancel);
        var step = await StepAsync(connection, "entra-app", Mara with { Name = "Tom Ek" });
        Assert.Equal((StepState.ByHand, new GuideTick("entra-app", ticked, "Mara Quinn")), (step.State, step.Tick));
        Assert.Equal(1, (await Guides.ProgressAsync(Mara, [connection], Cancel))[connection.Id].Done);
        await Guides.UntickAsync(Mara, connection.Id, "entra-app", Cancel);
        await Guides.UntickAsync(Mara, connection.Id, "entra-app", Cancel);
        Assert.Equal(StepState.Waiting, (await StepAsync(connection, "entra-app", Mara)).State);
        var audit = (await Store.Get<IAuditStore>().LatestAsync(connection.Tenant, 10, Cancel)).Where(entry => entry.Action.StartsWith("guide.", StringComparison.Ordinal));
        Assert.Equal([("guide.untick", "entra-app", "Mara Quinn"), ("guide.tick", "entra-app", "Mara Quinn")], audit.Select(entry => (entry.Action, entry.Target, entry.Actor.Name)));
    }

    [Fact]
    public async Task Ticks_are_for_the_tenants_own_people_and_for_steps_that_cannot_be_seen()
    {
        var connection = await Store.ConnectionAsync();
        var stranger = new Actor(ActorKind.TenantAdmin, "demo|eve", "Eve", new TenantId("other-firm"));
        Assert.Equal(Refusal.Forbidden, await RefusedAsync(Support, "entra-app"));
        Assert.Equal(Refusal.NotFound, await RefusedAsync(stranger, "entra-app"));
        Assert.Equal(Refusal.NotFound, await RefusedAsync(Mara, "okta-app"));
        Assert.Equal(Refusal.Conflict, await RefusedAsync(Mara, "entra-credentials"));
        await Assert.ThrowsAsync<RefusedException>(() => Guides.GetAsync(stranger, connection.Id, [], Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => Guides.ProgressAsync(stranger, [connection], Cancel));

        async Task<Refusal> RefusedAsync(Actor actor, string step) => (await Assert.ThrowsAsync<RefusedException>(() => Guides.TickAsync(actor, connection.Id, step, Cancel))).Reason;
    }

    [Fact]
    public async Task Step_is_proved_by_the_requests_that_arrived_and_is_a_problem_while_the_newest_was_refused()
    {
        var connection = await Store.ConnectionAsync();
        var other = await Store.ConnectionAsync("other-firm");
        await AppendAsync(Request(connection, "GET", "/Users?filter=userName+eq+\"6f0d3a0e-1b2c-4d5e-8f90-aabbccddeeff\"", 200, ActivityKind.MatchMiss));
        var proved = await StepAsync(connection, "entra-credentials", Mara);
        Assert.Equal((StepState.Proved, Store.Clock.GetUtcNow(), "20.190.8.1"), (proved.State, proved.Proof!.LastAt, proved.Proof.LastAddress));
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        await AppendAsync(Request(connection, "GET", "/Users", 401, ActivityKind.Refused) with { Token = null });
        Assert.Equal(StepState.Problem, (await StepAsync(connection, "entra-credentials", Mara)).State);
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        await AppendAsync(Request(connection, "GET", "/Users", 200, ActivityKind.List));
        Assert.Equal(StepState.Proved, (await StepAsync(connection, "entra-credentials", Mara)).State);
        var progress = await Guides.ProgressAsync(Store.Operator, [connection, other], Cancel);
        Assert.Equal((1, 0), (progress[connection.Id].Done, progress[other.Id].Done));
    }

    [Fact]
    public async Task Mappings_are_told_from_the_users_that_changed_last()
    {
        var connection = await Store.ConnectionAsync();
        var operations = Store.Get<ResourceOperations>();
        for (var i = 0; i < GuideService.UsersLookedAt + 5; i++)
        {
            Store.Clock.Advance(TimeSpan.FromSeconds(1));
            using var user = JsonDocument.Parse(i < 5 ? $$"""{"userName":"u{{i}}"}""" : $$"""{"name":{"givenName":"A"},"userName":"u{{i}}@acme.example"}""");
            await operations.CreateAsync(connection.Id, ResourceTypes.User, user.RootElement, Cancel);
        }

        using var group = JsonDocument.Parse("""{"displayName":"Architects"}""");
        await operations.CreateAsync(connection.Id, ResourceTypes.Group, group.RootElement, Cancel);
        var checks = (await Guides.GetAsync(Mara, connection.Id, [], Cancel)).Mappings;
        Assert.Equal([(100, 100, 0), (100, 100, 0), (100, 0, 0), (100, 0, 0), (100, 100, 0)], checks.Select(check => (check.Users, check.Received, check.Odd)));
        var documents = await Store.Get<IGuideStore>().LatestUsersAsync(connection.Id, 2, Cancel);
        Assert.Equal(["u104@acme.example", "u103@acme.example"], documents.Select(document => JsonDocument.Parse(Encoding.UTF8.GetString(document)).RootElement.GetProperty("userName").GetString()));
        Assert.Empty(await Store.Get<IGuideStore>().LatestUsersAsync((await Store.ConnectionAsync("other-firm")).Id, 2, Cancel));
    }

    [Fact]
    public async Task What_was_left_out_is_told_from_the_newest_writes_of_users()
    {
        var connection = await Store.ConnectionAsync();
        await AppendAsync(
            Write("""{"userName":"ana@acme.example","mail":"ana@acme.example","name":{"givenName":"Ana"},"schemas":[],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D","floor":"3"}}"""),
            Write("""{"Operations":[{"op":"add","path":"urn:acme:2.0:User:badge","value":"7"},{"op":"add","path":"emails[type eq \"work\"].value","value":"a@b"}]}"""),
            Write("""{"mobile":"1"}""") with { Ignored = 0 },
            Write("""{"pager":"1"}""") with { Status = 400 },
            Write("""{"size":"1"}""") with { Path = "/Groups" },
            Write("""{"userName":"a"""));
        Assert.Equal(["urn:acme:2.0:User:badge", "mail", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:floor"], (await Guides.GetAsync(Mara, connection.Id, [], Cancel)).LeftOut);
        var declared = new DeclaredSchema("urn:acme:2.0:User", "User", [new() { Name = "Badge" }]);
        Assert.DoesNotContain("urn:acme:2.0:User:badge", (await Guides.GetAsync(Mara, connection.Id, [declared], Cancel)).LeftOut);
        Assert.Equal(["""{"userName":"a"""], await Store.Get<IGuideStore>().LatestIgnoredAsync(connection.Id, 1, Cancel));

        ActivityRecord Write(string body) => Request(connection, "POST", "/Users", 201, ActivityKind.Created) with { Ignored = 1, Details = ActivityDetails.None with { ResourceId = "u1", Request = body } };
    }

    [Fact]
    public async Task Steps_of_single_sign_on_are_told_from_settings_and_the_newest_test()
    {
        var connection = await Store.ConnectionAsync();
        var other = await Store.ConnectionAsync("other-firm");
        var saml = Store.Get<ISamlStore>();
        using var provider = new SamlProvider();
        Assert.Equal(StepState.Waiting, (await StepAsync(connection, "entra-saml-metadata", Mara)).State);

        var taken = Store.Clock.GetUtcNow();
        await SetAsync(SamlEvidence.None, [taken]);
        Store.Clock.Advance(TimeSpan.FromMinutes(1));
        var begun = Store.Clock.GetUtcNow();
        await SetAsync(new SamlEvidence(begun, null, null, null), [taken]);
        var known = await StepAsync(connection, "entra-saml-metadata", Mara);
        Assert.Equal((StepState.Proved, taken), (known.State, known.SeenAt));
        Assert.Equal(begun, (await StepAsync(connection, "entra-saml-request", Mara)).SeenAt);
        Assert.Equal(2, (await Guides.ProgressAsync(Store.Operator, [connection, other], Cancel))[connection.Id].Done);
        Assert.Equal(0, (await Guides.ProgressAsync(Store.Operator, [connection, other], Cancel))[other.Id].Done);

        // What nobody here tested, somebody else may have sent.
        await ResultAsync(SamlFault.Audience, null);
        Assert.Equal(StepState.Waiting, (await StepAsync(connection, "entra-saml", Mara)).State);
        await ResultAsync(SamlFault.Audience, "demo|mara");
        var failed = await StepAsync(connection, "entra-saml", Mara);
        Assert.Equal((StepState.Problem, Store.Clock.GetUtcNow()), (failed.State, failed.FailedAt));
        await ResultAsync(null, "demo|mara");
        Assert.Equal((StepState.Waiting, StepState.Problem), ((await StepAsync(connection, "entra-saml", Mara)).State, (await StepAsync(connection, "entra-saml-user", Mara)).State));

        var accepted = Store.Clock.GetUtcNow();
        await SetAsync(new SamlEvidence(begun, accepted, accepted, accepted), [taken, accepted]);
        await ResultAsync(null, "demo|mara", active: true);
        Assert.Equal(accepted, (await StepAsync(connection, "entra-saml-metadata", Mara)).SeenAt);
        foreach (var step in new[] { "entra-saml", "entra-saml-answer", "entra-saml-name-id", "entra-saml-user" })
            Assert.Equal((step, StepState.Proved, accepted), (step, (await StepAsync(connection, step, Mara)).State, (await StepAsync(connection, step, Mara)).SeenAt));
        Assert.Equal(6, (await Guides.ProgressAsync(Mara, [connection], Cancel))[connection.Id].Done);
        Assert.Equal(Refusal.Conflict, (await Assert.ThrowsAsync<RefusedException>(() => Guides.TickAsync(Mara, connection.Id, "entra-saml-answer", Cancel))).Reason);

        Task SetAsync(SamlEvidence evidence, DateTimeOffset[] added) => saml.ChangeAsync(
            connection.Id,
            _ => new SamlSettings(SamlProvider.Issuer, "https://sts.example.test/saml2") { Certificates = [.. added.Select(at => new TrustedCertificate(SigningCertificate.OfDer(provider.Der), at))], Evidence = evidence },
            null,
            Cancel);

        Task ResultAsync(SamlFault? fault, string? testedBy, bool active = false)
        {
            Store.Clock.Advance(TimeSpan.FromSeconds(1));
            var now = Store.Clock.GetUtcNow();
            return saml.AddResultAsync(new SamlResult(connection.Id, OrderedId.Next(now), now, testedBy, fault, null, null) { UserActive = active }, 20, Cancel);
        }
    }

    private async Task<StepStatus> StepAsync(Connection connection, string step, Actor actor)
    {
        var status = await Guides.GetAsync(actor, connection.Id, [], Cancel);
        return status.Of(status.Guide.Find(step)!);
    }

    private Task AppendAsync(params ActivityRecord[] records) => Store.Get<IActivityStore>().AppendAsync(new ActivityBatch(records, [.. ScimEvidence.Rules, .. EntraEvidence.Rules]), Cancel);

    private ActivityRecord Request(Connection connection, string method, string path, int status, ActivityKind what)
    {
        var now = Store.Clock.GetUtcNow();
        return new ActivityRecord(connection.Id, OrderedId.Next(now), now, method, path, status, TimeSpan.Zero, what, "Ana Lima", null, new TokenId("AbCdEf123456"), "20.190.8.1", null, 0);
    }
}

public sealed class GuideStoreOnSqliteTests() : GuideStoreContract(TestStore.OnSqliteAsync);

public sealed class GuideStoreOnPostgresTests(PostgresServer server) : GuideStoreContract(() => TestStore.OnPostgresAsync(server));
