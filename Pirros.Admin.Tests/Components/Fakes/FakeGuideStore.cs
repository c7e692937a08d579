using System.Text;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;

namespace Pirros.Admin.Tests.Components.Fakes;

public sealed class FakeGuideStore(PortalData data) : IGuideStore
{
    public Task<ILookup<ConnectionId, GuideTick>> TicksAsync(IReadOnlyCollection<ConnectionId> connections, CancellationToken cancel)
        => Task.FromResult(connections.SelectMany(connection => data.Ticks, (connection, tick) => (connection, tick)).ToLookup(pair => pair.connection, pair => pair.tick));

    public Task<ILookup<ConnectionId, ActivityMark>> MarksAsync(IReadOnlyCollection<ConnectionId> connections, CancellationToken cancel)
        => Task.FromResult(connections.SelectMany(connection => data.Marks, (connection, mark) => (connection, mark)).ToLookup(pair => pair.connection, pair => pair.mark));

    public Task<IReadOnlyDictionary<ConnectionId, SignOnSeen>> SignOnAsync(IReadOnlyCollection<ConnectionId> connections, CancellationToken cancel)
        => Task.FromResult<IReadOnlyDictionary<ConnectionId, SignOnSeen>>(data.SignOn is { } seen ? connections.ToDictionary(connection => connection, _ => seen) : []);

    public Task<SignOnTest?> LatestTestAsync(ConnectionId connection, CancellationToken cancel) => Task.FromResult(data.SignOnTest);

    public Task TickAsync(ConnectionId connection, GuideTick tick, AuditEntry audit, CancellationToken cancel)
    {
        data.Check();
        data.Ticks.Add(tick);
        data.Audit.Add(audit);
        return Task.CompletedTask;
    }

    public Task UntickAsync(ConnectionId connection, string stepId, AuditEntry audit, CancellationToken cancel)
    {
        data.Check();
        data.Ticks.RemoveAll(tick => tick.Step == stepId);
        data.Audit.Add(audit);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<byte[]>> LatestUsersAsync(ConnectionId connection, int count, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<byte[]>>([.. data.UserDocuments.Select(Encoding.UTF8.GetBytes)]);

    public Task<IReadOnlyList<string>> LatestIgnoredAsync(ConnectionId connection, int among, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<string>>([.. data.Records.Where(record => record.Ignored > 0).Select(record => record.Details.Request!)]);
}
