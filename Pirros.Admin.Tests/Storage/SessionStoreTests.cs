using Pirros.Admin.Audit;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Sessions: there until they end, for every process, and gone then.</summary>
public abstract class SessionStoreContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    private ISessionStore Sessions => Store.Get<ISessionStore>();

    private DateTimeOffset Now => Store.Clock.GetUtcNow();

    [Fact]
    public async Task Session_is_found_by_every_process_until_its_end()
    {
        var session = await BeginAsync();
        await using var other = await Store.AnotherProcessAsync();
        Assert.Equal(session, await other.Get<ISessionStore>().FindAsync(session.Id, Now, Cancel));
        Store.Clock.Advance(HalfHour - TimeSpan.FromTicks(1));
        Assert.NotNull(await Sessions.FindAsync(session.Id, Now, Cancel));
        Store.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await Sessions.FindAsync(session.Id, Now, Cancel));
    }

    [Fact]
    public async Task Renewal_moves_the_end_forward_and_brings_nothing_back()
    {
        var session = await BeginAsync();
        Store.Clock.Advance(TimeSpan.FromMinutes(20));
        await Sessions.RenewAsync(session.Id, Now, Now + HalfHour, Cancel);
        var late = Now - TimeSpan.FromMinutes(5);
        await Sessions.RenewAsync(session.Id, late, late + HalfHour, Cancel);
        Assert.Equal(Now + HalfHour, (await Sessions.FindAsync(session.Id, Now, Cancel))!.EndsAt);
        Store.Clock.Advance(HalfHour);
        await Sessions.RenewAsync(session.Id, Now, Now + HalfHour, Cancel);
        Assert.Null(await Sessions.FindAsync(session.Id, Now, Cancel));
    }

    [Fact]
    public async Task Session_ends_once_and_that_is_audited_once()
    {
        await Store.ConnectionAsync();
        var (acme, mara) = (new TenantId("acme"), new Actor(ActorKind.TenantAdmin, "mara", "Mara", new TenantId("acme")));
        var session = await BeginAsync(tenant: acme);
        Assert.True(await Sessions.EndAsync(session.Id, AuditEntry.Of(Store.Clock, mara, acme, null, "session.end", "mara"), Cancel));
        Assert.False(await Sessions.EndAsync(session.Id, AuditEntry.Of(Store.Clock, mara, acme, null, "session.end", "mara"), Cancel));
        Assert.Null(await Sessions.FindAsync(session.Id, Now, Cancel));
        Assert.Single(await Store.Get<IAuditStore>().LatestAsync(acme, 50, Cancel), entry => entry.Action == "session.end");
    }

    [Theory]
    [InlineData("mara", null, 2)]
    [InlineData("mara", "s1", 1)]
    [InlineData(null, "s1", 1)]
    [InlineData("noah", "s1", 0)]
    [InlineData(null, "s9", 0)]
    public async Task Authority_ends_what_it_names(string? person, string? authoritySession, int expected)
    {
        var (one, two, other) = (await BeginAsync("mara", "s1"), await BeginAsync("mara", "s2"), await BeginAsync("noah", "s3"));
        Assert.Equal(expected, await Sessions.EndAllAsync(person, authoritySession, Cancel));
        Assert.Equal(expected == 0, await Sessions.FindAsync(one.Id, Now, Cancel) is not null);
        Assert.Equal(expected < 2, await Sessions.FindAsync(two.Id, Now, Cancel) is not null);
        Assert.NotNull(await Sessions.FindAsync(other.Id, Now, Cancel));
    }

    [Fact]
    public async Task Session_that_is_over_is_removed_when_another_begins()
    {
        var over = await BeginAsync();
        Store.Clock.Advance(HalfHour);
        await BeginAsync();
        Assert.Equal(0, await Sessions.EndAllAsync("mara", over.AuthoritySession, Cancel));
    }

    private async Task<Session> BeginAsync(string person = "mara", string? authoritySession = null, TenantId? tenant = null)
    {
        var session = new Session(Guid.CreateVersion7(Now), person, tenant, authoritySession ?? Guid.CreateVersion7().ToString(), Now, Now, Now + HalfHour);
        await Sessions.AddAsync(session, AuditEntry.Of(Store.Clock, Store.Operator, InstallationAudit.Chain, null, "session.begin", person), Cancel);
        return session;
    }
}

public sealed class SessionStoreOnSqliteTests() : SessionStoreContract(TestStore.OnSqliteAsync);

public sealed class SessionStoreOnPostgresTests(PostgresServer server) : SessionStoreContract(() => TestStore.OnPostgresAsync(server));
