using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Downstream;

/// <summary>
/// Finds out for whom there is something to deliver, and lets a run do it. What this process wrote is looked for at once; what others wrote, what is due again, and what a
/// process that died left, once a second, by queries of one index each.
/// </summary>
internal sealed partial class DownstreamWorker(IOutbox outbox, IDeliveryStore deliveries, OutboxSignal signal, DeliveryTools tools, DownstreamMetrics metrics, IOptions<DownstreamOptions> options, SettledClock settled, TimeProvider clock, ILogger<DownstreamWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtLeast = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Figures = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Trimming = TimeSpan.FromMinutes(10);
    private const int TrimmedAtOnce = 500;

    private readonly string _owner = Guid.CreateVersion7().ToString("N");
    private readonly ConcurrentDictionary<(TenantId, Guid), (SubscriberRun Run, Task Done)> _runs = new();
    private readonly Lock _gate = new();
    private long _from;
    private bool _started;
    private DateTimeOffset _figuresAt;
    private DateTimeOffset _trimAt;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            signal.Reset();
            await TryLookAsync(stoppingToken);
            await Task.WhenAny(signal.Next, Task.Delay(Interval, clock, stoppingToken));

            // Writes that come together are looked for together.
            if (!stoppingToken.IsCancellationRequested)
                await Task.WhenAny(Task.Delay(AtLeast, clock, stoppingToken));
        }

        await Task.WhenAll(_runs.Values.Select(run => run.Done));
    }

    private async Task TryLookAsync(CancellationToken stop)
    {
        try
        {
            await LookAsync(stop);
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            NotLooked(error);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        if (!_started)
            await outbox.AdoptAsync(stop);
        var until = (await outbox.HorizonAsync(stop)).Transaction;
        if (!_started)
            Start(await deliveries.ActiveAsync(null, stop), stop);
        else if (until > _from && await outbox.ChangedAsync(_from, until, stop) is { Count: > 0 } tenants)
            Start(await deliveries.ActiveAsync(tenants, stop), stop);
        (_from, _started) = (until, true);
        var now = clock.GetUtcNow();
        Start(await deliveries.DueAsync(_owner, now, stop), stop);
        if (now >= _figuresAt)
        {
            var (oldest, paused) = await deliveries.FiguresAsync(stop);
            (metrics.OldestSeconds, metrics.Paused) = (oldest is { } at ? Math.Max(0, (now - at).TotalSeconds) : 0, paused);
            _figuresAt = now + Figures;
        }

        if (now >= _trimAt)
        {
            while (!stop.IsCancellationRequested && await outbox.TrimAsync(settled.GetUtcNow() - TimeSpan.FromDays(options.Value.RetentionDays), TrimmedAtOnce, stop) > 0)
                await Task.Delay(AtLeast, clock, stop);
            _trimAt = now + Trimming;
        }
    }

    private void Start(IReadOnlyList<(TenantId Tenant, Guid Subscriber)> subscribers, CancellationToken stop)
    {
        if (subscribers.Count > 0)
            signal.IsWanted = true;
        foreach (var subscriber in subscribers)
            Start(subscriber, stop);
    }

    private void Start((TenantId Tenant, Guid Subscriber) subscriber, CancellationToken stop)
    {
        lock (_gate)
        {
            if (_runs.TryGetValue(subscriber, out var running))
            {
                running.Run.Wake();
                return;
            }

            if (stop.IsCancellationRequested)
                return;
            var run = new SubscriberRun(subscriber.Tenant, subscriber.Subscriber, _owner, tools);
            _runs[subscriber] = (run, RunAsync(run, subscriber, stop));
        }
    }

    private async Task RunAsync(SubscriberRun run, (TenantId Tenant, Guid Subscriber) subscriber, CancellationToken stop)
    {
        await Task.Yield();
        try
        {
            await run.RunAsync(stop);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The lease ends by itself, and whoever looks next takes it: this process or another.
            NotRun(error, subscriber.Subscriber);
        }

        lock (_gate)
        {
            _runs.TryRemove(subscriber, out _);
            if (run.IsWoken)
                Start(subscriber, stop);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Events could not be looked for; that is tried again in a second")]
    private partial void NotLooked(Exception error);

    [LoggerMessage(LogLevel.Warning, "Delivering to subscriber {Subscriber} was interrupted; it goes on when the lease has ended")]
    private partial void NotRun(Exception error, Guid subscriber);
}
