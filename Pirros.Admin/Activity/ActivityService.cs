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

    /// <summary>What requests did to a user or a group, or failed to do, newest first; at most 200, from the record <paramref name="before"/> on backwards.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<IReadOnlyList<ActivityRecord>> HistoryAsync(Actor actor, ConnectionId connection, string resourceId, Guid? before, int count, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.HistoryAsync(connection, resourceId, before, Math.Clamp(count, 1, 200), cancel);
    }

    /// <summary>The newest request about a user or a group that was of one of the kinds; null when none is kept.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<ActivityRecord?> LastOfAsync(Actor actor, ConnectionId connection, string resourceId, IReadOnlyCollection<ActivityKind> kinds, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.LastOfAsync(connection, resourceId, kinds, cancel);
    }

    /// <summary>What the requests of a connection have shown so far.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<IReadOnlyList<ActivityMark>> MarksAsync(Actor actor, ConnectionId connection, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.MarksAsync(connection, cancel);
    }

    /// <summary>How many requests arrived in each hour from <paramref name="since"/> on; hours without any are left out.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<IReadOnlyList<ActivityHour>> HoursAsync(Actor actor, ConnectionId connection, DateTimeOffset since, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.HoursAsync(connection, since, cancel);
    }
}
