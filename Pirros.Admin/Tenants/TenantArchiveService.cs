using System.Globalization;
using Pirros.Admin.Audit;

namespace Pirros.Admin.Tenants;

/// <summary>Takes a tenant to another installation. What is noted of it stands in the audit of the installation, so that the tenant's own is moved as it was.</summary>
public sealed class TenantArchiveService(ITenantArchive archive, TimeProvider clock)
{
    /// <summary>Writes all that is a tenant's into a new file.</summary>
    /// <exception cref="RefusedException">Not an operator, no such tenant, or the file is there already.</exception>
    public Task<TenantArchiveSummary> ExportAsync(Actor actor, TenantId tenant, string file, CancellationToken cancel)
    {
        RequireOperator(actor);
        return archive.ExportAsync(tenant, file, clock.GetUtcNow(), AuditEntry.Of(clock, actor, InstallationAudit.Chain, null, "tenant.export", tenant.Value), cancel);
    }

    /// <summary>Adds the tenant of a file.</summary>
    /// <exception cref="RefusedException">Not an operator, or the file can't be imported here. Nothing was added.</exception>
    public Task<TenantArchiveSummary> ImportAsync(Actor actor, string file, TenantId? slug, CancellationToken cancel)
    {
        RequireOperator(actor);
        return archive.ImportAsync(file, slug, Entry, cancel);

        AuditEntry Entry(TenantArchiveSummary found)
        {
            var renamed = slug is { } other && other != found.Tenant ? string.Create(CultureInfo.InvariantCulture, $" was={found.Tenant} entries={found.AuditEntries} head={found.AuditHash}") : "";
            return AuditEntry.Of(clock, actor, InstallationAudit.Chain, null, "tenant.import", $"{slug ?? found.Tenant}{renamed} sha256={found.Sha256}");
        }
    }

    private static void RequireOperator(Actor actor)
    {
        if (actor.Kind != ActorKind.Operator)
            throw RefusedException.Forbidden(TenantTexts.MovedByOperators);
    }
}
