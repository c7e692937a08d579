using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Audit;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage;

internal sealed class TenantStore(Func<AdminDb> open, IWriteQueue writes) : ITenantStore
{
    public async Task<bool> AddAsync(Tenant tenant, AuditEntry audit, CancellationToken cancel)
    {
        try
        {
            return await writes.RunAsync(
                async scope =>
                {
                    if (await scope.Db.Tenants.AnyAsync(t => t.Id == tenant.Id.Value, CancellationToken.None))
                        return false;
                    scope.Db.Tenants.Add(new TenantRow { Id = tenant.Id.Value, Name = tenant.Name, CreatedAt = tenant.CreatedAt });
                    await scope.Db.SaveChangesAsync(CancellationToken.None);
                    await AuditAppend.RunAsync(scope, audit);
                    return true;
                },
                cancel);
        }
        catch (DbUpdateException error) when (Unique.IsViolatedBy(error))
        {
            return false;
        }
    }

    public async Task<Tenant?> FindAsync(TenantId id, CancellationToken cancel)
    {
        await using var db = open();
        return (await db.ReachedTenants.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id.Value, cancel))?.ToTenant();
    }

    public async Task<IReadOnlyList<Tenant>> ListAsync(CancellationToken cancel)
    {
        await using var db = open();
        var rows = await db.ReachedTenants.AsNoTracking().OrderBy(t => t.Name).ThenBy(t => t.Id).ToListAsync(cancel);
        return rows.ConvertAll(t => t.ToTenant());
    }

    public async Task<IReadOnlyList<Tenant>> WithoutConnectionAsync(string text, int count, CancellationToken cancel)
    {
        await using var db = open();
        var lower = text.ToLowerInvariant();
        var rows = await db.ReachedTenants.AsNoTracking()
#pragma warning disable CA1304, CA1311, CA1862 // translated to the database's own lower()
            .Where(t => !db.Connections.Any(c => c.TenantId == t.Id) && (t.Id.Contains(lower) || t.Name.ToLower().Contains(lower)))
#pragma warning restore CA1304, CA1311, CA1862
            .OrderBy(t => t.Name).ThenBy(t => t.Id).Take(count).ToListAsync(cancel);
        return rows.ConvertAll(t => t.ToTenant());
    }
}
