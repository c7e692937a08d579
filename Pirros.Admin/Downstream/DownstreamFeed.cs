using System.Collections.Concurrent;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Downstream;

/// <summary>Tells open pages of this process that something was sent for a tenant.</summary>
public sealed class DownstreamFeed
{
    private readonly ConcurrentDictionary<Guid, (TenantId Tenant, Action Changed)> _listeners = new();

    /// <summary>Calls <paramref name="changed"/> after each attempt, until what is returned is disposed. It must not block.</summary>
    public IDisposable Listen(TenantId tenant, Action changed)
    {
        var key = Guid.CreateVersion7();
        _listeners[key] = (tenant, changed);
        return new Listener(this, key);
    }

    internal void Tell(TenantId tenant)
    {
        foreach (var (own, changed) in _listeners.Values)
        {
            if (own == tenant)
                changed();
        }
    }

    private sealed class Listener(DownstreamFeed feed, Guid key) : IDisposable
    {
        public void Dispose() => feed._listeners.TryRemove(key, out _);
    }
}
