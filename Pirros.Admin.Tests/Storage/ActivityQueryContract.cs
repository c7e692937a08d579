using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Pages of activity, the same on both databases.</summary>
public abstract class ActivityQueryContract(Func<Task<TestStore>> open) : StoreContract(open)
{
    private Connection _connection = null!;

    private IActivityStore Activity => Store.Get<IActivityStore>();

    private DateTimeOffset Now => Store.Clock.GetUtcNow();

    [Fact]
    public async Task Pages_follow_one_another_in_both_directions()
    {
        var all = await FillAsync(25);
        var query = new ActivityQuery { Count = 10 };
        var first = await PageAsync(query);
        var second = await PageAsync(query with { Cursor = Before(first) });
        var third = await PageAsync(query with { Cursor = Before(second) });
        Assert.Equal(Names(all), Names([.. first.Records, .. second.Records, .. third.Records]));
        Assert.Equal((5, null, null), (third.Records.Count, third.Next, third.LookedTo));
        var back = await PageAsync(query with { Cursor = new ActivityCursor(third.Records[0].Id, Newer: true) });
        Assert.Equal(Names(second.Records), Names(back.Records));
        Assert.NotNull(back.Next);
        var newest = await PageAsync(query with { Cursor = new ActivityCursor(back.Next.Value, Newer: true) });
        Assert.Equal(Names(first.Records), Names(newest.Records));
        Assert.Null(newest.Next);
    }

    [Fact]
    public async Task Page_that_ends_with_the_last_record_says_that_nothing_follows()
    {
        await FillAsync(10);
        Assert.Null((await PageAsync(new ActivityQuery { Count = 10 })).Next);
        Assert.NotNull((await PageAsync(new ActivityQuery { Count = 9 })).Next);
        var none = await Activity.QueryAsync(new ConnectionId("con-0000000000000000"), new ActivityQuery { FailuresOnly = true }, Cancel);
        Assert.Equal((0, null, null), (none.Records.Count, none.Next, none.LookedTo));
    }

    [Theory]
    [InlineData("errors", "4 3")]
    [InlineData("kind", "3 2 0")]
    [InlineData("text", "2")]
    [InlineData("text in the path", "0")]
    [InlineData("resource", "4 2")]
    [InlineData("resource and errors", "4")]
    [InlineData("from", "4 3")]
    [InlineData("to", "2 1 0")]
    [InlineData("between", "3 2")]
    [InlineData("nothing that is there", "")]
    public async Task Filter_narrows(string filter, string expected)
    {
        _connection = await Store.ConnectionAsync();
        await Activity.AppendAsync(
            new ActivityBatch(
                [
                    Record(0) with { What = ActivityKind.Created, Path = "/Users?filter=userName eq \"Zoë_%@acme.example\"" },
                    Record(1) with { What = ActivityKind.List },
                    Record(2) with { What = ActivityKind.Updated, Subject = "Ærøskøbing ΣΊΣΥΦΟΣ 100%", Details = About("u1") },
                    Record(3) with { What = ActivityKind.Created, Status = 409 },
                    Record(4) with { What = ActivityKind.Other, Status = 404, Details = About("u1") },
                ],
                []),
            Cancel);
        var query = filter switch
        {
            "errors" => new ActivityQuery { FailuresOnly = true },
            "kind" => new ActivityQuery { Kinds = [ActivityKind.Created, ActivityKind.Updated] },
            "text" => new ActivityQuery { Text = "ærøSKøbing σίσυφος 100%" },
            "text in the path" => new ActivityQuery { Text = "zoË_%@" },
            "resource" => new ActivityQuery { ResourceId = "u1" },
            "resource and errors" => new ActivityQuery { ResourceId = "u1", FailuresOnly = true },
            "from" => new ActivityQuery { From = Now.AddSeconds(3) },
            "to" => new ActivityQuery { To = Now.AddSeconds(3) },
            "between" => new ActivityQuery { From = Now.AddSeconds(2), To = Now.AddSeconds(4) },
            _ => new ActivityQuery { Text = "_nobody" },
        };
        var page = await PageAsync(query);
        Assert.Equal(expected, string.Join(' ', page.Records.Select(record => (record.At - Now).Seconds)));
        Assert.Equal((null, null), (page.Next, page.LookedTo));
    }

    [Fact]
    public async Task Look_for_what_is_rare_ends_after_its_number_of_records_and_goes_on_from_there()
    {
        var all = await FillAsync(30, failed: 2);
        var query = new ActivityQuery { FailuresOnly = true, Look = 10 };
        var first = await PageAsync(query);
        Assert.Empty(first.Records);
        Assert.Equal((all[9].Id, all[9].At), (first.Next, first.LookedTo));
        var second = await PageAsync(query with { Cursor = Before(first) });
        Assert.Equal(all[19].At, second.LookedTo);
        var third = await PageAsync(query with { Cursor = Before(second) });
        Assert.Equal(Names([all[27]]), Names(third.Records));
        Assert.Equal((null, null), (third.Next, third.LookedTo));
        var back = await PageAsync(query with { Cursor = new ActivityCursor(all[29].Id, Newer: true) });
        Assert.Equal(Names([all[27]]), Names(back.Records));
        Assert.Equal((all[19].Id, all[19].At), (back.Next, back.LookedTo));
    }

    [Fact]
    public async Task Other_connections_requests_are_in_no_page()
    {
        await FillAsync(3);
        var other = await Store.ConnectionAsync("other-firm");
        Assert.Empty((await Activity.QueryAsync(other.Id, new ActivityQuery(), Cancel)).Records);
        var stranger = new Actor(ActorKind.TenantAdmin, "auth0|eve", "Eve", new TenantId("other-firm"));
        var service = Store.Get<ActivityService>();
        Assert.Equal(Refusal.NotFound, (await Assert.ThrowsAsync<RefusedException>(() => service.QueryAsync(stranger, _connection.Id, new ActivityQuery(), Cancel))).Reason);
        Assert.Equal(Refusal.NotFound, (await Assert.ThrowsAsync<RefusedException>(() => service.ExportAsync(stranger, _connection.Id, new ActivityQuery(), "csv", Cancel))).Reason);
        Assert.DoesNotContain(await Store.Get<IAuditStore>().LatestAsync(_connection.Tenant, 10, Cancel), entry => entry.Action == "activity.export");
    }

    [Fact]
    public async Task Export_goes_through_all_that_match_and_is_audited()
    {
        var all = await FillAsync(1_203, failed: 700);
        var exported = new List<ActivityRecord>();
        await foreach (var record in await Store.Get<ActivityService>().ExportAsync(Store.Operator, _connection.Id, new ActivityQuery { Count = 3, Look = 100 }, "csv", Cancel))
            exported.Add(record);
        Assert.Equal(Names(all), Names(exported));
        var failures = new List<ActivityRecord>();
        await foreach (var record in await Store.Get<ActivityService>().ExportAsync(Store.Operator, _connection.Id, new ActivityQuery { FailuresOnly = true, Look = 100 }, "jsonl errors=yes", Cancel))
            failures.Add(record);
        Assert.Equal(Names([all[502]]), Names(failures));
        Assert.Equal(["csv", "jsonl errors=yes"], (await Store.Get<IAuditStore>().LatestAsync(_connection.Tenant, 10, Cancel)).Where(entry => entry.Action == "activity.export").Select(entry => entry.Target).Order());
    }

    [Fact]
    public async Task What_is_older_than_it_is_kept_is_removed_and_nothing_else()
    {
        var retention = Store.Get<ActivityRetention>();
        var old = await FillAsync(30);
        var hour = Now;
        Store.Clock.Advance(TimeSpan.FromDays(89));
        Assert.Equal(0, await retention.TrimAsync(Cancel));
        await Activity.AppendAsync(new ActivityBatch([Record(0)], []), Cancel);
        Store.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromHours(1));
        Assert.Equal(30, await retention.TrimAsync(Cancel));
        Assert.DoesNotContain(Assert.Single((await PageAsync(new ActivityQuery())).Records).Id, old.Select(record => record.Id));
        Assert.DoesNotContain(await Activity.HoursAsync(_connection.Id, DateTimeOffset.UnixEpoch, Cancel), one => one.Hour == hour);
        Assert.Single(await Activity.HoursAsync(_connection.Id, DateTimeOffset.UnixEpoch, Cancel));
        Assert.Equal(0, await retention.TrimAsync(Cancel));
    }

    [Fact]
    public async Task Old_records_are_removed_in_small_parts_between_which_others_write()
    {
        await FillAsync(1_200);
        Store.Clock.Advance(TimeSpan.FromDays(91));
        foreach (var removed in new[] { 500, 500, 200, 0 })
            Assert.Equal(removed, await TrimAsync());
        await FillAsync(1_100);
        Store.Clock.Advance(TimeSpan.FromDays(91));
        var trimming = Store.Get<ActivityRetention>().TrimAsync(Cancel);
        while (!trimming.IsCompleted)
        {
            await Activity.AppendAsync(new ActivityBatch([Record(0)], []), Cancel);
            Store.Clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.Equal(1_100, await trimming);

        Task<int> TrimAsync() => Activity.TrimAsync(_connection.Id, Now.AddDays(-90), 500, Cancel);
    }

    /// <summary>Records a second apart; newest first.</summary>
    private async Task<IReadOnlyList<ActivityRecord>> FillAsync(int count, int failed = -1)
    {
        _connection ??= await Store.ConnectionAsync();
        var records = Enumerable.Range(0, count).Select(i => Record(i) with { Status = i == failed ? 409 : 200 }).ToList();
        await Activity.AppendAsync(new ActivityBatch(records, []), Cancel);
        records.Reverse();
        return records;
    }

    private Task<ActivitySlice> PageAsync(ActivityQuery query) => Activity.QueryAsync(_connection.Id, query, Cancel);

    private static ActivityCursor Before(ActivitySlice page) => new(page.Next!.Value, Newer: false);

    private static IEnumerable<Guid> Names(IEnumerable<ActivityRecord> records) => records.Select(record => record.Id);

    private static ActivityDetails About(string id) => ActivityDetails.None with { ResourceId = id };

    // An id of its own moment: the product's never lie before one that was made for another test.
    private ActivityRecord Record(int second) => new(
        _connection.Id, Guid.CreateVersion7(Now.AddSeconds(second)), Now.AddSeconds(second), "POST", "/Users", 200, TimeSpan.FromMilliseconds(4), ActivityKind.Other, null, null, new TokenId("abcdefghijkl"), "20.190.0.1", "client", 0);
}

public sealed class ActivityQueryOnSqliteTests() : ActivityQueryContract(TestStore.OnSqliteAsync);

public sealed class ActivityQueryOnPostgresTests(PostgresServer server) : ActivityQueryContract(() => TestStore.OnPostgresAsync(server));
