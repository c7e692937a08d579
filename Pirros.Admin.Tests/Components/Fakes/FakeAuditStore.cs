using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Components.Fakes;

public sealed class FakeAuditStore(PortalData data) : IAuditStore
{
    public Task AppendAsync(AuditEntry entry, CancellationToken cancel)
    {
        data.Check();
        data.Audit.Add(entry);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AuditRecord>> ListAsync(AuditFilter filter, AuditTurn turn, int count, CancellationToken cancel)
    {
        data.Check();
        var found = data.Audit
            .Where(e => (filter.Tenant is null || e.Tenant == filter.Tenant) && (filter.Connection is null || e.Connection == filter.Connection))
            .Where(e => (filter.Person is null || e.Actor.Id == filter.Person) && (filter.Kind is null || e.Action.StartsWith(filter.Kind + '.', StringComparison.Ordinal)))
            .Where(e => !(e.At < filter.From) && !(e.At >= filter.Until))
            .Select((e, i) => new AuditRecord(e, i + 1, new byte[32], new byte[32], e.Connection is { } id ? data.Connections.Find(c => c.Id == id)?.Name : null));
        var page = turn.After is { } after
            ? found.Where(r => after.IsBefore(r.Position)).OrderBy(r => r.Entry.At).ThenBy(r => r.Entry.Id)
            : found.Where(r => turn.Before is not { } before || r.Position.IsBefore(before)).OrderByDescending(r => r.Entry.At).ThenByDescending(r => r.Entry.Id);
        return Task.FromResult<IReadOnlyList<AuditRecord>>([.. page.Take(count)]);
    }

    public Task<IReadOnlyList<AuditPerson>> PeopleAsync(TenantId? tenant, int count, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<AuditPerson>>([.. data.Audit.Where(e => tenant is null || e.Tenant == tenant).Select(e => new AuditPerson(e.Actor.Id, e.Actor.Name)).Distinct().Take(count)]);

    public Task<IReadOnlyList<AuditHead>> HeadsAsync(TenantId? after, int count, CancellationToken cancel) => Task.FromResult<IReadOnlyList<AuditHead>>([]);

    public Task<IReadOnlyList<AuditRecord>> ChainAsync(TenantId tenant, long after, long upTo, int count, CancellationToken cancel) => Task.FromResult<IReadOnlyList<AuditRecord>>([]);

    public Task<AuditBreak?> StrayAsync(CancellationToken cancel) => Task.FromResult<AuditBreak?>(null);
}
