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

    public Task<IReadOnlyList<ActivityMark>> MarksAsync(ConnectionId connection, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<ActivityMark>>([.. data.Marks]);

    public Task<IReadOnlyList<ActivityHour>> HoursAsync(ConnectionId connection, DateTimeOffset since, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<ActivityHour>>([.. new ActivityBatch([.. data.Records.Where(record => record.Connection == connection && record.At >= since)], []).Hours.Select(one => one.Hour)]);
}
