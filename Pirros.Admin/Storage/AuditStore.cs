using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage;

internal sealed class AuditStore(Func<AdminDb> open) : IAuditStore
{
    public async Task<IReadOnlyList<AuditEntry>> LatestAsync(TenantId tenant, int count, CancellationToken cancel)
    {
        await using var db = open();
        var rows = await db.Audit.AsNoTracking().Where(a => a.TenantId == tenant.Value).OrderByDescending(a => a.Id).Take(count).ToListAsync(cancel);
        return rows.ConvertAll(a => a.ToEntry());
    }
}
