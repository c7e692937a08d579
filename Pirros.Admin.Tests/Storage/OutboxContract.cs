using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Downstream;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Storage;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Events are there with what they tell of and never without it, and are read wholly and in order.</summary>
public abstract class OutboxContract(Func<Task<TestStore>> create) : DownstreamSteps(create)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Event_of_an_ended_access_completes_the_receipt_of_the_same_change(bool deleted)
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var subscriber = await SubscribeAsync();
        var (leaver, other) = (await UserAsync(connection, "ana"), await UserAsync(connection, "eve"));
        const string off = """{"op":"replace","path":"active","value":false}""";
        await PatchAsync(connection, ResourceTypes.User, other, off);
        if (deleted)
            await Operations.DeleteAsync(connection, ResourceTypes.User, leaver, null, Cancel);
        else
            await PatchAsync(connection, ResourceTypes.User, leaver, off);
        var ended = Assert.Single(await AllAsync(subscriber), happened => happened.EndsAccess && happened.Subject == leaver);
        await Store.Get<IDeliveryReceipts>().DeliveredAsync(connection, ended, Now.AddSeconds(2), Cancel);
        var receipts = await Store.Get<IDeactivationStore>().ReceiptsAsync(connection, new ReceiptQuery(Now.AddDays(-1), Now.AddDays(1)), Cancel);
        Assert.Equal(2, receipts.Count);
        Assert.Equal((leaver, ended.Id, Now.AddSeconds(2)), Assert.Single(receipts, receipt => receipt.DeliveredAt is not null) is var one ? (one.UserId, one.Id, one.DeliveredAt) : default);
    }

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
            page = await ReadAsync(subscriber, position, 10);
            numbers.AddRange(page.Events.Select(e => e.Number));
            Assert.Equal(25 - numbers.Count, await Outbox.BehindAsync(Acme, subscriber.Id, page.Position, 100, Cancel));
            Assert.True(EventPosition.TryParse(page.Position.ToString(), out position));
        }
        while (page.More);
        Assert.Equal(25, numbers.Count);
        Assert.Equal(numbers.Distinct().Order(), numbers);
        await UserAsync(connection, "later");
        Assert.Single((await ReadAsync(subscriber, position, 10)).Events);
        await using var other = await Store.AnotherProcessAsync();
        Assert.Single((await other.Get<IOutbox>().ReadAsync(Acme, subscriber.Id, position, 10, Cancel)).Events);
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
}

public sealed class OutboxOnSqliteTests() : OutboxContract(TestStore.OnSqliteAsync);

public sealed class OutboxOnPostgresTests(PostgresServer server) : OutboxContract(() => TestStore.OnPostgresAsync(server))
{
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
        var before = await Outbox.ReadAsync(Acme, subscriber.Id, subscriber.Position, 100, Cancel);
        Assert.Empty(before.Events);
        await transaction.CommitAsync(Cancel);
        Assert.Equal(["slow", fast], (await ReadAsync(subscriber, before.Position, 100)).Events.Select(e => e.Subject));
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
            if (last = writing.IsCompleted)
                await EarlierHaveEndedAsync();
            EventPage page;
            do
            {
                page = await Outbox.ReadAsync(Acme, subscriber.Id, position, 7, Cancel);
                read.AddRange(page.Events);
                position = page.Position;
            }
            while (page.More);
        }

        await writing;
        Assert.Equal(writers * each, read.Count);
        Assert.Equal(read.Count, read.Select(e => e.Number).Distinct().Count());
    }

    /// <summary>On PostgreSQL a transaction may draw a lower number than one that ended before it began to write.</summary>
    [Fact]
    public async Task Page_that_is_full_where_a_span_of_transactions_ends_goes_on_with_lower_numbers()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var subscriber = await SubscribeAsync();
        await UserAsync(connection, "first");
        await UserAsync(connection, "second");
        var (earlier, later) = await Store.Get<IWriteQueue>().RunAsync(
            async scope =>
            {
                var ends = await scope.Sql.FirstAsync("SELECT MIN(xact), MAX(xact) FROM directory_events", [], row => (row.GetInt64(0), row.GetInt64(1)), CancellationToken.None);
                await scope.Sql.ExecuteAsync("UPDATE directory_events SET number=CASE WHEN xact=@p0 THEN 9 ELSE 5 END", [ends.Item1], CancellationToken.None);
                return ends;
            },
            Cancel);
        await EarlierHaveEndedAsync();
        var page = await Outbox.ReadAsync(Acme, subscriber.Id, subscriber.Position with { Until = later }, 1, Cancel);
        Assert.Equal((9, earlier, true), (page.Events.Single().Number, page.Events[0].Transaction, page.More));
        page = await Outbox.ReadAsync(Acme, subscriber.Id, page.Position, 1, Cancel);
        Assert.Equal((5, later, false), (page.Events.Single().Number, page.Events[0].Transaction, page.More));
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
        await Outbox.AdoptAsync(Cancel);
        await UserAsync(connection, "after");
        await LeaseAndFanOutAsync(subscriber);
        Assert.Equal(["before@acme.example", "after@acme.example"], (await Deliveries.NextAsync(Acme, subscriber.Id, Now, false, 10, Cancel)).Select(d => d.Event.Name));
    }
}
