using Pirros.Admin.Activity;
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

    public Task<IReadOnlyList<ActivityRecord>> HistoryAsync(ConnectionId connection, string resourceId, Guid? before, int count, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<ActivityRecord>>([.. History(connection, resourceId).SkipWhile(record => before is not null && record.Id != before).Skip(before is null ? 0 : 1).Take(count)]);

    public Task<ActivityRecord?> LastOfAsync(ConnectionId connection, string resourceId, IReadOnlyCollection<ActivityKind> kinds, CancellationToken cancel)
        => Task.FromResult(History(connection, resourceId).FirstOrDefault(record => kinds.Contains(record.What) && record.Succeeded));

    private IEnumerable<ActivityRecord> History(ConnectionId connection, string resourceId)
        => data.Records.Where(record => record.Connection == connection && record.Details.ResourceId == resourceId).OrderByDescending(record => record.At);

    public Task<IReadOnlyList<ActivityMark>> MarksAsync(ConnectionId connection, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<ActivityMark>>([.. data.Marks]);

    public Task<IReadOnlyList<ActivityHour>> HoursAsync(ConnectionId connection, DateTimeOffset since, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<ActivityHour>>([.. new ActivityBatch([.. data.Records.Where(record => record.Connection == connection && record.At >= since)], []).Hours.Select(one => one.Hour)]);
}
