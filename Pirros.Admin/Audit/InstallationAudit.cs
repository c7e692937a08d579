using Pirros.Admin.Tenants;

namespace Pirros.Admin.Audit;

/// <summary>The chain of acts that concern the installation as a whole, or that must outlive the tenant they concern: backups, and tenants that were moved or deleted (ADR 13).</summary>
public static class InstallationAudit
{
    /// <summary>What stands in the place of a tenant. No tenant can be called so, because a short name has no brackets.</summary>
    public static TenantId Chain => new("(installation)");
}
