using System.Text.Json;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.Saml;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Single sign-on as it is kept: an assertion is used once, whichever process it comes to; and who is let in is asked of the directory as it is now.</summary>
public abstract class SamlStoreContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly Actor Mara = new(ActorKind.TenantAdmin, "auth0|mara", "Mara Quinn", new TenantId("acme"));
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private ISamlStore Saml => Store.Get<ISamlStore>();

    private DateTimeOffset Now => Store.Clock.GetUtcNow();

    [Fact]
    public async Task Of_many_who_use_an_assertion_at_once_in_two_processes_one_does()
    {
        var id = (await Store.ConnectionAsync()).Id;
        await using var other = await Store.AnotherProcessAsync();
        await Saml.AddRequestAsync(Request(id, "_r1", [1]), Cancel);
        var uses = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? Saml : other.Get<ISamlStore>()).UseAsync(id, "_r1", "_a1", Now + Hour, Now, Cancel)));
        Assert.Equal("_r1", Assert.Single(uses, use => use.Outcome == SamlUseOutcome.Used).Request!.Id);
        Assert.Equal(15, uses.Count(use => use.Outcome == SamlUseOutcome.Replayed));

        // The request is answered now, by whatever assertion; and one of the same name at another connection is another.
        Assert.Equal(SamlUseOutcome.UnknownRequest, (await Saml.UseAsync(id, "_r1", "_a2", Now + Hour, Now, Cancel)).Outcome);
        Assert.Equal(SamlUseOutcome.Used, (await Saml.UseAsync((await Store.ConnectionAsync()).Id, null, "_a1", Now + Hour, Now, Cancel)).Outcome);
    }

    [Fact]
    public async Task Assertion_is_remembered_for_as_long_as_it_could_be_used()
    {
        var id = (await Store.ConnectionAsync()).Id;
        Assert.Equal(SamlUseOutcome.Used, (await Saml.UseAsync(id, null, "_a1", Now + Hour, Now, Cancel)).Outcome);
        Store.Clock.Advance(Hour - TimeSpan.FromTicks(1));
        Assert.Equal(SamlUseOutcome.Replayed, (await Saml.UseAsync(id, null, "_a1", Now + Hour, Now, Cancel)).Outcome);
        Store.Clock.Advance(TimeSpan.FromTicks(1));
        await Saml.UseAsync(id, null, "_a2", Now + Hour, Now, Cancel);
        Assert.Equal(1, await WholeTenant.CountAsync(Store, "SELECT COUNT(*) FROM saml_uses"));
    }

    [Fact]
    public async Task Request_is_whole_until_its_end_and_found_by_its_browser_alone()
    {
        var id = (await Store.ConnectionAsync()).Id;
        var request = Request(id, "_r1", [1, 2]) with { TestedBy = null, ReturnTo = "/audit" };
        await Saml.AddRequestAsync(request, Cancel);
        Assert.Equal("_r1", (await Saml.FindRequestAsync(id, [1, 2], Now, Cancel))!.Id);
        Assert.Null(await Saml.FindRequestAsync(id, [1, 3], Now, Cancel));
        Assert.Null(await Saml.FindRequestAsync((await Store.ConnectionAsync()).Id, [1, 2], Now, Cancel));
        var used = (await Saml.UseAsync(id, "_r1", "_a1", Now + Hour, Now, Cancel)).Request!;
        Assert.Equal((null, "/audit", request.At, request.EndsAt, "0102"), (used.TestedBy, used.ReturnTo, used.At, used.EndsAt, Convert.ToHexString(used.Browser)));
        await Saml.AddRequestAsync(Request(id, "_r2", [1, 2]), Cancel);
        Store.Clock.Advance(Hour);
        Assert.Null(await Saml.FindRequestAsync(id, [1, 2], Now, Cancel));
        Assert.Equal(SamlUseOutcome.UnknownRequest, (await Saml.UseAsync(id, "_r2", "_a3", Now + Hour, Now, Cancel)).Outcome);
        await Saml.AddRequestAsync(Request(id, "_r3", [1, 2]), Cancel);
        Assert.Equal(1, await WholeTenant.CountAsync(Store, "SELECT COUNT(*) FROM saml_requests"));
    }

    [Fact]
    public async Task Nonsense_pushes_out_nonsense_only_and_all_go_with_time()
    {
        var id = (await Store.ConnectionAsync()).Id;
        var good = Result(id) with { NameId = "ana@acme.example", Claims = [new SamlClaim("groups", ["Design", "Admins"])], Certificate = "AB12", ClockDifference = TimeSpan.FromMilliseconds(-1_500), Solicited = true, User = "u1", UserActive = true };
        await Saml.AddResultAsync(good, 3, Cancel);
        for (var i = 0; i < 5; i++)
        {
            Store.Clock.Advance(TimeSpan.FromSeconds(1));
            await Saml.AddResultAsync(Result(id) with { Fault = SamlFault.NotXml, Expected = "e", Received = $"{i}" }, 3, Cancel);
        }

        var kept = await Saml.ResultsAsync(id, 10, Cancel);
        Assert.Equal(["4", "3", "2", null], kept.Select(result => result.Received));
        Assert.Equal(JsonSerializer.Serialize(good), JsonSerializer.Serialize(kept[^1]));
        Store.Clock.Advance(TimeSpan.FromDays(31));
        await Saml.AddResultAsync(Result(id), 3, Cancel);
        Assert.Single(await Saml.ResultsAsync(id, 10, Cancel));
    }

    [Fact]
    public async Task Person_is_found_by_user_name_or_by_the_only_address()
    {
        var id = (await Store.ConnectionAsync()).Id;
        var ben = await CreateAsync(id, ResourceTypes.User, """{"userName":"ben.ruiz","displayName":"Ben Ruiz","emails":[{"value":"Ben@acme.example","type":"work"}]}""");
        Assert.Equal(new SamlPerson(ben, "ben.ruiz", "Ben Ruiz", true, false), await Saml.FindPersonAsync(id, "ben@ACME.example", Cancel));
        Assert.Equal(ben, (await Saml.FindPersonAsync(id, "BEN.RUIZ", Cancel))!.Id);
        Assert.Null(await Saml.FindPersonAsync(id, "nobody@acme.example", Cancel));
        Assert.Null(await Saml.FindPersonAsync((await Store.ConnectionAsync()).Id, "ben@acme.example", Cancel));
        await CreateAsync(id, ResourceTypes.User, """{"userName":"ben.other","emails":[{"value":"ben@acme.example","type":"work"}]}""");
        Assert.Null(await Saml.FindPersonAsync(id, "ben@acme.example", Cancel));
    }

    [Fact]
    public async Task Session_of_the_firms_own_provider_goes_on_while_its_person_is_an_active_admin()
    {
        var id = (await Store.ConnectionAsync()).Id;
        var ana = await CreateAsync(id, ResourceTypes.User, """{"userName":"ana@acme.example"}""");
        var inner = await CreateAsync(id, ResourceTypes.Group, $$"""{"displayName":"Night shift","members":[{"value":"{{ana}}"}]}""");
        var admins = await CreateAsync(id, ResourceTypes.Group, $$"""{"displayName":"IT admins","members":[{"value":"{{inner}}"}]}""");
        Assert.True(await Saml.IsGroupAsync(id, admins, Cancel));
        Assert.False(await Saml.IsGroupAsync(id, ana, Cancel));
        var session = new Session(Guid.CreateVersion7(Now), "saml|ana", new TenantId("acme"), null, Now, Now, Now + Hour) { Directory = new DirectoryPerson(id, ana) };
        await Store.Get<ISessionStore>().AddAsync(session, AuditEntry.Of(Store.Clock, Mara, new TenantId("acme"), null, "session.begin", "ana"), Cancel);
        Assert.Null(await FindAsync());
        Assert.Null(await Saml.SignInConnectionAsync(new TenantId("acme"), Cancel));
        await LetInAsync(id, admins);
        Assert.Equal(session, await FindAsync());
        Assert.Equal(id, await Saml.SignInConnectionAsync(new TenantId("acme"), Cancel));
        Assert.True((await Saml.FindPersonAsync(id, "ana@acme.example", Cancel))!.IsAdmin);
        await PatchAsync(id, ana, """{"op":"replace","path":"active","value":false}""");
        Assert.Null(await FindAsync());
        await PatchAsync(id, ana, """{"op":"replace","path":"active","value":true}""");
        Assert.NotNull(await FindAsync());
        await Store.Get<ConnectionService>().SetEnabledAsync(Store.Operator, id, false, Cancel);
        Assert.Null(await FindAsync());
        Assert.Null(await Saml.SignInConnectionAsync(new TenantId("acme"), Cancel));

        Task<Session?> FindAsync() => Store.Get<ISessionStore>().FindAsync(session.Id, Now, Cancel);
    }

    private SamlRequest Request(ConnectionId connection, string id, byte[] browser) => new(connection, id, browser, "auth0|mara", null, Now, Now + Hour);

    private SamlResult Result(ConnectionId connection) => new(connection, OrderedId.Next(Now), Now, null, null, null, null);

    private async Task LetInAsync(ConnectionId connection, string group)
    {
        using var provider = new SamlProvider(from: Now.AddDays(-1), until: Now.AddYears(1));
        await Store.Get<SamlService>().TakeByHandAsync(Mara, connection, SamlProvider.Issuer, "https://sts.example.test/sso", provider.Der, Cancel);
        await Saml.ChangeAsync(connection, settings => settings! with { Evidence = settings.Evidence with { TestedAt = Now } }, null, Cancel);
        await Store.Get<SamlService>().SetAdminGroupAsync(Mara, connection, group, Cancel);
    }

    private async Task<string> CreateAsync(ConnectionId connection, ResourceType type, string body)
    {
        using var document = JsonDocument.Parse(body);
        return (await Store.Get<ResourceOperations>().CreateAsync(connection, type, document.RootElement, Cancel)).Stored.Id;
    }

    private async Task PatchAsync(ConnectionId connection, string user, string operation)
    {
        using var document = JsonDocument.Parse($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}""");
        await Store.Get<ResourceOperations>().PatchAsync(connection, ResourceTypes.User, user, document.RootElement, null, Cancel);
    }
}

public sealed class SamlStoreOnSqliteTests() : SamlStoreContract(TestStore.OnSqliteAsync);

public sealed class SamlStoreOnPostgresTests(PostgresServer server) : SamlStoreContract(() => TestStore.OnPostgresAsync(server));
