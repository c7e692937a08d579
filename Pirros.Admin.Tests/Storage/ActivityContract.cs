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

    [Fact]
    public async Task Summary_brings_the_signs_of_health_that_activity_left()
    {
        var connection = await Store.ConnectionAsync();
        var other = await Store.ConnectionAsync("other-firm");
        var now = Store.Clock.GetUtcNow();
        ActivityRule[] rules = [new(ConnectionSigns.Duplicate, record => record.Status == 409), Creates];
        ActivityRecord[] records =
        [
            Record(connection.Id, now.AddHours(-30), 200) with { What = ActivityKind.Deactivated },
            Record(connection.Id, now.AddHours(-9), 409),
            Record(connection.Id, now.AddHours(-8), 200) with { What = ActivityKind.Deactivated },
            Record(connection.Id, now.AddHours(-1), 200) with { What = ActivityKind.Deleted },
            Record(connection.Id, now, 409),
            Record(other.Id, now, 201) with { What = ActivityKind.Created },
        ];
        await Store.Get<IActivityStore>().AppendAsync(new ActivityBatch(records[..3], rules), Cancel);
        await Store.Get<IActivityStore>().AppendAsync(new ActivityBatch(records[3..], rules), Cancel);
        var signs = (await Store.Get<IConnectionStore>().SummaryAsync(connection.Id, Cancel))!.Signs;
        Assert.Equal((2L, 1L, 2L), (signs.Requests, signs.Failed, signs.Deactivated));
        Assert.Equal([(ConnectionSigns.Duplicate, now)], signs.LastAt.Select(mark => (mark.Key, mark.Value)));
        var all = await Store.Get<IConnectionStore>().ListAsync(null, Cancel);
        Assert.Equal([2L, 1L], all.OrderBy(item => item.Connection.Id == connection.Id ? 0 : 1).Select(item => item.Signs.Requests));
    }

    [Fact]
    public async Task Summary_says_when_an_old_token_ends_that_is_still_needed()
    {
        var connection = await Store.ConnectionAsync();
        var tokens = Store.Get<TokenService>();
        var now = Store.Clock.GetUtcNow();
        var old = await tokens.RotateAsync(Store.Operator, connection.Id, TimeSpan.Zero, TimeSpan.FromDays(9), null, Cancel);
        await Store.Get<ITokenStore>().RecordUsesAsync([(connection.Id, old.Token.Id, new TokenUse(now, null, null))], Cancel);
        var newer = await tokens.RotateAsync(Store.Operator, connection.Id, TimeSpan.FromHours(24), TimeSpan.FromDays(9), null, Cancel);
        Assert.Equal(now.AddHours(24), (await Store.Get<IConnectionStore>().SummaryAsync(connection.Id, Cancel))!.Signs.NeededTokenEndsAt);
        await Store.Get<ITokenStore>().RecordUsesAsync([(connection.Id, newer.Token.Id, new TokenUse(now, null, null))], Cancel);
        Assert.Null((await Store.Get<IConnectionStore>().SummaryAsync(connection.Id, Cancel))!.Signs.NeededTokenEndsAt);
    }

    private static ActivityRecord Record(ConnectionId connection, DateTimeOffset at, int status) => new(
        connection, OrderedId.Next(at), at, "POST", "/Users", status, TimeSpan.FromMilliseconds(4), ActivityKind.Other, null, null, new TokenId("abcdefghijkl"), "20.190.0.1", "client", 0);
}

public sealed class ActivityOnSqliteTests() : ActivityContract(TestStore.OnSqliteAsync);

public sealed class ActivityOnPostgresTests(PostgresServer server) : ActivityContract(() => TestStore.OnPostgresAsync(server));
