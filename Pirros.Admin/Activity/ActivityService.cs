using Pirros.Admin.Audit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>What people see of a connection's activity.</summary>
public sealed class ActivityService(IActivityStore store, ConnectionAccess access)
{
    /// <summary>The newest requests of a connection, newest first; at most 200.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<IReadOnlyList<ActivityRecord>> LatestAsync(Actor actor, ConnectionId connection, int count, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.LatestAsync(connection, Math.Clamp(count, 1, 200), cancel);
    }
}
