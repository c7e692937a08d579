using Pirros.Admin.Limits;

namespace Pirros.Admin.Tests.Limits;

/// <summary>While long requests run, the pool has as many threads more.</summary>
public sealed class WorkerThreadsTests
{
    [Fact]
    public async Task Each_long_request_that_runs_has_a_thread_beside_the_usual_ones()
    {
        List<int> least = [];
        using var given = new Given(new LimitsOptions { TenantLongRequestsAtOnce = 2 }, least.Add);
        var place = (await given.Requests.EnterAsync(new("acme"), new("con-aaaaaaaaaaaaaaaa"), TestContext.Current.CancellationToken)).Place!;
        await given.Requests.EnterLongAsync(place, TestContext.Current.CancellationToken);
        await given.Requests.EnterLongAsync(place, TestContext.Current.CancellationToken);

        // The third waits for its place, and needs no thread for that.
        var third = given.Requests.EnterLongAsync(place, TestContext.Current.CancellationToken).AsTask();
        Assert.Equal([Given.Threads + 1, Given.Threads + 2], least);
        given.Requests.LeaveLong(place);
        await third;
        given.Requests.LeaveLong(place);
        given.Requests.LeaveLong(place);
        Assert.Equal([Given.Threads + 1, Given.Threads + 2, Given.Threads + 1, Given.Threads + 2, Given.Threads + 1, Given.Threads], least);
        Assert.True(place.Tenant.LongPlaces.AreFree);
    }
}
