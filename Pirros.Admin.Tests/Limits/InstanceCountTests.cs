using Pirros.Admin.Connections;
using Pirros.Admin.Limits;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.Storage;

namespace Pirros.Admin.Tests.Limits;

/// <summary>Instances that share a database see each other come and go, and share out what a tenant may send.</summary>
public sealed class InstanceCountTests(PostgresServer server)
{
    private static readonly ConnectionId Connection = ConnectionId.New();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Other_instance_counts_for_as_long_as_it_counts_on()
    {
        using var given = new Given(new LimitsOptions());
        var other = Guid.CreateVersion7();
        await given.Store.BeatAsync(other, Cancel);
        await given.Instances.LookAsync(Cancel);
        Assert.Equal(2, given.Instances.Current);

        for (var i = 0; i < 4; i++)
        {
            given.Clock.Advance(TimeSpan.FromSeconds(5));
            await given.Store.BeatAsync(other, Cancel);
            await given.Instances.LookAsync(Cancel);
            Assert.Equal(2, given.Instances.Current);
        }

        // It was killed: missed after some seconds, and later its row goes.
        given.Clock.Advance(TimeSpan.FromSeconds(20));
        await given.Instances.LookAsync(Cancel);
        Assert.Equal(1, given.Instances.Current);
        Assert.Equal(2, given.Store.Counts.Count);
        given.Clock.Advance(TimeSpan.FromMinutes(1));
        await given.Instances.LookAsync(Cancel);
        Assert.Single(given.Store.Counts);
    }

    [Fact]
    public async Task Rate_is_shared_out_among_instances()
    {
        using var given = new Given(new LimitsOptions { RequestsPerSecond = 10, Burst = 20 });
        await given.Store.BeatAsync(Guid.CreateVersion7(), Cancel);
        await given.Instances.LookAsync(Cancel);
        Assert.Equal(10, await PassedAsync(given, 40));
        given.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5, await PassedAsync(given, 40));
    }

    [Fact]
    public async Task Wrong_tokens_are_counted_for_all_instances_together()
    {
        using var given = new Given(new LimitsOptions { WrongTokensPerMinute = 30 });
        await given.Store.BeatAsync(Guid.CreateVersion7(), Cancel);
        await given.Store.BeatAsync(Guid.CreateVersion7(), Cancel);
        await given.Instances.LookAsync(Cancel);
        Assert.Equal(10, Enumerable.Range(0, 30).Count(_ => given.Attempts.Note(new RemoteNetwork(1, true), Connection) is null));
    }

    [Fact]
    public async Task Two_on_one_postgres_see_each_other_and_one_that_stops_is_gone_at_once()
    {
        await using var first = await TestStore.OnPostgresAsync(server);
        await using var second = await first.AnotherProcessAsync();
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await first.Get<IInstanceStore>().BeatAsync(one, Cancel);
        await second.Get<IInstanceStore>().BeatAsync(two, Cancel);
        var seen = await first.Get<IInstanceStore>().BeatAsync(one, Cancel);
        Assert.Equal((2, 2L, 1L), (seen.Count, seen[one], seen[two]));
        await second.Get<IInstanceStore>().ForgetAsync([two], Cancel);
        Assert.Equal([one], (await first.Get<IInstanceStore>().BeatAsync(one, Cancel)).Keys);
    }

    private static async Task<int> PassedAsync(Given given, int asked)
    {
        var passed = 0;
        for (var i = 0; i < asked; i++)
        {
            var admission = await given.Requests.EnterAsync(new TenantId("acme"), Connection, Cancel);
            if (admission.Place is not { } place)
                continue;
            passed++;
            given.Requests.Leave(place, 0);
        }

        return passed;
    }
}
