using System.Text.Json;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

/// <summary>What people see of a directory, the same on both databases.</summary>
public abstract class DirectoryContract(Func<Task<TestStore>> open) : StoreContract(open)
{
    private static readonly Actor Support = new(ActorKind.Support, "auth0|sam", "Samira Okafor");

    private DirectoryService Directory => Store.Get<DirectoryService>();

    [Theory]
    [InlineData(DirectorySort.Name, 44)]
    [InlineData(DirectorySort.UserName, 44)]
    [InlineData(DirectorySort.Changed, 44)]
    [InlineData(DirectorySort.Name, 86)]
    [InlineData(DirectorySort.UserName, 86)]
    [InlineData(DirectorySort.Changed, 86)]
    public async Task Pages_forward_and_back_show_everybody_once_in_one_order(DirectorySort sort, int inactive)
    {
        // So few that they are sorted, or so many that they are met on the way through all.
        Assert.Equal(inactive == 44, DirectorySql.AreFew(inactive, 130, DirectoryService.PageSize + 1));
        var connection = await FilledAsync(130, i => i % 3 == 0 ^ inactive == 44);
        foreach (var (search, active, expected) in new (string?, bool?, int)[] { (null, null, 130), (null, false, inactive), (null, true, 130 - inactive), ("u", null, 130), ("u", false, inactive) })
        {
            foreach (var descending in new[] { false, true })
            {
                var query = new DirectoryQuery(search, sort, descending, active);
                List<DirectoryPage<DirectoryUser>> pages = [await PageAsync(connection, query)];
                while (pages[^1].Next is { } next)
                    pages.Add(await PageAsync(connection, query with { Place = next }));
                var all = pages.SelectMany(page => page.Items).ToList();
                Assert.Equal((expected, expected), (all.Count, all.Select(user => user.Id).Distinct().Count()));
                Assert.All(pages, page => Assert.Equal(expected, page.Total));
                Assert.All(all, user => Assert.Equal(active ?? user.Active, user.Active));
                Assert.Equal(InOrder(all, sort, descending).Select(user => user.Id), all.Select(user => user.Id));

                var back = pages[^1];
                for (var i = pages.Count - 2; i >= 0; i--)
                {
                    back = await PageAsync(connection, query with { Place = back.Previous });
                    Assert.Equal(pages[i].Items, back.Items);
                }

                Assert.Null(back.Previous);
            }
        }
    }

    [Theory]
    [InlineData("ana", 1)]
    [InlineData("ANA LI", 1)]
    [InlineData("a.lima@", 1)]
    [InlineData("Private@home", 1)]
    [InlineData("00uX", 1)]
    [InlineData("00ux", 0)]
    [InlineData("lima", 0)]
    [InlineData("%", 0)]
    [InlineData("ΣΊΣΥΦΟΣ", 1)]
    [InlineData("ana\ud83d", 0)]
    public async Task Search_finds_by_the_beginning_of_whatever_a_person_is_known_by(string text, int found)
    {
        var connection = (await Store.ConnectionAsync()).Id;
        await CreateAsync(connection, """{"userName":"a.lima@acme.example","externalId":"00uXyz","displayName":"Ana Lima","emails":[{"value":"private@home.example","type":"home"}]}""");
        await CreateAsync(connection, """{"userName":"bo","displayName":"Σίσυφος"}""");
        await CreateAsync((await Store.ConnectionAsync("other")).Id, """{"userName":"ana"}""");
        var page = await PageAsync(connection, new DirectoryQuery(DirectoryQuery.Clean(text) ?? "nobody"));
        Assert.Equal((found, found, false), (page.Items.Count, page.Total, page.More));
    }

    [Fact]
    public async Task Search_finds_a_user_by_the_whole_id()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var id = await CreateAsync(connection, """{"userName":"ana"}""");
        Assert.Equal(id, Assert.Single((await PageAsync(connection, new DirectoryQuery(id))).Items).Id);
    }

    [Fact]
    public async Task Group_shows_its_members_page_by_page_and_a_user_its_groups_direct_and_indirect()
    {
        var connection = await FilledAsync(60);
        var users = (await PageAsync(connection, new DirectoryQuery(Sort: DirectorySort.UserName))).Items;
        var ids = users.Concat((await PageAsync(connection, new DirectoryQuery(Sort: DirectorySort.UserName, Place: new DirectoryPlace("u0049", users[^1].Id, false)))).Items).Select(user => user.Id).ToList();
        var inner = await CreateAsync(connection, $$"""{"displayName":"Inner","externalId":"g-1","members":[{{string.Join(',', ids.Select(id => $$"""{"value":"{{id}}"}"""))}}]}""", ResourceTypes.Group);
        var outer = await CreateAsync(connection, $$"""{"displayName":"Outer","members":[{"value":"{{inner}}"}]}""", ResourceTypes.Group);
        var first = await Directory.MembersAsync(Store.Operator, connection, inner, null, null, Cancel);
        var second = await Directory.MembersAsync(Store.Operator, connection, inner, first.Next, null, Cancel);
        Assert.Equal(ids.Order(StringComparer.Ordinal), first.Items.Concat(second.Items).Select(member => member.Id));
        Assert.Equal(first.Items, (await Directory.MembersAsync(Store.Operator, connection, inner, second.Previous, null, Cancel)).Items);
        Assert.Equal(DirectoryKind.Group, Assert.Single((await Directory.MembersAsync(Store.Operator, connection, outer, null, null, Cancel)).Items).Kind);
        var details = await Directory.GetAsync(Store.Operator, connection, DirectoryKind.User, ids[0], null, Cancel);
        Assert.Equal([new DirectoryMembership(inner, "Inner", true), new DirectoryMembership(outer, "Outer", false)], details.Groups);
        var groups = await Directory.GroupsAsync(Store.Operator, connection, new DirectoryQuery(Descending: true), Cancel);
        Assert.Equal(["Outer", "Inner"], groups.Items.Select(group => group.Name));
        Assert.Equal(2, groups.Total);
        Assert.Equal("Inner", Assert.Single((await Directory.GroupsAsync(Store.Operator, connection, new DirectoryQuery("INN"), Cancel)).Items).Name);
    }

    [Fact]
    public async Task Directory_of_another_tenant_is_out_of_reach()
    {
        var connection = await FilledAsync(1);
        var id = Assert.Single((await PageAsync(connection, new DirectoryQuery())).Items).Id;
        var stranger = new Actor(ActorKind.TenantAdmin, "auth0|eve", "Eve", new TenantId("other"));
        await Refused(() => Directory.UsersAsync(stranger, connection, new DirectoryQuery(), null, Cancel));
        await Refused(() => Directory.GroupsAsync(stranger, connection, new DirectoryQuery(), Cancel));
        await Refused(() => Directory.GetAsync(stranger, connection, DirectoryKind.User, id, null, Cancel));
        await Refused(() => Directory.MembersAsync(stranger, connection, id, null, null, Cancel));
        await Refused(() => Directory.HistoryAsync(stranger, connection, DirectoryKind.User, id, null, 10, null, Cancel));
        await Refused(() => Directory.WhyInactiveAsync(stranger, connection, id, null, Cancel));
        await Refused(() => Directory.DiscloseAsync(stranger, connection, "curious", Cancel));
        var elsewhere = (await Store.ConnectionAsync("other")).Id;
        await Refused(() => Directory.GetAsync(Store.Operator, elsewhere, DirectoryKind.User, id, null, Cancel));
        await Refused(() => Directory.GetAsync(Store.Operator, connection, DirectoryKind.Group, id, null, Cancel));

        static async Task Refused(Func<Task> act) => Assert.Equal(Refusal.NotFound, (await Assert.ThrowsAsync<RefusedException>(act)).Reason);
    }

    [Fact]
    public async Task Support_sees_names_once_a_reason_is_in_the_audit()
    {
        var connection = await Store.ConnectionAsync();
        var id = await CreateAsync(connection.Id, """{"userName":"ana@acme.example","displayName":"Ana Lima"}""");
        var masked = Assert.Single((await Directory.UsersAsync(Support, connection.Id, new DirectoryQuery("ana"), null, Cancel)).Items);
        Assert.Equal(("a•••@acme.example", "A••• L•••"), (masked.UserName, masked.Name));
        Assert.Null((await Directory.GetAsync(Support, connection.Id, DirectoryKind.User, id, null, Cancel)).Json);
        await Assert.ThrowsAsync<RefusedException>(() => Directory.DiscloseAsync(Support, connection.Id, "  ", Cancel));
        var disclosure = await Directory.DiscloseAsync(Support, connection.Id, "Ticket 4711", Cancel);
        Assert.Equal("Ana Lima", Assert.Single((await Directory.UsersAsync(Support, connection.Id, new DirectoryQuery(), disclosure, Cancel)).Items).Name);
        var entry = (await Store.Get<IAuditStore>().LatestAsync(connection.Tenant, 1, Cancel))[0];
        Assert.Equal(("directory.disclose", "Ticket 4711", Support.Id), (entry.Action, entry.Reason, entry.Actor.Id));

        // It was given for one connection, by one person.
        var other = await Store.ConnectionAsync();
        await CreateAsync(other.Id, """{"userName":"bo"}""");
        Assert.Equal("b•••", Assert.Single((await Directory.UsersAsync(Support, other.Id, new DirectoryQuery(), disclosure, Cancel)).Items).UserName);
        Assert.Equal("A••• L•••", Assert.Single((await Directory.UsersAsync(Support with { Id = "auth0|tim" }, connection.Id, new DirectoryQuery(), disclosure, Cancel)).Items).Name);
    }

    [Fact]
    public async Task History_of_a_user_comes_page_by_page_and_says_who_deactivated()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var now = Store.Clock.GetUtcNow();
        ActivityKind[] kinds = [ActivityKind.Created, ActivityKind.Updated, ActivityKind.Deactivated, ActivityKind.Unchanged, ActivityKind.Updated];
        var records = kinds.Select((kind, i) => Record(connection, now.AddMinutes(i), kind, "u1")).ToList();
        await Store.Get<IActivityStore>().AppendAsync(new ActivityBatch([.. records, Record(connection, now, ActivityKind.Updated, "u2"), Record(connection, now.AddHours(1), ActivityKind.Other, "u1") with { Status = 412 }], []), Cancel);
        var first = await Directory.HistoryAsync(Store.Operator, connection, DirectoryKind.User, "u1", null, 4, null, Cancel);
        Assert.Equal([412, 200, 200, 200], first.Select(record => record.Status));
        var second = await Directory.HistoryAsync(Store.Operator, connection, DirectoryKind.User, "u1", first[^1].Id, 4, null, Cancel);
        Assert.Equal([ActivityKind.Updated, ActivityKind.Created], second.Select(record => record.What));
        Assert.Equal(records[2].Id, (await Directory.WhyInactiveAsync(Store.Operator, connection, "u1", null, Cancel))!.Id);
        Assert.Null(await Directory.WhyInactiveAsync(Store.Operator, connection, "u2", null, Cancel));
    }

    [Fact]
    public async Task Support_without_a_reason_sees_of_a_groups_history_neither_what_was_sent_nor_what_was_answered()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var record = Record(connection, Store.Clock.GetUtcNow(), ActivityKind.MembersChanged, "g1");
        record = record with { Detail = "There is no Ana Lima", Details = record.Details with { Request = """{"members":[{"display":"Ana Lima"}]}""" } };
        await Store.Get<IActivityStore>().AppendAsync(new ActivityBatch([record], []), Cancel);
        var masked = Assert.Single(await Directory.HistoryAsync(Support, connection, DirectoryKind.Group, "g1", null, 10, null, Cancel));
        Assert.Equal((null, null), (masked.Detail, masked.Details.Request));
        Assert.Equal(record.Details.Changes, masked.Details.Changes);
        Assert.NotNull(Assert.Single(await Directory.HistoryAsync(Store.Operator, connection, DirectoryKind.Group, "g1", null, 10, null, Cancel)).Details.Request);
    }

    [Fact]
    public async Task Hours_keep_how_many_users_there_were_then()
    {
        var connection = await FilledAsync(6);
        var store = Store.Get<IActivityStore>();
        var now = Store.Clock.GetUtcNow();
        await store.AppendAsync(new ActivityBatch([Record(connection, now, ActivityKind.Updated, "u1")], []), Cancel);
        await CreateAsync(connection, """{"userName":"later","active":true}""");
        await store.AppendAsync(new ActivityBatch([Record(connection, now.AddHours(1), ActivityKind.Updated, "u1")], []), Cancel);
        await CreateAsync(connection, """{"userName":"same hour","active":false}""");
        await store.AppendAsync(new ActivityBatch([Record(connection, now.AddHours(1), ActivityKind.Updated, "u1")], []), Cancel);
        Assert.Equal([(6, 4), (8, 5)], (await store.HoursAsync(connection, now.AddHours(-1), Cancel)).Select(hour => (hour.Users, hour.ActiveUsers)));
    }

    private static IEnumerable<DirectoryUser> InOrder(IEnumerable<DirectoryUser> users, DirectorySort sort, bool descending)
    {
        var ordered = sort switch
        {
            DirectorySort.Name => users.OrderBy(user => user.Name is null).ThenBy(user => user.Name, StringComparer.Ordinal),
            DirectorySort.UserName => users.OrderBy(user => user.UserName, StringComparer.Ordinal),
            _ => users.OrderBy(user => user.ChangedAt),
        };
        var whole = ordered.ThenBy(user => user.Id, StringComparer.Ordinal);
        return descending ? whole.Reverse() : whole;
    }

    private static ActivityRecord Record(ConnectionId connection, DateTimeOffset at, ActivityKind kind, string user) => new(
        connection, OrderedId.Next(at), at, "PATCH", $"/Users/{user}", 200, TimeSpan.FromMilliseconds(4), kind, "Ana", null, new TokenId("abcdefghijkl"), "20.190.0.1", null, 0)
    {
        Details = new ActivityDetails(user, null, null, null, [new AttributeChange("title", "Engineer", "Lead")], null),
    };

    private Task<DirectoryPage<DirectoryUser>> PageAsync(ConnectionId connection, DirectoryQuery query) => Directory.UsersAsync(Store.Operator, connection, query, null, Cancel);

    /// <summary>Users of whom every third is inactive where nothing else is said, every fifth shares a name and every seventh has none.</summary>
    private async Task<ConnectionId> FilledAsync(int count, Func<int, bool>? isActive = null)
    {
        var connection = (await Store.ConnectionAsync()).Id;
        for (var i = 0; i < count; i++)
        {
            var name = i % 7 == 0 ? "" : $",\"displayName\":\"{(i % 5 == 0 ? "u same" : $"u {i * 37 % 100:00} {i}")}\"";
            await CreateAsync(connection, $$"""{"userName":"u{{i:0000}}","active":{{((isActive?.Invoke(i) ?? i % 3 != 0) ? "true" : "false")}}{{name}}}""");
            if (i % 2 == 0)
                Store.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return connection;
    }

    private async Task<string> CreateAsync(ConnectionId connection, string json, ResourceType? type = null)
        => (await Store.Get<ResourceOperations>().CreateAsync(connection, type ?? ResourceTypes.User, JsonDocument.Parse(json).RootElement, Cancel)).Stored.Id;
}

public sealed class DirectoryOnSqliteTests() : DirectoryContract(TestStore.OnSqliteAsync);

public sealed class DirectoryOnPostgresTests(PostgresServer server) : DirectoryContract(() => TestStore.OnPostgresAsync(server));
