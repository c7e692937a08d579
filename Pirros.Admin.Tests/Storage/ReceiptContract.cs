using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Of each deactivation that was carried out there is a receipt, and of nothing else.</summary>
public abstract class ReceiptContract(Func<Task<TestStore>> create) : DeactivationSteps(create)
{
    [Fact]
    public async Task Deletion_is_a_deactivation_and_that_of_somebody_inactive_is_none()
    {
        var people = await FillAsync(Holds);
        await DeactivateAsync(people[..5]);
        await DeleteAsync(people[0]);
        var held = await Assert.ThrowsAsync<ScimException>(() => DeleteAsync(people[5]));
        Assert.Equal((429, true), (held.Status, (await FindAsync(people[5])).Read().Active));
        await Deactivations.ReleaseAsync(Mara, _connection, people[5], Cancel);
        await DeleteAsync(people[5]);
        var receipts = await ReceiptsAsync();
        Assert.Equal((6, people[5], true), (receipts.Count, receipts[0].UserId, receipts[0].Deleted));
        Assert.DoesNotContain(receipts.Skip(1), receipt => receipt.Deleted);
    }

    [Fact]
    public async Task Receipts_say_when_it_came_when_it_was_blocked_and_when_it_was_delivered()
    {
        var people = await FillAsync(Holds with { Mode = BrakeMode.Off });
        var begin = Now;
        for (var i = 0; i < 20; i++)
        {
            Store.Clock.Advance(TimeSpan.FromSeconds(10));
            await DeactivateAsync(Store, people[i], Now.AddMilliseconds(-(i + 1)));
        }

        var period = (From: begin, Until: Now.AddTicks(1));
        Assert.Equal(new ReceiptFigures(20, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(19), 0, null, null), await Deactivations.FiguresAsync(Mara, _connection, period.From, period.Until, Cancel));
        var first = await Deactivations.ReceiptsAsync(Mara, _connection, new ReceiptQuery(period.From, period.Until, Count: 15), Cancel);
        var rest = await Deactivations.ReceiptsAsync(Mara, _connection, new ReceiptQuery(period.From, period.Until, first[^1].Place, 15), Cancel);
        Assert.Equal(people.Take(20).Reverse(), first.Concat(rest).Select(receipt => receipt.UserId));
        Assert.Equal((Now.AddMilliseconds(-20), Now, null, false), (first[0].ReceivedAt, first[0].BlockedAt, first[0].DeliveredAt, first[0].Deleted));
        Assert.Equal(10, (await Deactivations.FiguresAsync(Mara, _connection, begin.AddSeconds(101), period.Until, Cancel)).People);

        var store = Store.Get<IDeactivationStore>();
        var (change, other) = (first[0].Id, first[1].Id);
        Assert.Equal(1, await store.MarkDeliveredAsync(_connection, change, Now, Now.AddSeconds(3), Cancel));
        Assert.Equal(0, await store.MarkDeliveredAsync(_connection, change, Now, Now.AddSeconds(9), Cancel));
        Assert.Equal(0, await store.MarkDeliveredAsync(new ConnectionId("con-sandbox000000000"), other, Now, Now, Cancel));
        Assert.Equal(Now.AddSeconds(3), (await ReceiptsAsync())[0].DeliveredAt);
        var delivered = TimeSpan.FromMilliseconds(3_020);
        Assert.Equal(new ReceiptFigures(20, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(19), 1, delivered, delivered), await Deactivations.FiguresAsync(Mara, _connection, period.From, period.Until, Cancel));
    }

    [Fact]
    public async Task Directory_of_a_preflight_run_has_no_brake_and_leaves_no_receipt()
    {
        _connection = new ConnectionId("con-sandbox000000000");
        var people = await UsersAsync(8);
        await DeactivateAsync(people);
        Assert.Empty(await Store.Get<IDeactivationStore>().ReceiptsAsync(_connection, new ReceiptQuery(Now.AddDays(-1), Now.AddDays(1)), Cancel));
    }
}

public sealed class ReceiptOnSqliteTests() : ReceiptContract(TestStore.OnSqliteAsync);

public sealed class ReceiptOnPostgresTests(PostgresServer server) : ReceiptContract(() => TestStore.OnPostgresAsync(server));
