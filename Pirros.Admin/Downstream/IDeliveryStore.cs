using Pirros.Admin.Tenants;

namespace Pirros.Admin.Downstream;

/// <summary>The port of the workers: who delivers for whom, and what came of it. Each call that writes for a subscriber names who holds its lease.</summary>
public interface IDeliveryStore
{
    /// <summary>The subscribers with a webhook that are due, or whose worker is gone; of those whose lease another has, none.</summary>
    ValueTask<IReadOnlyList<(TenantId Tenant, Guid Subscriber)>> DueAsync(string owner, DateTimeOffset now, CancellationToken cancel);

    /// <summary>All subscribers with a webhook that is not paused; of the tenants given, or of all.</summary>
    ValueTask<IReadOnlyList<(TenantId Tenant, Guid Subscriber)>> ActiveAsync(IReadOnlyCollection<TenantId>? tenants, CancellationToken cancel);

    /// <summary>Takes or renews the lease; the subscriber as it is, or null when another has the lease, or nothing is to be sent to it.</summary>
    Task<Subscriber?> LeaseAsync(TenantId tenant, Guid subscriber, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel);

    /// <summary>Gives the lease back and says when there is something to do: the next of the deliveries that wait, but not before <paramref name="notBefore"/>; or when it was left <paramref name="unfinished"/>.</summary>
    Task ReleaseAsync(TenantId tenant, Guid subscriber, string owner, DateTimeOffset? notBefore, DateTimeOffset? unfinished, CancellationToken cancel);

    /// <summary>Makes deliveries of the next events; whether there may be more.</summary>
    Task<bool> FanOutAsync(TenantId tenant, Guid subscriber, string owner, DateTimeOffset now, int limit, CancellationToken cancel);

    /// <summary>What may be sent now, the most pressing first: of each user or group the first that waits, when its time has come.</summary>
    ValueTask<IReadOnlyList<Delivery>> NextAsync(TenantId tenant, Guid subscriber, DateTimeOffset now, bool urgent, int limit, CancellationToken cancel);

    /// <summary>Notes an attempt and what follows from it.</summary>
    Task RecordAsync(TenantId tenant, Guid subscriber, DirectoryEvent happened, DeliveryAttempt attempt, DateTimeOffset at, DeliveryConsequence consequence, CancellationToken cancel);

    /// <summary>Whether everybody else who was subscribed when something happened has got it.</summary>
    ValueTask<bool> OthersHaveAsync(TenantId tenant, Guid subscriber, DirectoryEvent happened, CancellationToken cancel);

    /// <summary>The age of the oldest event that waits for a webhook that is not paused, and how many subscribers are paused.</summary>
    ValueTask<(DateTimeOffset? OldestWaiting, long Paused)> FiguresAsync(CancellationToken cancel);
}

/// <summary>What follows from an attempt.</summary>
/// <param name="NextAt">When it is tried again; null when it was delivered, or is not tried again by itself.</param>
/// <param name="HoldUntil">Until when nothing is sent to the subscriber.</param>
/// <param name="Pause">Why the subscriber is paused by it.</param>
/// <param name="Recovered">Whether the subscriber had failed before: then what waits for another try is tried at once.</param>
public sealed record DeliveryConsequence(DateTimeOffset? NextAt, DateTimeOffset? HoldUntil = null, PauseReason? Pause = null, bool Recovered = false);
