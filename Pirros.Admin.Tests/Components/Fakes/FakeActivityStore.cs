using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Tests.Components.Fakes;

public sealed class FakeActivityStore(PortalData data) : IActivityStore
{
    public Task AppendAsync(ActivityBatch batch, CancellationToken cancel)
    {
        data.Records.AddRange(batch.Records);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ActivityRecord>> LatestAsync(ConnectionId connection, int count, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<ActivityRecord>>([.. data.Records.Where(record => record.Connection == connection).OrderByDescending(record => record.At).Take(count)]);

    public Task<IReadOnlyList<ActivityMark>> MarksAsync(ConnectionId connection, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<ActivityMark>>([.. data.Marks]);

    public Task<IReadOnlyList<ActivityHour>> HoursAsync(ConnectionId connection, DateTimeOffset since, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<ActivityHour>>([.. new ActivityBatch([.. data.Records.Where(record => record.Connection == connection && record.At >= since)], []).Hours.Select(one => one.Hour)]);

    public Task<ActivitySlice> QueryAsync(ConnectionId connection, ActivityQuery query, CancellationToken cancel)
    {
        data.Check();
        data.Queries.Add(query);
        var newer = query.Cursor is { Newer: true };
        var inRange = data.Records.Where(record => record.Connection == connection
            && (query.Cursor is not { } cursor || (newer ? record.Id > cursor.Id : record.Id < cursor.Id))
            && (query.From is null || record.At >= query.From) && (query.To is null || record.At < query.To)
            && (query.ResourceId is null || record.Details.ResourceId == query.ResourceId));
        var look = query.Selective ? data.Look : int.MaxValue;
        var nearest = (newer ? inRange.OrderBy(record => record.Id) : inRange.OrderByDescending(record => record.Id)).ToList();
        var looked = nearest.Take(look).ToList();
        var wanted = looked.Where(record => (!query.FailuresOnly || !record.Succeeded) && (query.Kinds.Count == 0 || query.Kinds.Contains(record.What))
            && (query.Text is null || $"{record.Subject} {record.Path}".Contains(query.Text, StringComparison.OrdinalIgnoreCase))).ToList();
        var page = wanted.Take(query.Count).ToList();
        var (next, lookedTo) = wanted.Count > query.Count ? (page[^1].Id, null) : nearest.Count > looked.Count ? (looked[^1].Id, looked[^1].At) : ((Guid?)null, (DateTimeOffset?)null);
        if (newer)
            page.Reverse();
        return Task.FromResult(new ActivitySlice(page, next, lookedTo));
    }

    public Task RecordExportAsync(AuditEntry audit, CancellationToken cancel)
    {
        data.Audit.Add(audit);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ConnectionId>> OutdatedAsync(DateTimeOffset before, int count, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<ConnectionId>>([.. data.Records.Where(record => record.At < before).Select(record => record.Connection).Distinct().Take(count)]);

    public Task<int> TrimAsync(ConnectionId connection, DateTimeOffset before, int count, CancellationToken cancel)
    {
        data.Check();
        var old = data.Records.Where(record => record.Connection == connection && record.At < before).OrderBy(record => record.Id).Take(count).ToList();
        data.Records.RemoveAll(old.Contains);
        return Task.FromResult(old.Count);
    }
}
