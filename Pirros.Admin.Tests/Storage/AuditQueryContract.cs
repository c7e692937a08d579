using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Storage;

/// <summary>What people read of the audit: filtered, page by page both ways, and nothing beyond their reach.</summary>
public abstract class AuditQueryContract(Func<Task<TestStore>> open) : StoreContract(open)
{
    private static readonly TenantId Acme = new("acme");
    private static readonly Actor Admin = new(ActorKind.TenantAdmin, "auth0|mara", "Mara Quinn", Acme, "203.0.113.9");
    private static readonly Actor Support = new(ActorKind.Support, "auth0|sam", "Samira Okafor");

    private AuditService Audit => Store.Get<AuditService>();

    [Fact]
    public async Task Pages_lead_from_the_newest_to_the_oldest_and_back()
    {
        var connection = await Store.ConnectionAsync();
        for (var i = 0; i < 2 * AuditService.PageSize; i++)
        {
            // Several of one moment, too.
            if (i % 3 == 0)
                Store.Clock.Advance(TimeSpan.FromSeconds(1));
            await Store.Get<ConnectionService>().RenameAsync(Admin, connection.Id, $"Name {i}", Cancel);
        }

        var first = await Audit.PageAsync(Admin, new AuditFilter(), default, Cancel);
        Assert.Equal(("Name 99", null), (first.Records[0].Entry.Target, first.Newer));
        var second = await Audit.PageAsync(Admin, new AuditFilter(), new AuditTurn(Before: first.Older), Cancel);
        Assert.Equal("Name 49", second.Records[0].Entry.Target);
        var third = await Audit.PageAsync(Admin, new AuditFilter(), new AuditTurn(Before: second.Older), Cancel);
        Assert.Equal(["connection.create", "tenant.create"], third.Records.Select(r => r.Entry.Action));
        Assert.Null(third.Older);
        Assert.Equal(Ids(second), Ids(await Audit.PageAsync(Admin, new AuditFilter(), new AuditTurn(After: third.Newer), Cancel)));
        var again = await Audit.PageAsync(Admin, new AuditFilter(), new AuditTurn(After: second.Newer), Cancel);
        Assert.Equal(Ids(first), Ids(again));
        Assert.Null(again.Newer);
        Assert.Equal(Ids(first), Ids(await Audit.PageAsync(Admin, new AuditFilter(), new AuditTurn(After: first.Records[0].Position), Cancel)));
    }

    [Fact]
    public async Task Filters_let_through_what_they_say()
    {
        var (one, two) = (await Store.ConnectionAsync(), await Store.ConnectionAsync());
        var connections = Store.Get<ConnectionService>();
        await connections.RenameAsync(Admin, one.Id, "Head office", Cancel);
        var noon = Store.Clock.GetUtcNow().AddHours(3);
        Store.Clock.Advance(TimeSpan.FromHours(3));
        await Store.Get<IAuditStore>().AppendAsync(AuditEntry.Of(Store.Clock, Support, Acme, two.Id, "token.revoke", "y", "Ticket 4711"), Cancel);
        await Store.Get<IAuditStore>().AppendAsync(AuditEntry.Of(Store.Clock, Admin, Acme, one.Id, "token.rotate", "x"), Cancel);

        Assert.Equal(["token.rotate", "connection.rename", "connection.create"], await ActionsAsync(new AuditFilter(Connection: one.Id)));
        Assert.Equal(["token.rotate", "connection.rename"], await ActionsAsync(new AuditFilter(Person: Admin.Id)));
        Assert.Equal(["token.rotate", "token.revoke"], await ActionsAsync(new AuditFilter(Kind: "token")));
        Assert.Equal(["token.rotate", "token.revoke"], await ActionsAsync(new AuditFilter(From: noon)));
        Assert.Equal(["connection.rename", "connection.create", "connection.create", "tenant.create"], await ActionsAsync(new AuditFilter(Until: noon)));
        Assert.Equal(["connection.rename"], await ActionsAsync(new AuditFilter(Acme, one.Id, Admin.Id, "connection", noon.AddDays(-1), noon.AddDays(1))));
        Assert.Empty(await ActionsAsync(new AuditFilter(Connection: two.Id, Person: Admin.Id)));
        Assert.Equal("Head office", (await Audit.PageAsync(Admin, new AuditFilter(Connection: one.Id), default, Cancel)).Records[0].ConnectionName);

        async Task<string[]> ActionsAsync(AuditFilter filter) => [.. (await Audit.PageAsync(Support, filter, default, Cancel)).Records.Select(r => r.Entry.Action)];
    }

    [Fact]
    public async Task Page_keeps_to_the_bounds_of_time()
    {
        var connection = await Store.ConnectionAsync();
        var start = Store.Clock.GetUtcNow();
        for (var i = 0; i < 10; i++)
        {
            Store.Clock.Advance(TimeSpan.FromHours(1));
            await Store.Get<ConnectionService>().RenameAsync(Admin, connection.Id, $"Name {i}", Cancel);
        }

        var filter = new AuditFilter(From: start.AddHours(3), Until: start.AddHours(7));
        var all = (await Audit.PageAsync(Admin, filter, default, Cancel)).Records;
        Assert.Equal(["Name 5", "Name 4", "Name 3", "Name 2"], all.Select(r => r.Entry.Target));
        Assert.Equal(["Name 3", "Name 2"], await TargetsAsync(new AuditTurn(Before: all[1].Position)));
        Assert.Equal(["Name 5", "Name 4"], await TargetsAsync(new AuditTurn(After: all[2].Position)));
        Assert.Equal(["Name 5", "Name 4", "Name 3", "Name 2"], await TargetsAsync(new AuditTurn(Before: AuditPosition.Of(start.AddHours(50)))));

        async Task<IEnumerable<string>> TargetsAsync(AuditTurn turn) => (await Audit.PageAsync(Admin, filter, turn, Cancel)).Records.Select(r => r.Entry.Target);
    }

    [Fact]
    public async Task People_are_each_named_once_by_their_last_name()
    {
        var connection = await Store.ConnectionAsync();
        await Store.Get<ConnectionService>().RenameAsync(Admin with { Name = "Mara Old" }, connection.Id, "A", Cancel);
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        await Store.Get<ConnectionService>().RenameAsync(Admin, connection.Id, "B", Cancel);
        await Store.Get<IAuditStore>().AppendAsync(AuditEntry.Of(Store.Clock, Support, new TenantId("other-firm"), (await Store.ConnectionAsync("other-firm")).Id, "token.revoke", "x", "Ticket 4711"), Cancel);
        AuditPerson[] own = [new(Admin.Id, Admin.Name), new(Store.Operator.Id, Store.Operator.Name)];
        Assert.Equal(own, await Audit.PeopleAsync(Admin, new AuditFilter(), Cancel));
        Assert.Equal([own[0], new AuditPerson(Support.Id, Support.Name), own[1]], await Audit.PeopleAsync(Support, new AuditFilter(), Cancel));
    }

    [Fact]
    public async Task Tenant_admin_reads_nothing_of_another_tenant()
    {
        var connection = await Store.ConnectionAsync();
        await Store.ConnectionAsync("other-firm");
        var stranger = new Actor(ActorKind.TenantAdmin, "auth0|eve", "Eve", new TenantId("other-firm"));
        Assert.All((await Audit.PageAsync(stranger, new AuditFilter(), default, Cancel)).Records, record => Assert.Equal("other-firm", record.Entry.Tenant.Value));
        foreach (var filter in new[] { new AuditFilter(Acme), new AuditFilter(Connection: connection.Id), new AuditFilter(new TenantId("other-firm"), connection.Id) })
        {
            foreach (var act in new Func<Task>[]
            {
                () => Audit.PageAsync(stranger, filter, default, Cancel),
                () => Audit.PeopleAsync(stranger, filter, Cancel),
                () => Audit.ListAsync(stranger, filter, Cancel),
                () => Audit.ExportAsync(stranger, filter, "csv", Cancel),
            })
            {
                Assert.Equal(Refusal.NotFound, (await Assert.ThrowsAsync<RefusedException>(act)).Reason);
            }
        }

        await Assert.ThrowsAsync<RefusedException>(() => Audit.PageAsync(stranger with { Tenant = null }, new AuditFilter(), default, Cancel));
    }

    [Fact]
    public async Task Export_is_noted_before_its_first_line_and_begins_with_that_entry()
    {
        var connection = await Store.ConnectionAsync();
        Assert.Equal(Refusal.Invalid, (await Assert.ThrowsAsync<RefusedException>(() => Audit.ExportAsync(Support, new AuditFilter(), "csv", Cancel))).Reason);
        var exported = await (await Audit.ExportAsync(Admin, new AuditFilter(Kind: "audit", Until: Store.Clock.GetUtcNow().AddDays(1)), "csv", Cancel)).ToListAsync(Cancel);
        var entry = Assert.Single(exported).Entry;
        Assert.Equal(("audit.export", "csv kind=audit until=2026-11-24T09:00:00Z", Admin), (entry.Action, entry.Target, entry.Actor));
        await Audit.ExportAsync(Support, new AuditFilter(Connection: connection.Id), "jsonl", Cancel);
        Assert.Equal(("audit.export", connection.Id), (await Store.Get<IAuditStore>().LatestAsync(Acme, 1, Cancel)).Select(e => (e.Action, e.Connection!.Value)).Single());
    }

    private static IEnumerable<Guid> Ids(AuditListing page) => page.Records.Select(record => record.Entry.Id);
}

public sealed class AuditQueryOnSqliteTests() : AuditQueryContract(TestStore.OnSqliteAsync);

public sealed class AuditQueryOnPostgresTests(PostgresServer server) : AuditQueryContract(() => TestStore.OnPostgresAsync(server));
