using System.Security.Cryptography;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Downstream;

/// <summary>Delivers for one subscriber while this process holds its lease, and gives the lease back when there has been nothing to do for a while.</summary>
internal sealed class SubscriberRun(TenantId tenant, Guid id, string owner, DeliveryTools tools)
{
    /// <summary>How long a lease lasts; when its holder dies, another process takes over after it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(5);
    private const int FannedOutAtOnce = 500;

    // Beyond those of everybody else, so that a deactivation does not wait for slow answers.
    private const int UrgentReserve = 4;
    private const int ChanceSteps = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _underWay = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Subscriber _subscriber = null!;
    private IReadOnlyList<string> _secrets = [];

    /// <summary>Whether it was woken and has not looked since.</summary>
    public bool IsWoken => _woken.Task.IsCompleted;

    /// <summary>There may be new events.</summary>
    public void Wake() => _woken.TrySetResult();

    /// <summary>Delivers until there has been nothing to do for a while, the lease is lost, or the process stops.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var clock = tools.Clock;
        var unfinished = true;
        var leased = false;
        try
        {
            var (renewAt, idleSince) = (default(DateTimeOffset), (DateTimeOffset?)null);
            var more = true;
            while (!stop.IsCancellationRequested)
            {
                var now = clock.GetUtcNow();
                if (now >= renewAt)
                {
                    if (!await RenewAsync(now))
                        return;
                    (leased, renewAt) = (true, now + RenewAfter);
                }

                if (IsWoken)
                    (more, _woken) = (true, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                if (more)
                    more = await tools.Deliveries.FanOutAsync(tenant, id, owner, now, FannedOutAtOnce, CancellationToken.None);
                await StartAsync(now);
                if (_underWay.Count > 0 || more || IsWoken)
                {
                    idleSince = null;
                    if (!more)
                        await Task.WhenAny([.. _underWay.Values, _woken.Task, Task.Delay(Look, clock, stop)]);
                    Forget();
                    continue;
                }

                idleSince ??= now;
                if (now - idleSince >= Linger)
                {
                    unfinished = false;
                    return;
                }

                await Task.WhenAny(_woken.Task, Task.Delay(Look, clock, stop));
            }
        }
        finally
        {
            // What was begun is finished; each attempt ends by its own time limit.
            await Task.WhenAll(_underWay.Values);
            if (leased)
                await tools.Deliveries.ReleaseAsync(tenant, id, owner, _subscriber.HoldUntil, unfinished ? clock.GetUtcNow() : null, CancellationToken.None);
        }
    }

    private async Task<bool> RenewAsync(DateTimeOffset now)
    {
        if (await tools.Deliveries.LeaseAsync(tenant, id, owner, now, now + Lease, CancellationToken.None) is not { Url: not null, Secret: not null } subscriber)
            return false;
        string?[] secrets = [tools.Secrets.Open(subscriber.Secret), subscriber.FormerSecretEndsAt > now && subscriber.FormerSecret is { } former ? tools.Secrets.Open(former) : null];
        lock (_gate)
            (_subscriber, _secrets) = (subscriber, [.. secrets.OfType<string>()]);
        return true;
    }

    private void Forget()
    {
        foreach (var (subject, task) in _underWay.ToArray())
        {
            if (task.IsCompleted)
                _underWay.Remove(subject);
        }
    }

    /// <summary>Begins what may be sent now: of each user or group one thing at a time, those first who must not get in any more.</summary>
    private async Task StartAsync(DateTimeOffset now)
    {
        Forget();
        long failures;
        lock (_gate)
        {
            if (_subscriber.HoldUntil > now)
                return;
            failures = _subscriber.Failures;
        }

        // An endpoint that is down is asked by one request at a time whether it is back.
        var room = failures >= RetrySchedule.Down ? 1 : tools.AtOnce;
        await StartAsync(now, urgent: true, room == 1 ? 1 : room + UrgentReserve);
        await StartAsync(now, urgent: false, room);
    }

    private async Task StartAsync(DateTimeOffset now, bool urgent, int room)
    {
        if (_underWay.Count >= room)
            return;

        // Those that are under way are among what is found.
        foreach (var delivery in await tools.Deliveries.NextAsync(tenant, id, now, urgent, room + _underWay.Count, CancellationToken.None))
        {
            if (_underWay.Count >= room)
                return;
            if (!_underWay.ContainsKey(delivery.Event.Subject))
                _underWay.Add(delivery.Event.Subject, DeliverAsync(delivery));
        }
    }

    private async Task DeliverAsync(Delivery delivery)
    {
        // Nothing runs on the loop's own time.
        await Task.Yield();
        try
        {
            Subscriber subscriber;
            IReadOnlyList<string> secrets;
            lock (_gate)
                (subscriber, secrets) = (_subscriber, _secrets);
            var attempt = secrets.Count == 0
                ? new DeliveryAttempt(DeliveryOutcome.Forbidden, null, TimeSpan.Zero, "The signing secret can't be read with the keys of this installation. Rotate it.")
                : await tools.Sender.SendAsync(subscriber.Url!, secrets, delivery.Event, CancellationToken.None);
            await NoteAsync(delivery, attempt, secrets.Count == 0);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // It was not noted, so it is sent again: with the same webhook-id, by which it is known there.
            tools.Failed(error, id);
            await Task.Delay(Look, tools.Clock);
        }
    }

    private async Task NoteAsync(Delivery delivery, DeliveryAttempt attempt, bool unreadable)
    {
        var at = tools.Clock.GetUtcNow();
        DeliveryConsequence consequence;
        lock (_gate)
        {
            consequence = attempt.Outcome == DeliveryOutcome.Delivered
                ? new DeliveryConsequence(null, Recovered: _subscriber.Failures > 0)
                : OfFailure(delivery, attempt, at, unreadable);
            _subscriber = attempt.Outcome == DeliveryOutcome.Delivered
                ? _subscriber with { Failures = 0, HoldUntil = null, FailingSince = null }
                : _subscriber with { Failures = _subscriber.Failures + 1, HoldUntil = consequence.HoldUntil };
        }

        tools.Metrics.Count(attempt.Outcome);
        if (attempt.Outcome == DeliveryOutcome.Delivered)
            await tools.Receipts.PassAsync(tenant, id, delivery.Event, at, CancellationToken.None);
        await tools.Deliveries.RecordAsync(tenant, id, delivery.Event, attempt, at, consequence, CancellationToken.None);
        tools.Feed.Tell(tenant);
        if (consequence.Pause is { } pause)
        {
            tools.Paused(tenant, id, pause);
            lock (_gate)
                _subscriber = _subscriber with { HoldUntil = DateTimeOffset.MaxValue };
        }
    }

    private DeliveryConsequence OfFailure(Delivery delivery, DeliveryAttempt attempt, DateTimeOffset at, bool unreadable)
    {
        if (unreadable)
            return new DeliveryConsequence(null, Pause: PauseReason.Unreadable);
        if (attempt.Outcome == DeliveryOutcome.Gone)
            return new DeliveryConsequence(null, Pause: PauseReason.Gone);
        if (RetrySchedule.After(delivery.Failures + 1, attempt.RetryAfter, RandomNumberGenerator.GetInt32(ChanceSteps + 1) / (double)ChanceSteps) is not { } wait)
            return new DeliveryConsequence(null, Pause: PauseReason.Exhausted);
        var hold = RetrySchedule.Hold(_subscriber.Failures + 1, attempt);
        return new DeliveryConsequence(at + wait, hold is { } pause ? at + pause : null);
    }
}
