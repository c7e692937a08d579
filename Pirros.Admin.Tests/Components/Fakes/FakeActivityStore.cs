using Pirros.Admin.Activity;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Tests.Components.Fakes;

public sealed class FakeActivityStore(PortalData data) : IActivityStore
{
    public Task AppendAsync(IReadOnlyList<ActivityRecord> records, CancellationToken cancel)
    {
        data.Records.AddRange(records);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ActivityRecord>> LatestAsync(ConnectionId connection, int count, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<ActivityRecord>>([.. data.Records.Where(record => record.Connection == connection).OrderByDescending(record => record.At).Take(count)]);
}
