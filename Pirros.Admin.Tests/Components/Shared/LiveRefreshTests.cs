using Microsoft.Extensions.Time.Testing;
using Pirros.Admin.Components.Shared;

namespace Pirros.Admin.Tests.Components.Shared;

public sealed class LiveRefreshTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Refresh_asked_for_many_times_at_once_runs_once_then_at_most_four_times_a_second()
    {
        var runs = 0;
        await using var live = new LiveRefresh(_ => { Interlocked.Increment(ref runs); return Task.CompletedTask; }, _clock);
        live.Ask();
        await Until(() => runs == 1);
        for (var i = 0; i < 100; i++)
            live.Ask();
        Assert.Equal(1, runs);
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        await Until(() => runs == 2);
    }

    [Fact]
    public async Task Refresh_that_nobody_asks_for_runs_every_five_seconds()
    {
        var runs = 0;
        await using var live = new LiveRefresh(_ => { Interlocked.Increment(ref runs); return Task.CompletedTask; }, _clock);
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(0, runs);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Until(() => runs == 1);
    }

    private static async Task Until(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!reached())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
