using System.Runtime.CompilerServices;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>What people see of a connection's activity.</summary>
public sealed class ActivityService(IActivityStore store, ConnectionAccess access, TimeProvider clock)
{
    private const int LongestText = 200;

    /// <summary>The newest requests of a connection, newest first; at most 200.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<IReadOnlyList<ActivityRecord>> LatestAsync(Actor actor, ConnectionId connection, int count, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.LatestAsync(connection, Math.Clamp(count, 1, 200), cancel);
    }

    /// <summary>A page of a connection's requests.</summary>
    /// <exception cref="RefusedException">The connection is out of reach, or the text that is looked for is too long.</exception>
    public async Task<ActivitySlice> QueryAsync(Actor actor, ConnectionId connection, ActivityQuery query, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.QueryAsync(connection, Checked(query), cancel);
    }

    /// <summary>All requests of a connection that match, newest first, page by page as they are read; the query's own place and length are of no account. The act is audited before the first.</summary>
    /// <param name="actor">Who takes them away.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="query">Which are wanted.</param>
    /// <param name="what">What is taken, for the audit, such as "csv errors=yes".</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="RefusedException">The connection is out of reach, or the text that is looked for is too long.</exception>
    public async Task<IAsyncEnumerable<ActivityRecord>> ExportAsync(Actor actor, ConnectionId connection, ActivityQuery query, string what, CancellationToken cancel)
    {
        var found = await access.RequireAsync(actor, connection, cancel);
        var wanted = Checked(query) with { Count = ActivityQuery.MostOnPage, Cursor = null };
        await store.RecordExportAsync(AuditEntry.Of(clock, actor, found.Tenant, connection, "activity.export", what), cancel);
        return AllAsync(connection, wanted, cancel);
    }

    /// <summary>What requests did to a user or a group, or failed to do, newest first; at most 200, from the record <paramref name="before"/> on backwards.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<IReadOnlyList<ActivityRecord>> HistoryAsync(Actor actor, ConnectionId connection, string resourceId, Guid? before, int count, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        var query = new ActivityQuery { ResourceId = resourceId, Cursor = before is { } id ? new ActivityCursor(id, Newer: false) : null, Count = Math.Clamp(count, 1, 200) };
        return (await store.QueryAsync(connection, query, cancel)).Records;
    }

    /// <summary>The newest request about a user or a group that was of one of the kinds; null when none is kept.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<ActivityRecord?> LastOfAsync(Actor actor, ConnectionId connection, string resourceId, IReadOnlyCollection<ActivityKind> kinds, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return (await store.QueryAsync(connection, new ActivityQuery { ResourceId = resourceId, Kinds = kinds, Count = 1 }, cancel)).Records is [var last, ..] ? last : null;
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

    private async IAsyncEnumerable<ActivityRecord> AllAsync(ConnectionId connection, ActivityQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        ActivitySlice page;
        do
        {
            page = await store.QueryAsync(connection, query, cancel);
            foreach (var record in page.Records)
                yield return record;
            if (page.Next is { } next)
                query = query with { Cursor = new ActivityCursor(next, Newer: false) };
        }
        while (page.Next is not null);
    }

    private static ActivityQuery Checked(ActivityQuery query) => query with
    {
        Text = PlainText.Optional(query.Text, ActivityTexts.TheText, LongestText),
        Count = Math.Clamp(query.Count, 1, ActivityQuery.MostOnPage),
    };
}
