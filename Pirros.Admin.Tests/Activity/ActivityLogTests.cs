using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pirros.Admin.Activity;
using Pirros.Admin.Tests.Components.Fakes;

namespace Pirros.Admin.Tests.Activity;

/// <summary>Records are gathered before they are written, however fast they come.</summary>
public sealed class ActivityLogTests : IDisposable
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(150);
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _clock = new(Given.Moment);
    private readonly PortalData _data;
    private readonly ActivityFeed _feed = new();

    public ActivityLogTests() => _data = new PortalData(_clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task What_comes_while_records_are_written_is_gathered_like_what_came_before()
    {
        using var log = Log();
        var writes = new List<(DateTimeOffset At, int Records)>();
        var done = new TaskCompletionSource();

        // Told of each write before the log looks for more: a sync that never pauses.
        using var listening = _feed.Listen(Given.Request().Connection, () =>
        {
            writes.Add((_clock.GetUtcNow(), _data.Records.Count));
            if (writes.Count == 3)
                done.TrySetResult();
            else
                log.Record(Given.Request());
        });
        log.Record(Given.Request());
        await log.StartAsync(Cancel);
        await PassTimeUntilAsync(done.Task);

        await log.StopAsync(Cancel);
        Assert.Equal([1, 2, 3], writes.Select(write => write.Records));
        Assert.All(writes.Zip(writes.Skip(1)), pair => Assert.InRange(pair.Second.At - pair.First.At, Gathering, TimeSpan.MaxValue));
    }

    [Fact]
    public async Task A_batch_that_is_full_is_followed_by_the_next_at_once_and_the_end_leaves_nothing()
    {
        using var log = Log();
        var writes = new List<int>();
        var (first, both) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var listening = _feed.Listen(Given.Request().Connection, () =>
        {
            writes.Add(_data.Records.Count);
            (writes.Count == 1 ? first : both).TrySetResult();
        });
        for (var i = 0; i < ActivityLog.Batch + 200; i++)
            log.Record(Given.Request());
        await log.StartAsync(Cancel);
        await PassTimeUntilAsync(first.Task);

        // From now on no time passes.
        await both.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal([ActivityLog.Batch, ActivityLog.Batch + 200], writes);
        log.Record(Given.Request());
        await log.StopAsync(Cancel);
        Assert.Equal(ActivityLog.Batch + 201, _data.Records.Count);
    }

    private async Task PassTimeUntilAsync(Task done)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!done.IsCompleted && Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(30))
        {
            _clock.Advance(Gathering);
            await Task.Yield();
        }

        Assert.True(done.IsCompleted);
    }

    private ActivityLog Log()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        return new ActivityLog(new FakeActivityStore(_data), new NoFaults(), [], _feed, new RequestDurations(meters), _clock, meters, NullLogger<ActivityLog>.Instance);
    }

    private sealed class NoFaults : IStoreFaults
    {
        public StoreFault? FaultOf(Exception error) => null;
    }
}
