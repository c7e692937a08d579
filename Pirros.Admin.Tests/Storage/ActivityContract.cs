using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

/// <summary>What is kept of requests beside their lines, the same on both databases.</summary>
public abstract class ActivityContract(Func<Task<TestStore>> open) : StoreContract(open)
{
    private static readonly ActivityRule Creates = new("user-created", record => record.What == ActivityKind.Created);

    [Fact]
    public async Task Details_of_a_request_come_back_as_they_were_written()
    {
        var connection = await Store.ConnectionAsync();
        var details = new ActivityDetails("u1", "invalidValue", TokenRefusal.Revoked, new TokenId("abcdefghijkl"), [new AttributeChange("title", "Engineer", "Lead"), new AttributeChange("nickName", null, "Ana")], """{"title":"Lead"}""");
        var record = Record(connection.Id, Store.Clock.GetUtcNow(), 400) with { Details = details };
        await Store.Get<IActivityStore>().AppendAsync(new ActivityBatch([record], []), Cancel);
        var read = Assert.Single(await Store.Get<IActivityStore>().LatestAsync(connection.Id, 10, Cancel)).Details;
        Assert.Equal(details with { Changes = [] }, read with { Changes = [] });
        Assert.Equal(details.Changes, read.Changes);
    }

    [Fact]
    public async Task Marks_keep_the_first_and_the_newest_request_and_their_number()
    {
        var connection = await Store.ConnectionAsync();
        var now = Store.Clock.GetUtcNow();
        var store = Store.Get<IActivityStore>();
        await store.AppendAsync(new ActivityBatch([Created(now.AddMinutes(1), "Ben"), Created(now, "Ana"), Record(connection.Id, now, 200)], [Creates]), Cancel);
        await store.AppendAsync(new ActivityBatch([Created(now.AddMinutes(-1), "Cleo")], [Creates]), Cancel);
        await store.AppendAsync(new ActivityBatch([Created(now.AddMinutes(2), "Dan")], [Creates]), Cancel);
        var mark = Assert.Single(await store.MarksAsync(connection.Id, Cancel));
        Assert.Equal(new ActivityMark("user-created", now.AddMinutes(-1), now.AddMinutes(2), 4, mark.LastAddress, "Dan"), mark);
        Assert.Empty(await store.MarksAsync(new ConnectionId("con-0000000000000000"), Cancel));

        ActivityRecord Created(DateTimeOffset at, string whom) => Record(connection.Id, at, 201) with { What = ActivityKind.Created, Subject = whom };
    }

    [Fact]
    public async Task Hours_sum_up_what_was_answered_refused_and_failed()
    {
        var connection = await Store.ConnectionAsync();
        var now = Store.Clock.GetUtcNow();
        var store = Store.Get<IActivityStore>();
        await store.AppendAsync(new ActivityBatch([Record(connection.Id, now, 200), Record(connection.Id, now.AddMinutes(59), 409), Refused(now.AddHours(1))], []), Cancel);
        await store.AppendAsync(new ActivityBatch([Record(connection.Id, now.AddMinutes(5), 200)], []), Cancel);
        Assert.Equal([new ActivityHour(now, 3, 0, 1), new ActivityHour(now.AddHours(1), 1, 1, 0)], await store.HoursAsync(connection.Id, now, Cancel));
        Assert.Equal([new ActivityHour(now.AddHours(1), 1, 1, 0)], await store.HoursAsync(connection.Id, now.AddMinutes(1), Cancel));

        ActivityRecord Refused(DateTimeOffset at) => Record(connection.Id, at, 401) with { What = ActivityKind.Refused, Token = null };
    }

    private static ActivityRecord Record(ConnectionId connection, DateTimeOffset at, int status) => new(
        connection, OrderedId.Next(at), at, "POST", "/Users", status, TimeSpan.FromMilliseconds(4), ActivityKind.Other, null, null, new TokenId("abcdefghijkl"), "20.190.0.1", "client", 0);
}

public sealed class ActivityOnSqliteTests() : ActivityContract(TestStore.OnSqliteAsync);

public sealed class ActivityOnPostgresTests(PostgresServer server) : ActivityContract(() => TestStore.OnPostgresAsync(server));
