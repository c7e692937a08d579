using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Components.Fakes;

public sealed class FakeTenantStore(PortalData data) : ITenantStore
{
    public Task<bool> AddAsync(Tenant tenant, AuditEntry audit, CancellationToken cancel)
    {
        data.Check();
        if (data.Tenants.Any(known => known.Id == tenant.Id))
            return Task.FromResult(false);
        data.Tenants.Add(tenant);
        data.Audit.Add(audit);
        return Task.FromResult(true);
    }

    public Task<Tenant?> FindAsync(TenantId id, CancellationToken cancel) => Task.FromResult(data.Tenants.FirstOrDefault(tenant => tenant.Id == id));

    public Task<IReadOnlyList<Tenant>> WithoutConnectionAsync(string text, int count, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<Tenant>>([.. data.Tenants.Where(tenant => data.Connections.TrueForAll(connection => connection.Tenant != tenant.Id) && tenant.Name.Contains(text, StringComparison.OrdinalIgnoreCase)).Take(count)]);

    public Task<IReadOnlyList<Tenant>> ListAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<Tenant>>([.. data.Tenants.OrderBy(tenant => tenant.Name, StringComparer.Ordinal)]);
}
