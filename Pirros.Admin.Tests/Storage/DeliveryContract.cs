using Pirros.Admin.Audit;
using Pirros.Admin.Downstream;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Events are delivered by one process at a time: of each person in order, deactivations first.</summary>
public abstract class DeliveryContract(Func<Task<TestStore>> create) : DownstreamSteps(create)
{
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
    public async Task Access_that_ended_is_everybodys_only_when_the_last_has_it()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var (hook, api) = (await SubscribeAsync(), await SubscribeAsync("Api", url: null));
        var ana = await UserAsync(connection, "ana");
        await PatchAsync(connection, ResourceTypes.User, ana, """{"op":"replace","path":"active","value":false}""");
        var ended = (await AllAsync(hook)).Last();
        Assert.True(ended.EndsAccess);
        Assert.False(await Deliveries.OthersHaveAsync(Acme, hook.Id, ended, Cancel));
        var read = (await ReadAsync(api, api.Position, 100)).Position;
        await Store.Get<ISubscriberStore>().RecordFetchAsync(Acme, api.Id, read, Now, Cancel);
        Assert.True(await Deliveries.OthersHaveAsync(Acme, hook.Id, ended, Cancel));
        Assert.False(await Deliveries.OthersHaveAsync(Acme, api.Id, ended, Cancel));
    }
}

public sealed class DeliveryOnSqliteTests() : DeliveryContract(TestStore.OnSqliteAsync);

public sealed class DeliveryOnPostgresTests(PostgresServer server) : DeliveryContract(() => TestStore.OnPostgresAsync(server));
