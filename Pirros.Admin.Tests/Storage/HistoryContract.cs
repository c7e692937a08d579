using System.Text.Json;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

/// <summary>The history of a user or a group, from change to change as operations leave their traces, the same on both databases.</summary>
public abstract class HistoryContract(Func<Task<TestStore>> open) : StoreContract(open)
{
    private readonly List<ActivityRecord> _told = [];
    private ConnectionId _connection;

    // Later than the clock of any test: ids rise in the whole process.
    private static DateTimeOffset FarOff => DateTimeOffset.UnixEpoch.AddYears(200);

    private ResourceOperations Operations => Store.Get<ResourceOperations>();

    [Fact]
    public async Task Every_change_and_every_failure_is_found_in_order_page_by_page()
    {
        _connection = (await Store.ConnectionAsync()).Id;
        var ana = await CreateAsync("ana");
        var bo = await CreateAsync("bo");
        for (var i = 0; i < 3; i++)
        {
            await PatchAsync(ana, "title", $"Step {i}");
            await PatchAsync(bo, "title", $"Other {i}");
        }

        await TellAsync(ana, ActivityKind.Other, 400, null);
        await PatchAsync(ana, "title", "Step 2");
        await PatchAsync(ana, "active", "False");
        await ShowsAsync(ana, ActivityKind.Deactivated, ActivityKind.Unchanged, ActivityKind.Other, ActivityKind.Updated, ActivityKind.Updated, ActivityKind.Updated, ActivityKind.Created);
        await ShowsAsync(bo, ActivityKind.Updated, ActivityKind.Updated, ActivityKind.Updated, ActivityKind.Created);
        Assert.Equal([ActivityKind.Deactivated], (await QueryAsync(new ActivityQuery { ResourceId = ana, Kinds = [ActivityKind.Deactivated, ActivityKind.Created], Count = 1 })).Select(record => record.What));
        Assert.Equal([400], (await QueryAsync(new ActivityQuery { ResourceId = ana, FailuresOnly = true })).Select(record => record.Status));
        var elsewhere = (await Store.ConnectionAsync()).Id;
        Assert.Empty((await Store.Get<IActivityStore>().QueryAsync(elsewhere, new ActivityQuery { ResourceId = ana }, Cancel)).Records);
    }

    [Fact]
    public async Task Somebody_deleted_keeps_the_history()
    {
        _connection = (await Store.ConnectionAsync()).Id;
        var ana = await CreateAsync("ana");
        await PatchAsync(ana, "title", "Lead");
        await DeleteAsync(ana);
        await TellAsync(ana, ActivityKind.Other, 404, null);
        await ShowsAsync(ana, ActivityKind.Other, ActivityKind.Deleted, ActivityKind.Updated, ActivityKind.Created);
    }

    [Fact]
    public async Task History_goes_on_where_what_came_before_is_not_kept()
    {
        _connection = (await Store.ConnectionAsync()).Id;
        var ana = await CreateAsync("ana");
        await PatchAsync(ana, "title", "Lead");
        await Store.Get<IActivityStore>().TrimAsync(_connection, FarOff, 100, Cancel);
        _told.Clear();
        Store.Clock.Advance(TimeSpan.FromMinutes(2));
        await PatchAsync(ana, "title", "Principal");
        await ShowsAsync(ana, ActivityKind.Updated);
    }

    private async Task<string> CreateAsync(string name)
    {
        using var body = JsonDocument.Parse($$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{name}}@acme.example","active":true}""");
        var result = await Operations.CreateAsync(_connection, ResourceTypes.User, body.RootElement, Cancel);
        await TellAsync(result.Stored.Id, ActivityKind.Created, 201, result.Trace);
        return result.Stored.Id;
    }

    private async Task PatchAsync(string id, string path, string value)
    {
        using var body = JsonDocument.Parse($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"{{path}}","value":"{{value}}"}]}""");
        var result = await Operations.PatchAsync(_connection, ResourceTypes.User, id, body.RootElement, null, Cancel);
        var kind = result.Effect switch { OperationEffect.Unchanged => ActivityKind.Unchanged, OperationEffect.Deactivated => ActivityKind.Deactivated, _ => ActivityKind.Updated };
        await TellAsync(id, kind, 200, result.Trace);
    }

    private async Task DeleteAsync(string id)
    {
        var result = await Operations.DeleteAsync(_connection, ResourceTypes.User, id, null, Cancel);
        await TellAsync(id, ActivityKind.Deleted, 204, result.Trace);
    }

    private async Task TellAsync(string id, ActivityKind kind, int status, ChangeTrace? trace)
    {
        var at = Store.Clock.GetUtcNow();
        var record = new ActivityRecord(_connection, trace?.Id ?? OrderedId.Next(at), at, "PATCH", $"/Users/{id}", status, TimeSpan.FromMilliseconds(4), kind, "Ana", null, new TokenId("abcdefghijkl"), null, null, 0)
        {
            Details = new ActivityDetails(id, null, null, null, [], null) { Previous = trace?.Previous },
        };
        _told.Add(record);
        await Store.Get<IActivityStore>().AppendAsync(new ActivityBatch([record], []), Cancel);
    }

    /// <summary>The history of one, read two at a time to its end and back again, is of these kinds.</summary>
    private async Task ShowsAsync(string id, params ActivityKind[] kinds)
    {
        var query = new ActivityQuery { ResourceId = id, Count = 2 };
        List<ActivityRecord> older = [], newer = [];
        for (Guid? from = OrderedId.First(FarOff); from is { } place;)
        {
            var page = await Store.Get<IActivityStore>().QueryAsync(_connection, query with { Cursor = new ActivityCursor(place, Newer: false) }, Cancel);
            older.AddRange(page.Records);
            from = page.Next;
        }

        Assert.Equal(kinds, older.Select(record => record.What));
        Assert.Equal(_told.Where(record => record.Details.ResourceId == id).Select(record => record.Id).Reverse(), older.Select(record => record.Id));
        for (Guid? from = OrderedId.First(DateTimeOffset.UnixEpoch); from is { } place;)
        {
            var page = await Store.Get<IActivityStore>().QueryAsync(_connection, query with { Cursor = new ActivityCursor(place, Newer: true) }, Cancel);
            newer.InsertRange(0, page.Records);
            from = page.Next;
        }

        Assert.Equal(older.Select(record => record.Id), newer.Select(record => record.Id));
    }

    private async Task<IReadOnlyList<ActivityRecord>> QueryAsync(ActivityQuery query) => (await Store.Get<IActivityStore>().QueryAsync(_connection, query, Cancel)).Records;
}

public sealed class HistoryOnSqliteTests() : HistoryContract(TestStore.OnSqliteAsync);

public sealed class HistoryOnPostgresTests(PostgresServer server) : HistoryContract(() => TestStore.OnPostgresAsync(server));
