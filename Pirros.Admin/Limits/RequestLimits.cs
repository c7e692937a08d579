using System.Collections.Concurrent;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Limits;

/// <summary>
/// Keeps one tenant from taking what the others need. Each connection and each tenant has a bucket of requests, and of each tenant so many requests are worked on at once, the
/// others waiting behind their own tenant's and nobody else's. In memory: of the rates each instance gives out its share, by letting a request count for as many as there are
/// instances; the places are this instance's processors.
/// </summary>
internal sealed class RequestLimits(LimitSettings settings, LimitRefusals refusals, InstanceCount instances, WorkerThreads threads, TimeProvider clock)
{
    private readonly ConcurrentDictionary<ConnectionId, ConnectionLimit> _connections = new();
    private readonly ConcurrentDictionary<TenantId, TenantLimit> _tenants = new();

    // Held to add and to remove, so that all connections of a tenant share one of its.
    private readonly Lock _changing = new();

    /// <summary>How many connections and tenants are kept.</summary>
    public int Count => _connections.Count + _tenants.Count;

    /// <summary>Lets a request in, perhaps after others of its tenant, or refuses it. Whoever was let in must <see cref="Leave"/>.</summary>
    public ValueTask<Admission> EnterAsync(TenantId tenant, ConnectionId connection, CancellationToken cancel)
    {
        var (now, share) = (clock.GetTimestamp(), instances.Current);
        var place = _connections.TryGetValue(connection, out var known) ? known : Add(tenant, connection);
        if (!place.Requests.TryTake(now, share, out var wait))
            return ValueTask.FromResult(Refuse(place, LimitKind.Connection, wait, now));
        if (!place.Tenant.Requests.TryTake(now, share, out wait))
        {
            place.Requests.GiveBack(share);
            return ValueTask.FromResult(Refuse(place, LimitKind.Tenant, wait, now));
        }

        return place.Tenant.Places.TryEnter() ? ValueTask.FromResult(new Admission(place, null)) : WaitAsync(place, now, share, cancel);
    }

    /// <summary>Lets a request that takes a processor for long begin, perhaps after others of its tenant. Whoever was let begin must <see cref="LeaveLong"/>.</summary>
    /// <param name="place">Where it was let in.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async ValueTask EnterLongAsync(ConnectionLimit place, CancellationToken cancel)
    {
        await place.Tenant.LongPlaces.EnterAsync(cancel);
        threads.Hold();
    }

    /// <summary>A long request has its answer.</summary>
    public void LeaveLong(ConnectionLimit place)
    {
        threads.Release();
        place.Tenant.LongPlaces.Leave();
    }

    /// <summary>A request has its answer.</summary>
    /// <param name="place">Where it was let in.</param>
    /// <param name="operations">How many operations it carried: a bulk request counts as as many requests.</param>
    public void Leave(ConnectionLimit place, int operations)
    {
        place.Tenant.Places.Leave();
        if (operations <= 1)
            return;
        var (now, counted) = (clock.GetTimestamp(), (operations - 1) * instances.Current);
        place.Requests.Take(now, counted);
        place.Tenant.Requests.Take(now, counted);
    }

    /// <summary>Forgets connections and tenants that have what a new one has, deleted ones among them.</summary>
    public void RemoveIdle()
    {
        // One that a request is just about to enter may go too; that request then counts for nobody, which is one request.
        lock (_changing)
        {
            var now = clock.GetTimestamp();
            foreach (var one in _connections)
            {
                if (one.Value.IsIdle(now))
                    _connections.TryRemove(one);
            }

            var used = _connections.Values.Select(connection => connection.Tenant).ToHashSet();
            foreach (var one in _tenants)
            {
                if (!used.Contains(one.Value) && one.Value.IsIdle(now))
                    _tenants.TryRemove(one);
            }
        }
    }

    private async ValueTask<Admission> WaitAsync(ConnectionLimit place, long now, int share, CancellationToken cancel)
    {
        if (await place.Tenant.Places.EnterAsync(cancel))
            return new Admission(place, null);
        place.Requests.GiveBack(share);
        place.Tenant.Requests.GiveBack(share);
        return Refuse(place, LimitKind.Waiting, 0, now);
    }

    private Admission Refuse(ConnectionLimit place, LimitKind kind, long wait, long now)
        => new(null, refusals.Of(kind, wait) with { IsRecorded = place.Recorded.TryTake(now, 1, out _) });

    private ConnectionLimit Add(TenantId tenant, ConnectionId connection)
    {
        lock (_changing)
            return _connections.GetOrAdd(connection, _ => new ConnectionLimit(settings, _tenants.GetOrAdd(tenant, _ => new TenantLimit(settings))));
    }
}
