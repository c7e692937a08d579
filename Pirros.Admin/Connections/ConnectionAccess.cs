using Pirros.Admin.Audit;

namespace Pirros.Admin.Connections;

/// <summary>The one place that decides whether a person reaches a connection.</summary>
public sealed class ConnectionAccess(IConnectionStore store)
{
    /// <summary>The connection, if <paramref name="actor"/> may reach it; otherwise null.</summary>
    public async Task<Connection?> FindAsync(Actor actor, ConnectionId id, CancellationToken cancel)
        => await store.FindAsync(id, cancel) is { } connection && actor.CanReach(connection.Tenant) ? connection : null;

    /// <summary>The connection, if <paramref name="actor"/> may reach it.</summary>
    /// <exception cref="RefusedException">There is none, or it is another tenant's; the two are not told apart.</exception>
    public async Task<Connection> RequireAsync(Actor actor, ConnectionId id, CancellationToken cancel)
        => await FindAsync(actor, id, cancel) ?? throw RefusedException.NotFound(ConnectionTexts.FormatNoConnection(id));

    /// <summary>The connection, if <paramref name="actor"/> may change what its firm has set. Support looks, and changes nothing of it.</summary>
    /// <exception cref="RefusedException">It is out of reach, or its firm's own admins must do it.</exception>
    public async Task<Connection> RequireOwnAsync(Actor actor, ConnectionId id, CancellationToken cancel)
    {
        var connection = await RequireAsync(actor, id, cancel);
        return actor.Kind == ActorKind.Support ? throw RefusedException.Forbidden(ConnectionTexts.OnlyAdmin) : connection;
    }
}
