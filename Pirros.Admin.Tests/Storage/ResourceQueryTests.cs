using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Orders and pages of lists are the same on every database, and those that a plain sort in memory gives.</summary>
public abstract class ResourceQueryContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private const string Badge = "urn:example:params:scim:schemas:extension:badge:2.0:User";

    // A customer's own extension, for the types that the core schema has none of.
    private static readonly ResourceType Badged = ResourceTypes.User.With([new SchemaExtension(new SchemaDefinition(Badge, "Badge", "A badge.",
    [
        new() { Name = "number", Type = AttributeType.Integer },
        new() { Name = "weight", Type = AttributeType.Decimal },
        new() { Name = "issued", Type = AttributeType.DateTime },
        new() { Name = "lost", Type = AttributeType.Boolean },
        new() { Name = "code", CaseExact = true },
    ]))]);

    private static readonly string[] People =
    [
        """{"userName":"b@acme.example","externalId":"B","displayName":"Zoë","title":"lead","name":{"familyName":"Łukasz"},"emails":[{"value":"z@a.example","type":"home"},{"value":"C@a.example","type":"work","primary":true}],"urn:example:params:scim:schemas:extension:badge:2.0:User":{"number":10,"weight":2.5,"issued":"2026-01-31T12:00:00.5Z","lost":true,"code":"b"}}""",
        """{"userName":"A@acme.example","externalId":"a","displayName":"zoé","title":"Lead","emails":[{"value":"b@a.example","type":"other"}],"urn:example:params:scim:schemas:extension:badge:2.0:User":{"number":9,"weight":-1,"issued":"2026-01-31T13:00:00.25+01:00","lost":false,"code":"B"}}""",
        """{"userName":"ç@acme.example","displayName":"Émile","name":{"familyName":"lukas","givenName":"E"},"emails":[{"type":"work"}]}""",
        """{"userName":"\ud83d\ude00@acme.example","externalId":"|","displayName":"\ud83d\ude00 smile","title":"\ud83d\ude00","active":false}""",
        """{"userName":"\uff21.wide@acme.example","displayName":"\uff21 wide","title":"\uffee","emails":[{"value":"a@a.example","primary":true}],"urn:example:params:scim:schemas:extension:badge:2.0:User":{"number":-9007199254740993,"weight":0.1}}""",
        """{"userName":"o'neil","title":"lead","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"design","manager":{"value":"m-2"}},"urn:example:params:scim:schemas:extension:badge:2.0:User":{"number":9007199254740993,"issued":"2026-01-31T12:00:00Z"}}""",
        """{"userName":"zed","active":false,"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Build","manager":{"value":"m-1"}},"urn:example:params:scim:schemas:extension:badge:2.0:User":{"number":9007199254740992,"weight":0.30000000000000004}}""",
    ];

    private static readonly string[] Attributes =
    [
        "userName", "displayName", "externalId", "active", "title", "id", "meta.created", "meta.lastModified", "meta.version", "meta.resourceType", "name.familyName", "emails", "emails.type", "EMAILS.VALUE",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "urn:ietf:params:scim:schemas:core:2.0:User:name.givenName",
        $"{Badge}:number", $"{Badge}:weight", $"{Badge}:issued", $"{Badge}:lost", $"{Badge}:code",
    ];

    private ResourceOperations Operations => Store.Get<ResourceOperations>();

    private ResourceQueries Queries => Store.Get<ResourceQueries>();

    [Fact]
    public async Task Every_way_through_a_list_gives_the_order_that_a_sort_in_memory_gives()
    {
        var connection = await FilledAsync();
        var all = (await Queries.QueryAsync(connection, Badged, ResourceQuery.Of(null, 1, 100), Cancel)).Resources;
        foreach (var sortBy in Attributes)
        {
            foreach (var order in new[] { "ascending", "descending" })
            {
                var expected = $"{sortBy} {order}: {string.Join(", ", Names(SortInMemory.Of(all, sortBy, order == "descending")))}";
                foreach (var filter in new[] { null, "userName pr and not (userName eq \"nobody\")" })
                {
                    var search = new SearchRequest(filter, null, 3, null, null) { SortBy = sortBy, SortOrder = order };
                    Assert.Equal(expected, $"{sortBy} {order}: {string.Join(", ", Names((await Queries.QueryAsync(connection, Badged, ResourceQuery.Of(search with { Count = null }), Cancel)).Resources))}");
                    Assert.Equal(expected, $"{sortBy} {order}: {string.Join(", ", await ByIndexAsync(connection, [Badged], search))}");
                    Assert.Equal(expected, $"{sortBy} {order}: {string.Join(", ", await ByCursorAsync(connection, [Badged], search))}");
                    Assert.Equal(expected, $"{sortBy} {order}: {string.Join(", ", await BackwardAsync(connection, [Badged], search))}");
                }
            }
        }
    }

    [Fact]
    public async Task Users_and_groups_are_in_one_order()
    {
        var connection = await FilledAsync();
        foreach (var name in new[] { "Émile", "architects", "Zoë" })
            await Operations.CreateAsync(connection, ResourceTypes.Group, Json($$"""{"displayName":"{{name}}"}"""), Cancel);
        var all = (await Queries.QueryAsync(connection, ResourceTypeSet.Standard.All, ResourceQuery.Of(null, 1, 100), Cancel)).Resources;
        Assert.Equal(People.Length + 3, all.Count);
        Assert.Equal(all.Select(one => one.Id).Order(StringComparer.Ordinal), all.Select(one => one.Id));
        foreach (var sortBy in new[] { "displayName", "userName", "id", "meta.lastModified", "title", "meta.resourceType", "emails" })
        {
            foreach (var order in new[] { "ascending", "descending" })
            {
                var search = new SearchRequest(null, null, 3, null, null) { SortBy = sortBy, SortOrder = order };
                var expected = Names(SortInMemory.Of(all, sortBy, order == "descending"));
                Assert.Equal(expected, await ByIndexAsync(connection, ResourceTypeSet.Standard.All, search));
                Assert.Equal(expected, await ByCursorAsync(connection, ResourceTypeSet.Standard.All, search));
                Assert.Equal(expected, await BackwardAsync(connection, ResourceTypeSet.Standard.All, search));
            }
        }
    }

    [Fact]
    public async Task Filter_that_only_one_type_can_match_leaves_the_other_out()
    {
        var connection = await FilledAsync();
        await Operations.CreateAsync(connection, ResourceTypes.Group, Json("""{"displayName":"Zoë","externalId":"a"}"""), Cancel);
        foreach (var (filter, users, groups) in new[]
        {
            ("meta.resourceType eq \"User\"", People.Length, 0), ("meta.resourceType eq \"Group\"", 0, 1), ("not (meta.resourceType eq \"User\")", 0, 1), ("meta.resourceType pr", People.Length, 1), ("meta.resourceType eq \"Device\"", 0, 0),
            ("displayName eq \"zoë\"", 1, 1), ("externalId eq \"a\"", 1, 1), ("userName pr", People.Length, 0), ("not (userName pr)", 0, 1), ("userName ne \"zed\"", People.Length - 1, 1), ("emails.value eq \"Z@a.example\"", 1, 0),
            ("displayName pr and (title eq \"lead\" or meta.resourceType eq \"Group\")", 2, 1), ("title eq null", 2, 1), ("emails[type eq \"work\"] or members pr", 2, 0),
        })
        {
            var page = await Queries.QueryAsync(connection, ResourceTypeSet.Standard.All, ResourceQuery.Of(filter, 1, 100), Cancel);
            Assert.Equal((filter, users, groups, users + groups), (filter, page.Resources.Count(one => one.Type == ResourceTypes.User), page.Resources.Count(one => one.Type == ResourceTypes.Group), (int)page.Total));
            Assert.Equal(users + groups, (await Queries.QueryAsync(connection, ResourceTypeSet.Standard.All, ResourceQuery.Of(filter, 1, 0), Cancel)).Total);
        }
    }

    [Fact]
    public async Task Changes_between_pages_neither_repeat_nor_skip_others()
    {
        foreach (var sortBy in new[] { null, "title", "userName" })
            await AssertStableAsync(sortBy);
    }

    [Fact]
    public async Task Long_values_are_sorted_and_their_cursors_are_short()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        foreach (var (name, last) in new[] { ("a", "y"), ("b", "x"), ("c", "x") })
            await CreateAsync(connection, $$"""{"userName":"{{name}}","title":"{{string.Concat(Enumerable.Repeat("\\ud83d\\ude00", 400))}}{{last}}{{new string('z', 60_000)}}"}""");
        var search = new SearchRequest(null, null, 1, null, null) { SortBy = "title", Cursor = "" };
        Assert.Equal(["b", "c", "a"], await ByCursorAsync(connection, [ResourceTypes.User], search));
        Assert.True((await Queries.QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of(search), Cancel)).NextCursor!.Length < 4_000);
    }

    [Fact]
    public async Task Cursor_of_another_connection_is_refused()
    {
        var (mine, other) = (await FilledAsync(), (await Store.ConnectionAsync("other-firm")).Id);
        var search = new SearchRequest(null, null, 2, null, null) { Cursor = "" };
        var next = (await Queries.QueryAsync(mine, ResourceTypes.User, ResourceQuery.Of(search), Cancel)).NextCursor;
        var refused = await Assert.ThrowsAsync<ScimException>(() => Queries.QueryAsync(other, ResourceTypes.User, ResourceQuery.Of(search with { Cursor = next }), Cancel).AsTask());
        Assert.Equal("invalidCursor", refused.ScimType);
    }

    [Theory]
    [InlineData("User", "userName")]
    [InlineData("Group", "displayName")]
    public async Task Pages_near_the_end_are_those_that_the_whole_list_has(string name, string attribute)
    {
        var (connection, type) = ((await Store.ConnectionAsync()).Id, ResourceTypeSet.Standard.All.Single(one => one.Name == name));
        for (var i = 0; i < ResourcePages.FarOff + 60; i++)
            await Operations.CreateAsync(connection, type, Json($$"""{"{{attribute}}":"n{{i}}"}"""), Cancel);
        await Operations.CreateAsync((await Store.ConnectionAsync("other-firm")).Id, type, Json($$"""{"{{attribute}}":"other"}"""), Cancel);
        var all = (await Queries.QueryAsync(connection, type, ResourceQuery.Of(null, 1, 1_000), Cancel)).Resources.Select(one => one.Id).ToList();
        Assert.Equal(ResourcePages.FarOff + 60, all.Count);
        foreach (var count in new[] { 1, 7, 60, 100 })
        {
            foreach (var start in new[] { -1, 0, 1, 2, 53, 54, 59, 60, 61, 300 }.Select(beyond => ResourcePages.FarOff + beyond))
            {
                var page = await Queries.QueryAsync(connection, type, ResourceQuery.Of(null, start, count), Cancel);
                Assert.Equal((start, count, all.Count), (start, count, page.Total));
                Assert.Equal(all.Skip(start - 1).Take(count), page.Resources.Select(one => one.Id));
            }
        }
    }

    [Fact]
    public async Task Ids_made_at_the_same_moment_by_many_are_in_the_order_of_creation()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            Store.Clock.Advance(TimeSpan.FromMilliseconds(i % 3));
            await CreateAsync(connection, $$"""{"userName":"u{{i}}"}""");
        })));
        var page = await Queries.QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of(new SearchRequest(null, 1, 100, null, null) { SortBy = "meta.created" }), Cancel);
        Assert.Equal(page.Resources.Select(one => one.Meta.Created).Order(), page.Resources.Select(one => one.Meta.Created));
    }

    private async Task AssertStableAsync(string? sortBy)
    {
        var connection = (await Store.ConnectionAsync()).Id;
        for (var i = 10; i < 22; i++)
            await CreateAsync(connection, $$"""{"userName":"u{{i}}"{{(i % 2 == 0 ? $",\"title\":\"t{i}\"" : "")}}}""");
        var search = new SearchRequest(null, null, 4, null, null) { SortBy = sortBy, Cursor = "" };
        var seen = new List<string>();
        var first = await Queries.QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of(search), Cancel);
        seen.AddRange(Names(first.Resources));

        // The last of the page, where the next one begins, goes; one before and one behind it come.
        await Operations.DeleteAsync(connection, ResourceTypes.User, first.Resources[^1].Id, null, Cancel);
        await CreateAsync(connection, """{"userName":"u00","title":"t00"}""");
        await CreateAsync(connection, """{"userName":"u99","title":"t99"}""");
        var next = first.NextCursor;
        while (next is not null)
        {
            var page = await Queries.QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of(search with { Cursor = next }), Cancel);
            seen.AddRange(Names(page.Resources));
            next = page.NextCursor;
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Empty(Enumerable.Range(10, 12).Select(i => $"u{i}").Append("u99").Except(seen));
    }

    private async Task<ConnectionId> FilledAsync()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        foreach (var person in People)
        {
            await CreateAsync(connection, person);
            Store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        // Times and versions are in another order than ids.
        var all = (await Queries.QueryAsync(connection, Badged, ResourceQuery.Of(null, 1, 100), Cancel)).Resources;
        foreach (var i in new[] { 3, 0, 0 })
        {
            Store.Clock.Advance(TimeSpan.FromSeconds(1));
            await Operations.PatchAsync(connection, Badged, all[i].Id, Json($$"""{"Operations":[{"op":"replace","path":"nickName","value":"{{Store.Clock.GetUtcNow():O}}"}]}"""), null, Cancel);
        }

        return connection;
    }

    private Task<OperationResult> CreateAsync(ConnectionId connection, string body) => Operations.CreateAsync(connection, Badged, Json(body), Cancel);

    private async Task<List<string>> ByIndexAsync(ConnectionId connection, IReadOnlyList<ResourceType> types, SearchRequest search)
    {
        List<string> seen = [];
        for (var start = 1; ; start += search.Count!.Value)
        {
            var page = await Queries.QueryAsync(connection, types, ResourceQuery.Of(search with { StartIndex = start }), Cancel);
            if (page.Resources.Count == 0)
            {
                Assert.Equal(seen.Count, page.Total);
                return seen;
            }

            seen.AddRange(Names(page.Resources));
        }
    }

    private async Task<List<string>> ByCursorAsync(ConnectionId connection, IReadOnlyList<ResourceType> types, SearchRequest search)
    {
        List<string> seen = [];
        long total;
        string? cursor = "";
        do
        {
            var page = await Queries.QueryAsync(connection, types, ResourceQuery.Of(search with { Cursor = cursor }), Cancel);
            Assert.Equal(cursor.Length == 0, page.PreviousCursor is null);
            seen.AddRange(Names(page.Resources));
            (cursor, total) = (page.NextCursor, page.Total);
        }
        while (cursor is not null);
        Assert.Equal(seen.Count, total);
        return seen;
    }

    /// <summary>To the last page by nextCursor, and from there by previousCursor to the first.</summary>
    private async Task<List<string>> BackwardAsync(ConnectionId connection, IReadOnlyList<ResourceType> types, SearchRequest search)
    {
        var page = await Queries.QueryAsync(connection, types, ResourceQuery.Of(search with { Cursor = "" }), Cancel);
        while (page.NextCursor is { } next)
            page = await Queries.QueryAsync(connection, types, ResourceQuery.Of(search with { Cursor = next }), Cancel);
        var seen = Names(page.Resources);
        while (page.PreviousCursor is { } previous)
        {
            page = await Queries.QueryAsync(connection, types, ResourceQuery.Of(search with { Cursor = previous }), Cancel);
            Assert.NotNull(page.NextCursor);
            seen.InsertRange(0, Names(page.Resources));
        }

        return seen;
    }

    private static List<string> Names(IEnumerable<StoredResource> resources) => [.. resources.Select(one => one.Read().UserName ?? one.Read().DisplayName!)];

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}

public sealed class ResourceQueryOnSqliteTests() : ResourceQueryContract(TestStore.OnSqliteAsync);

public sealed class ResourceQueryOnPostgresTests(PostgresServer server) : ResourceQueryContract(() => TestStore.OnPostgresAsync(server));
