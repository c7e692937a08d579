using Pirros.Admin.Tenants;

namespace Pirros.Admin.Audit;

/// <summary>The port through which the audit is read. It is written only together with what it records, by the stores of the other slices.</summary>
public interface IAuditStore
{
    /// <summary>The newest entries of one tenant, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> LatestAsync(TenantId tenant, int count, CancellationToken cancel);
}
