using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Downstream;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Events are there with what they tell of and never without it, are read wholly and in order, and are delivered by one process at a time.</summary>
public abstract class DownstreamStoreContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private const string Owner = "this";
    private static readonly TenantId Acme = new("acme");

    private ResourceOperations Operations => Store.Get<ResourceOperations>();

    private IOutbox Outbox => Store.Get<IOutbox>();

    private IDeliveryStore Deliveries => Store.Get<IDeliveryStore>();

    private DateTimeOffset Now => Store.Clock.GetUtcNow();

    private static Actor Admin => new(ActorKind.TenantAdmin, "auth0|mara", "Mara Quinn", Acme);

    [Fact]
    public async Task Change_without_a_subscriber_writes_no_event()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        await UserAsync(connection, "ana");
        await Store.ConnectionAsync("other");
        await SubscribeAsync(tenant: "other");
        await UserAsync(connection, "ben");
        Assert.Equal(0, await WholeTenant.CountAsync(Store, "SELECT COUNT(*) FROM directory_events"));
    }

    [Fact]
    public async Task Each_change_of_a_user_is_an_event_that_says_what()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var subscriber = await SubscribeAsync();
        var id = await UserAsync(connection, "Ana", """, "externalId":"e1" """);
        await PatchAsync(connection, ResourceTypes.User, id, """{"op":"replace","path":"title","value":"Lead"},{"op":"replace","path":"name.givenName","value":"Ana"}""");
        await PatchAsync(connection, ResourceTypes.User, id, """{"op":"replace","path":"title","value":"Lead"}""");
        await PatchAsync(connection, ResourceTypes.User, id, """{"op":"replace","path":"active","value":false}""");
        await PatchAsync(connection, ResourceTypes.User, id, """{"op":"replace","path":"active","value":true}""");
        await PatchAsync(connection, ResourceTypes.User, id, """{"op":"replace","path":"active","value":false}""");
        Assert.Equal(id, await UserAsync(connection, "Ana"));
        await Operations.DeleteAsync(connection, ResourceTypes.User, id, null, Cancel);
        var events = await AllAsync(subscriber);
        Assert.Equal(["user.created", "user.updated", "user.deactivated", "user.reactivated", "user.deactivated", "user.reactivated", "user.deleted"], events.Select(e => e.Type));
        Assert.All(events, e => Assert.Equal((connection, id, "Ana@acme.example"), (e.Connection, e.Subject, e.Name)));
        Assert.Equal([true, true, false, true, false, true, true], events.Select(e => e.Active));
        Assert.Equal("e1", events[0].ExternalId);
        Assert.Equal("""{"changed":["name.givenName","title"]}""", events[1].Details);
        Assert.Equal(events.Count, events.Select(e => e.Id).Distinct().Count());
        var data = JsonNode.Parse(EventPayload.Body(events[1]))!;
        Assert.Equal(
            ("user.updated", connection.Value, id, "Ana@acme.example", true, 2),
            (data["type"]!.GetValue<string>(), data["data"]!["connectionId"]!.GetValue<string>(), data["data"]!["id"]!.GetValue<string>(), data["data"]!["userName"]!.GetValue<string>(), data["data"]!["active"]!.GetValue<bool>(), data["data"]!["changed"]!.AsArray().Count));
    }

    [Fact]
    public async Task Who_came_to_a_group_and_who_left_is_told_exactly()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        List<string> people = [];
        for (var i = 0; i < 130; i++)
            people.Add(await UserAsync(connection, $"p{i}"));
        var subscriber = await SubscribeAsync();
        var group = await CreateAsync(connection, ResourceTypes.Group, $$"""{"displayName":"Team","members":[{{Values(people[..2])}}]}""");
        await PatchAsync(connection, ResourceTypes.Group, group, $$"""{"op":"add","path":"members","value":[{{Values(people[1..3])}}]}""");
        await PatchAsync(connection, ResourceTypes.Group, group, $$"""{"op":"remove","path":"members[value eq \"{{people[0]}}\"]"}""");
        await PatchAsync(connection, ResourceTypes.Group, group, $$"""{"op":"remove","path":"members[value eq \"{{people[0]}}\"]"}""");
        using (var put = JsonDocument.Parse($$"""{"displayName":"Team 2","members":[{{Values(people[2..])}}]}"""))
            await Operations.ReplaceAsync(connection, ResourceTypes.Group, group, put.RootElement, null, Cancel);
        await Operations.DeleteAsync(connection, ResourceTypes.Group, group, null, Cancel);
        var events = await AllAsync(subscriber);
        Assert.Equal(
            ["group.created", "group.members_changed", "group.members_changed", "group.members_changed", "group.updated", "group.members_changed", "group.members_changed", "group.deleted"], events.Select(e => e.Type));
        Assert.Equal(people[..2].Order(StringComparer.Ordinal), Ids(events[1], "added").Order(StringComparer.Ordinal));
        Assert.Equal([people[2]], Ids(events[2], "added"));
        Assert.Equal([people[0]], Ids(events[3], "removed"));
        Assert.Equal(people[3..].Order(StringComparer.Ordinal), events[5..7].SelectMany(e => Ids(e, "added")).Order(StringComparer.Ordinal));
        Assert.Equal([people[1]], events[5..7].SelectMany(e => Ids(e, "removed")));
        Assert.All(events, e => Assert.True((e.Details?.Length ?? 0) < 5_000));
    }

    [Fact]
    public async Task Change_that_is_undone_leaves_no_event()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var subscriber = await SubscribeAsync();
        await UserAsync(connection, "ana");
        await Assert.ThrowsAnyAsync<Exception>(() => UserAsync(connection, "ana"));
        await Assert.ThrowsAnyAsync<Exception>(() => CreateAsync(connection, ResourceTypes.Group, """{"displayName":"Team","members":[{"value":"nobody"}]}"""));
        Assert.Single(await AllAsync(subscriber));
    }

    [Fact]
    public async Task Pages_hold_every_event_once_and_in_order()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var subscriber = await SubscribeAsync();
        for (var i = 0; i < 25; i++)
            await UserAsync(connection, $"p{i}");
        List<long> numbers = [];
        EventPage page;
        var position = subscriber.Position;
        do
        {
            page = await Outbox.ReadAsync(Acme, subscriber.Id, position, 10, Cancel);
            numbers.AddRange(page.Events.Select(e => e.Number));
            Assert.Equal(25 - numbers.Count, await Outbox.BehindAsync(Acme, subscriber.Id, page.Position, 100, Cancel));
            Assert.True(EventPosition.TryParse(page.Position.ToString(), out position));
        }
        while (page.More);
        Assert.Equal(25, numbers.Count);
        Assert.Equal(numbers.Distinct().Order(), numbers);
        await UserAsync(connection, "later");
        Assert.Single((await Outbox.ReadAsync(Acme, subscriber.Id, position, 10, Cancel)).Events);
        await using var other = await Store.AnotherProcessAsync();
        Assert.Single((await other.Get<IOutbox>().ReadAsync(Acme, subscriber.Id, position, 10, Cancel)).Events);
    }

    [Fact]
    public async Task Of_each_person_the_first_is_delivered_and_deactivations_before_all_else()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var subscriber = await SubscribeAsync();
        var (ana, ben, eve) = (await UserAsync(connection, "ana"), await UserAsync(connection, "ben"), await UserAsync(connection, "eve"));
        await PatchAsync(connection, ResourceTypes.User, ana, """{"op":"replace","path":"title","value":"Lead"}""");
        await PatchAsync(connection, ResourceTypes.User, eve, """{"op":"replace","path":"active","value":false}""");
        await LeaseAndFanOutAsync(subscriber);
        Assert.Equal([(ana, "user.created"), (ben, "user.created"), (eve, "user.created")], await NextAsync(subscriber, urgent: false));
        Assert.Equal([(eve, "user.created")], await NextAsync(subscriber, urgent: true));
        await RecordAsync(subscriber, eve, DeliveryOutcome.Delivered);
        Assert.Equal([(eve, "user.deactivated")], await NextAsync(subscriber, urgent: true));

        // One that fails holds back its own person, and nobody else.
        await RecordAsync(subscriber, ana, DeliveryOutcome.Refused, TimeSpan.FromMinutes(1));
        await RecordAsync(subscriber, eve, DeliveryOutcome.Delivered);
        Assert.Equal([(ben, "user.created")], await NextAsync(subscriber, urgent: false));
        Store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([(ana, "user.created"), (ben, "user.created")], await NextAsync(subscriber, urgent: false));
        await RecordAsync(subscriber, ana, DeliveryOutcome.Delivered);
        Assert.Equal([(ben, "user.created"), (ana, "user.updated")], (await NextAsync(subscriber, urgent: false)).OrderBy(one => one.Item2, StringComparer.Ordinal));
        Assert.Equal(4, (await Store.Get<ISubscriberStore>().AttemptsAsync(Acme, subscriber.Id, null, 50, Cancel)).Count);
    }

    [Fact]
    public async Task Lease_is_one_processs_until_it_gives_it_back_or_dies()
    {
        await Store.ConnectionAsync();
        var subscriber = await SubscribeAsync();
        var ends = Now + TimeSpan.FromSeconds(10);
        Assert.NotNull(await Deliveries.LeaseAsync(Acme, subscriber.Id, Owner, Now, ends, Cancel));
        Assert.Null(await Deliveries.LeaseAsync(Acme, subscriber.Id, "another", Now, ends, Cancel));
        Assert.False(await Deliveries.FanOutAsync(Acme, subscriber.Id, "another", Now, 10, Cancel));
        Assert.Empty(await Deliveries.DueAsync("another", Now, Cancel));
        Store.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([(Acme, subscriber.Id)], await Deliveries.DueAsync("another", Now, Cancel));
        Assert.NotNull(await Deliveries.LeaseAsync(Acme, subscriber.Id, "another", Now, Now + TimeSpan.FromSeconds(10), Cancel));
        await Deliveries.ReleaseAsync(Acme, subscriber.Id, Owner, null, null, Cancel);
        Assert.Null(await Deliveries.LeaseAsync(Acme, subscriber.Id, Owner, Now, ends, Cancel));
        await Deliveries.ReleaseAsync(Acme, subscriber.Id, "another", null, null, Cancel);
        Assert.Empty(await Deliveries.DueAsync("another", Now + TimeSpan.FromDays(9), Cancel));
        Assert.NotNull(await Deliveries.LeaseAsync(Acme, subscriber.Id, Owner, Now, ends, Cancel));
    }

    [Fact]
    public async Task What_waits_is_due_again_and_what_was_delivered_is_replayed()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var subscriber = await SubscribeAsync();
        var (ana, ben) = (await UserAsync(connection, "ana"), await UserAsync(connection, "ben"));
        await LeaseAndFanOutAsync(subscriber);
        await RecordAsync(subscriber, ana, DeliveryOutcome.Delivered);
        await RecordAsync(subscriber, ben, DeliveryOutcome.Refused, TimeSpan.FromMinutes(2));
        await Deliveries.ReleaseAsync(Acme, subscriber.Id, Owner, null, null, Cancel);
        Assert.Empty(await Deliveries.DueAsync("another", Now + TimeSpan.FromMinutes(1), Cancel));
        Assert.Single(await Deliveries.DueAsync("another", Now + TimeSpan.FromMinutes(2), Cancel));
        var service = Store.Get<SubscriberService>();
        Assert.Equal(1, await service.ReplayAsync(Admin, Acme, subscriber.Id, null, Now - TimeSpan.FromHours(1), null, Cancel));
        Assert.Single(await Deliveries.DueAsync("another", Now, Cancel));
        Assert.Equal([(ana, "user.created")], await NextAsync(subscriber, urgent: false));
        await service.PauseAsync(Admin, Acme, subscriber.Id, null, Cancel);
        Assert.Empty(await Deliveries.DueAsync("another", Now, Cancel));
        Assert.Null(await Deliveries.LeaseAsync(Acme, subscriber.Id, Owner, Now, Now.AddSeconds(1), Cancel));
        await service.ResumeAsync(Admin, Acme, subscriber.Id, null, Cancel);
        Assert.Equal(2, (await NextAsync(subscriber, urgent: false)).Count);
        Assert.Equal(["subscriber.resume", "subscriber.pause", "subscriber.replay", "subscriber.create"], (await Store.Get<IAuditStore>().LatestAsync(Acme, 50, Cancel)).Select(e => e.Action).Where(a => a.StartsWith("subscriber", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Endpoint_that_is_back_gets_at_once_what_waited_for_a_later_try()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var subscriber = await SubscribeAsync();
        var (ana, ben) = (await UserAsync(connection, "ana"), await UserAsync(connection, "ben"));
        await LeaseAndFanOutAsync(subscriber);
        await RecordAsync(subscriber, ana, DeliveryOutcome.Unreachable, TimeSpan.FromHours(24));
        var failing = (await Store.Get<ISubscriberStore>().FindAsync(Acme, subscriber.Id, Cancel))!;
        Assert.Equal((1, Now), (failing.Failures, failing.FailingSince));
        await RecordAsync(subscriber, ben, DeliveryOutcome.Delivered, recovered: true);
        Assert.Equal([(ana, "user.created")], await NextAsync(subscriber, urgent: false));
        Assert.Equal(0, (await Store.Get<ISubscriberStore>().FindAsync(Acme, subscriber.Id, Cancel))!.Failures);
    }

    [Fact]
    public async Task Test_reaches_the_one_who_asked_for_it()
    {
        await Store.ConnectionAsync();
        var (one, other) = (await SubscribeAsync("One"), await SubscribeAsync("Other"));
        await Store.Get<SubscriberService>().TestAsync(Admin, Acme, one.Id, null, Cancel);
        Assert.Equal(EventTypes.Test, Assert.Single(await AllAsync(one)).Type);
        Assert.Empty(await AllAsync(other));
        await LeaseAndFanOutAsync(other);
        Assert.Empty(await NextAsync(other, urgent: false));
    }

    [Fact]
    public async Task What_is_too_old_is_removed_with_its_deliveries_and_nothing_else_is()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var subscriber = await SubscribeAsync();
        var old = await UserAsync(connection, "old");
        await LeaseAndFanOutAsync(subscriber);
        await RecordAsync(subscriber, old, DeliveryOutcome.Refused, TimeSpan.FromMinutes(1));
        Store.Clock.Advance(TimeSpan.FromDays(30));
        await UserAsync(connection, "new");
        Assert.Equal(1, await Outbox.TrimAsync(Now - TimeSpan.FromDays(29), 500, Cancel));
        Assert.Equal(0, await Outbox.TrimAsync(Now - TimeSpan.FromDays(29), 500, Cancel));
        Assert.Equal("new@acme.example", Assert.Single(await AllAsync(subscriber)).Name);
        Assert.Equal(0, await WholeTenant.CountAsync(Store, "SELECT (SELECT COUNT(*) FROM deliveries)+(SELECT COUNT(*) FROM delivery_attempts)"));
    }

    [Fact]
    public async Task Access_that_ended_is_everybodys_only_when_the_last_has_it()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var (hook, api) = (await SubscribeAsync(), await SubscribeAsync("Api", url: null));
        var ana = await UserAsync(connection, "ana");
        await PatchAsync(connection, ResourceTypes.User, ana, """{"op":"replace","path":"active","value":false}""");
        var ended = (await AllAsync(hook)).Last();
        Assert.True(ended.EndsAccess);
        Assert.False(await Deliveries.OthersHaveAsync(Acme, hook.Id, ended, Cancel));
        var read = (await Outbox.ReadAsync(Acme, api.Id, api.Position, 100, Cancel)).Position;
        await Store.Get<ISubscriberStore>().RecordFetchAsync(Acme, api.Id, read, Now, Cancel);
        Assert.True(await Deliveries.OthersHaveAsync(Acme, hook.Id, ended, Cancel));
        Assert.False(await Deliveries.OthersHaveAsync(Acme, api.Id, ended, Cancel));
    }

    [Fact]
    public async Task Key_opens_for_its_tenant_until_its_grace_ends_and_no_secret_is_in_the_database_as_it_is()
    {
        await Store.ConnectionAsync();
        var (service, subscribers) = (Store.Get<SubscriberService>(), Store.Get<ISubscriberStore>());
        var issued = await service.CreateAsync(Admin, Acme, "Billing", "https://billing.example/hook", Cancel);
        var rotated = await service.RotateKeyAsync(Admin, Acme, issued.Subscriber.Id, TimeSpan.FromHours(1), Cancel);
        Assert.Equal(issued.Subscriber.Id, (await subscribers.FindByKeyAsync(EventsKey.IdOf(issued.Key!), Now, Cancel))!.Value.Subscriber.Id);
        Assert.Equal(EventsKey.Hash(rotated.Key!), (await subscribers.FindByKeyAsync(EventsKey.IdOf(rotated.Key!), Now, Cancel))!.Value.Hash);
        Store.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await subscribers.FindByKeyAsync(EventsKey.IdOf(issued.Key!), Now, Cancel));
        var stored = (await subscribers.FindAsync(Acme, issued.Subscriber.Id, Cancel))!.Secret!;
        Assert.DoesNotContain(issued.SigningSecret!["whsec_".Length..], stored, StringComparison.Ordinal);
        await using var other = await Store.AnotherProcessAsync();
        Assert.Equal(issued.SigningSecret, other.Get<ISecretBox>().Open(stored));
        Assert.Null(Store.Get<ISecretBox>().Open("nothing that was sealed"));
    }

    [Fact]
    public async Task Nobody_reaches_subscribers_of_another_tenant_and_support_no_secret()
    {
        await Store.ConnectionAsync();
        await Store.ConnectionAsync("other");
        var service = Store.Get<SubscriberService>();
        var subscriber = await SubscribeAsync();
        var stranger = new Actor(ActorKind.TenantAdmin, "auth0|noah", "Noah", new TenantId("other"));
        await Assert.ThrowsAsync<RefusedException>(() => service.ListAsync(stranger, Acme, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => service.GetAsync(stranger, new TenantId("other"), subscriber.Id, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => service.RemoveAsync(stranger, Acme, subscriber.Id, Cancel));
        var support = new Actor(ActorKind.Support, "auth0|samira", "Samira");
        foreach (var act in new Func<Task>[]
        {
            () => service.CreateAsync(support, Acme, "x", null, Cancel), () => service.RotateKeyAsync(support, Acme, subscriber.Id, default, Cancel), () => service.RotateSecretAsync(support, Acme, subscriber.Id, default, Cancel),
            () => service.SetWebhookAsync(support, Acme, subscriber.Id, null, Cancel), () => service.RenameAsync(support, Acme, subscriber.Id, "x", Cancel), () => service.RemoveAsync(support, Acme, subscriber.Id, Cancel),
        })
        {
            Assert.Equal(Refusal.Forbidden, (await Assert.ThrowsAsync<RefusedException>(act)).Reason);
        }

        await Assert.ThrowsAsync<RefusedException>(() => service.PauseAsync(support, Acme, subscriber.Id, null, Cancel));
        await service.PauseAsync(support, Acme, subscriber.Id, "Ticket 4711", Cancel);
        var stale = Admin with { FreshUntil = Now };
        Assert.Equal(Refusal.SignInAgain, (await Assert.ThrowsAsync<RefusedException>(() => service.RotateKeyAsync(stale, Acme, subscriber.Id, default, Cancel))).Reason);
    }

    private static string Values(IEnumerable<string> ids) => string.Join(',', ids.Select(id => $$"""{"value":"{{id}}"}"""));

    private static IEnumerable<string> Ids(DirectoryEvent happened, string which) => JsonNode.Parse(happened.Details!)![which]!.AsArray().Select(id => id!.GetValue<string>());

    protected async Task<Subscriber> SubscribeAsync(string name = "Product", string? url = "https://product.example/hook", string tenant = "acme")
        => (await Store.Get<SubscriberService>().CreateAsync(new Actor(ActorKind.TenantAdmin, "auth0|mara", "Mara Quinn", new TenantId(tenant)), new TenantId(tenant), name, url, Cancel)).Subscriber;

    protected Task<string> UserAsync(ConnectionId connection, string name, string more = "") => CreateAsync(connection, ResourceTypes.User, $$"""{"userName":"{{name}}@acme.example"{{more}}}""");

    protected async Task<List<DirectoryEvent>> AllAsync(Subscriber subscriber) => [.. (await Outbox.ReadAsync(subscriber.Tenant, subscriber.Id, subscriber.Position, 1_000, Cancel)).Events];

    private async Task<string> CreateAsync(ConnectionId connection, ResourceType type, string body)
    {
        using var document = JsonDocument.Parse(body);
        return (await Operations.CreateAsync(connection, type, document.RootElement, Cancel)).Stored.Id;
    }

    private async Task PatchAsync(ConnectionId connection, ResourceType type, string id, string operations)
    {
        using var document = JsonDocument.Parse($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}""");
        await Operations.PatchAsync(connection, type, id, document.RootElement, null, Cancel);
    }

    private async Task LeaseAndFanOutAsync(Subscriber subscriber)
    {
        Assert.NotNull(await Deliveries.LeaseAsync(subscriber.Tenant, subscriber.Id, Owner, Now, Now + TimeSpan.FromDays(1), Cancel));
        while (await Deliveries.FanOutAsync(subscriber.Tenant, subscriber.Id, Owner, Now, 3, Cancel))
        {
            // A few at a time, so that the ends of spans are among what is tested.
        }
    }

    private async Task<List<(string, string)>> NextAsync(Subscriber subscriber, bool urgent) => [.. (await Deliveries.NextAsync(Acme, subscriber.Id, Now, urgent, 50, Cancel)).Select(d => (d.Event.Subject, d.Event.Type))];

    private async Task RecordAsync(Subscriber subscriber, string subject, DeliveryOutcome outcome, TimeSpan? wait = null, bool recovered = false)
    {
        var delivery = (await Deliveries.NextAsync(Acme, subscriber.Id, Now, false, 50, Cancel)).Single(d => d.Event.Subject == subject);
        await Deliveries.RecordAsync(Acme, subscriber.Id, delivery.Event, new DeliveryAttempt(outcome, null, TimeSpan.FromMilliseconds(5), "answer"), Now, new DeliveryConsequence(Now + wait, Recovered: recovered), Cancel);
    }
}

public sealed class DownstreamStoreOnSqliteTests() : DownstreamStoreContract(TestStore.OnSqliteAsync);

public sealed class DownstreamStoreOnPostgresTests(PostgresServer server) : DownstreamStoreContract(() => TestStore.OnPostgresAsync(server))
{
    private static readonly TenantId Acme = new("acme");

    /// <summary>Of two transactions the one with the smaller number ends last: whoever has read up to the greater must not have passed it.</summary>
    [Fact]
    public async Task Event_of_a_transaction_that_ends_later_is_not_passed_over()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var subscriber = await SubscribeAsync();
        var source = Store.Get<NpgsqlDataSource>();
        await using var slow = await source.OpenConnectionAsync(Cancel);
        await using var transaction = await slow.BeginTransactionAsync(Cancel);
        var insert = $"INSERT INTO directory_events(tenant_id,number,xact,id,type,connection_id,subject,at) SELECT 'acme',{Store.Get<SqlDialect>().EventNumber},{Store.Get<SqlDialect>().EventTransaction},gen_random_uuid(),'user.created','{connection}','slow',{Store.Clock.GetUtcNow().UtcTicks}";
        await using (var command = new NpgsqlCommand(insert, slow))
            await command.ExecuteNonQueryAsync(Cancel);
        var fast = await UserAsync(connection, "fast");
        Assert.Empty(await AllAsync(subscriber));
        var before = (await Store.Get<IOutbox>().ReadAsync(Acme, subscriber.Id, subscriber.Position, 100, Cancel)).Position;
        await transaction.CommitAsync(Cancel);
        Assert.Equal(["slow", fast], (await Store.Get<IOutbox>().ReadAsync(Acme, subscriber.Id, before, 100, Cancel)).Events.Select(e => e.Subject));
        Assert.Equal(["slow", fast], (await AllAsync(subscriber)).Select(e => e.Subject));
    }

    /// <summary>Writers and a reader at once: the reader, going on from where it was, gets each event once, and of one person in order.</summary>
    [Fact]
    public async Task Reader_beside_writers_misses_nothing_and_gets_nothing_twice()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var subscriber = await SubscribeAsync();
        const int writers = 6;
        const int each = 25;
        var writing = Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
                await UserAsync(connection, $"w{w}-{i}");
        })));
        List<DirectoryEvent> read = [];
        var position = subscriber.Position;
        for (var last = false; !last;)
        {
            last = writing.IsCompleted;
            EventPage page;
            do
            {
                page = await Store.Get<IOutbox>().ReadAsync(Acme, subscriber.Id, position, 7, Cancel);
                read.AddRange(page.Events);
                position = page.Position;
            }
            while (page.More);
        }

        await writing;
        Assert.Equal(writers * each, read.Count);
        Assert.Equal(read.Count, read.Select(e => e.Number).Distinct().Count());
    }

    /// <summary>A database that was restored on another server: its transactions count from elsewhere.</summary>
    [Fact]
    public async Task After_a_restore_elsewhere_all_that_is_kept_is_delivered_once()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var subscriber = await SubscribeAsync();
        await UserAsync(connection, "before");
        await Store.Get<IWriteQueue>().RunAsync(
            async scope =>
            {
                await scope.Sql.ExecuteAsync("UPDATE directory_events SET xact=xact+1000000000", [], CancellationToken.None);
                return await scope.Sql.ExecuteAsync("UPDATE subscribers SET position='another.2000000000.2000000000.0.0'", [], CancellationToken.None);
            },
            Cancel);
        await Store.Get<IOutbox>().AdoptAsync(Cancel);
        await UserAsync(connection, "after");
        var (deliveries, now) = (Store.Get<IDeliveryStore>(), Store.Clock.GetUtcNow());
        await deliveries.LeaseAsync(Acme, subscriber.Id, "this", now, now.AddDays(1), Cancel);
        while (await deliveries.FanOutAsync(Acme, subscriber.Id, "this", now, 100, Cancel))
        {
            // To the end.
        }

        Assert.Equal(["before@acme.example", "after@acme.example"], (await deliveries.NextAsync(Acme, subscriber.Id, now, false, 10, Cancel)).Select(d => d.Event.Name));
    }
}
