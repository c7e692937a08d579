using System.Collections.Concurrent;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>Tells open pages of this process that something of a connection was written.</summary>
public sealed class ActivityFeed
{
    private readonly ConcurrentDictionary<Guid, (ConnectionId Connection, Action Changed)> _listeners = new();

    /// <summary>Calls <paramref name="changed"/> after each write of that connection's activity, until what is returned is disposed. It is called on a thread of the writer and must not block.</summary>
    public IDisposable Listen(ConnectionId connection, Action changed)
    {
        var key = Guid.CreateVersion7();
        _listeners[key] = (connection, changed);
        return new Listener(this, key);
    }

    internal void Tell(IReadOnlySet<ConnectionId> written)
    {
        foreach (var (connection, changed) in _listeners.Values)
        {
            if (written.Contains(connection))
                changed();
        }
    }

    private sealed class Listener(ActivityFeed feed, Guid key) : IDisposable
    {
        public void Dispose() => feed._listeners.TryRemove(key, out _);
    }
}
