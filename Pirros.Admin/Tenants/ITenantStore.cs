using Pirros.Admin.Audit;

namespace Pirros.Admin.Tenants;

/// <summary>The port to where tenants are kept.</summary>
public interface ITenantStore
{
    /// <summary>Adds a tenant and the audit entry of it; false when the slug is taken.</summary>
    Task<bool> AddAsync(Tenant tenant, AuditEntry audit, CancellationToken cancel);

    /// <summary>One tenant, or null.</summary>
    Task<Tenant?> FindAsync(TenantId id, CancellationToken cancel);

    /// <summary>All tenants by name.</summary>
    Task<IReadOnlyList<Tenant>> ListAsync(CancellationToken cancel);

    /// <summary>Tenants that have no connection and whose name or slug holds the text, by name.</summary>
    Task<IReadOnlyList<Tenant>> WithoutConnectionAsync(string text, int count, CancellationToken cancel);
}
