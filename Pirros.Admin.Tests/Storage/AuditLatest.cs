using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Storage;

/// <summary>What was audited last.</summary>
internal static class AuditLatest
{
    /// <summary>The newest entries of a tenant, newest first.</summary>
    public static async Task<IReadOnlyList<AuditEntry>> LatestAsync(this IAuditStore store, TenantId tenant, int count, CancellationToken cancel)
        => [.. (await store.ListAsync(new AuditFilter(tenant), default, count, cancel)).Select(record => record.Entry)];
}
