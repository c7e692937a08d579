using Pirros.Admin.Connections;
using Pirros.Admin.Limits;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Limits;

public sealed class RequestLimitsTests
{
    private static readonly TenantId Acme = new("acme");
    private static readonly TenantId Other = new("other");
    private static readonly ConnectionId First = ConnectionId.New();
    private static readonly ConnectionId Second = ConnectionId.New();
    private static readonly ConnectionId OfOther = ConnectionId.New();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connection_above_its_rate_is_refused_with_whole_seconds_and_others_are_not()
    {
        using var given = new Given(new LimitsOptions { RequestsPerSecond = 2, Burst = 3 });
        for (var i = 0; i < 3; i++)
            await PassAsync(given, Acme, First);
        var refused = await RefusedAsync(given, Acme, First);
        Assert.Equal(1, refused.Seconds);
        Assert.Contains("This connection", refused.Detail, StringComparison.Ordinal);
        await PassAsync(given, Acme, Second);
        await PassAsync(given, Other, OfOther);
        given.Clock.Advance(TimeSpan.FromSeconds(refused.Seconds));
        await PassAsync(given, Acme, First);
    }

    [Fact]
    public async Task Wait_is_rounded_up()
    {
        using var given = new Given(new LimitsOptions { RequestsPerSecond = 1, Burst = 1 });
        await PassAsync(given, Acme, First, operations: 3);
        Assert.Equal(3, (await RefusedAsync(given, Acme, First)).Seconds);
        given.Clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(3, (await RefusedAsync(given, Acme, First)).Seconds);
        given.Clock.Advance(TimeSpan.FromMilliseconds(2_500));
        await PassAsync(given, Acme, First);
    }

    [Fact]
    public async Task Tenant_above_its_rate_is_refused_on_all_its_connections_and_no_other_tenant_is()
    {
        using var given = new Given(new LimitsOptions { TenantRequestsPerSecond = 1, TenantBurst = 4 });
        for (var i = 0; i < 4; i++)
            await PassAsync(given, Acme, i % 2 == 0 ? First : Second);
        Assert.Contains("this tenant", (await RefusedAsync(given, Acme, First)).Detail, StringComparison.Ordinal);
        await RefusedAsync(given, Acme, Second);
        await PassAsync(given, Other, OfOther);
    }

    [Fact]
    public async Task What_the_tenant_refused_is_not_taken_from_the_connection()
    {
        using var given = new Given(new LimitsOptions { RequestsPerSecond = 1, Burst = 2, TenantRequestsPerSecond = 10, TenantBurst = 1 });
        await PassAsync(given, Acme, First);
        for (var i = 0; i < 5; i++)
            Assert.Contains("this tenant", (await RefusedAsync(given, Acme, First)).Detail, StringComparison.Ordinal);
        given.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await PassAsync(given, Acme, First);
    }

    [Fact]
    public async Task Requests_above_those_at_once_wait_for_their_turn_and_no_other_tenant_waits()
    {
        using var given = new Given(new LimitsOptions { TenantRequestsAtOnce = 2, TenantRequestsWaiting = 2 });
        var (one, two) = (await EnterAsync(given, Acme, First), await EnterAsync(given, Acme, Second));
        var (third, fourth) = (given.Requests.EnterAsync(Acme, First, Cancel).AsTask(), given.Requests.EnterAsync(Acme, First, Cancel).AsTask());
        Assert.False(third.IsCompleted || fourth.IsCompleted);
        var refused = await RefusedAsync(given, Acme, First);
        Assert.Equal(1, refused.Seconds);
        Assert.Contains("wait", refused.Detail, StringComparison.Ordinal);
        await PassAsync(given, Other, OfOther);

        given.Requests.Leave(one, 0);
        var place = (await third).Place!;
        Assert.False(fourth.IsCompleted);
        given.Requests.Leave(two, 0);
        given.Requests.Leave((await fourth).Place!, 0);
        given.Requests.Leave(place, 0);
        Assert.True((await EnterAsync(given, Acme, First)).Tenant.Places.TryEnter());
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_turn_to_the_next()
    {
        using var given = new Given(new LimitsOptions { TenantRequestsAtOnce = 1 });
        var one = await EnterAsync(given, Acme, First);
        using var gone = new CancellationTokenSource();
        var leaving = given.Requests.EnterAsync(Acme, First, gone.Token).AsTask();
        var next = given.Requests.EnterAsync(Acme, First, Cancel).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        given.Requests.Leave(one, 0);
        Assert.NotNull((await next).Place);
    }

    [Fact]
    public async Task Flood_of_refusals_is_told_of_a_few_times_a_second()
    {
        using var given = new Given(new LimitsOptions { RequestsPerSecond = 1, Burst = 1 });
        await PassAsync(given, Acme, First, operations: 1_000);
        var recorded = 0;
        for (var i = 0; i < 200; i++)
            recorded += (await RefusedAsync(given, Acme, First)).IsRecorded ? 1 : 0;
        Assert.Equal(5, recorded);
        given.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await RefusedAsync(given, Acme, First)).IsRecorded);
    }

    [Fact]
    public async Task Nothing_is_kept_of_who_sends_nothing_any_more()
    {
        using var given = new Given(new LimitsOptions());
        for (var i = 0; i < 100; i++)
            await PassAsync(given, new TenantId($"firm-{i}"), ConnectionId.New());
        var working = await EnterAsync(given, Acme, First);
        Assert.Equal(202, given.Requests.Count);
        given.Clock.Advance(TimeSpan.FromMinutes(1));
        given.Requests.RemoveIdle();
        Assert.Equal(2, given.Requests.Count);
        given.Requests.Leave(working, 0);
        given.Requests.RemoveIdle();
        Assert.Equal(0, given.Requests.Count);
    }

    [Fact]
    public async Task Letting_a_request_in_and_out_allocates_nothing()
    {
        using var given = new Given(new LimitsOptions());
        await PassAsync(given, Acme, First);
        var cancel = Cancel;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            given.Requests.Leave((await given.Requests.EnterAsync(Acme, First, cancel)).Place!, 0);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task First_sync_at_full_speed_and_the_pace_of_entra_are_not_hindered_by_default()
    {
        using var given = new Given(new LimitsOptions());
        for (var i = 0; i < 5_000; i++)
            await PassAsync(given, Acme, First, operations: 1_000);
        Assert.NotNull((await given.Requests.EnterAsync(Acme, First, Cancel)).Refused);
        for (var i = 0; i < 10_000; i++)
        {
            given.Clock.Advance(TimeSpan.FromMilliseconds(40));
            await PassAsync(given, Acme, First);
        }
    }

    private static async Task<ConnectionLimit> EnterAsync(Given given, TenantId tenant, ConnectionId connection)
    {
        var admission = await given.Requests.EnterAsync(tenant, connection, Cancel);
        Assert.Null(admission.Refused);
        return admission.Place!;
    }

    private static async Task PassAsync(Given given, TenantId tenant, ConnectionId connection, int operations = 0)
        => given.Requests.Leave(await EnterAsync(given, tenant, connection), operations);

    private static async Task<LimitRefusal> RefusedAsync(Given given, TenantId tenant, ConnectionId connection)
    {
        var admission = await given.Requests.EnterAsync(tenant, connection, Cancel);
        Assert.Null(admission.Place);
        return admission.Refused!;
    }
}
