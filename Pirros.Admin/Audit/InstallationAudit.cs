using System.Globalization;
using System.Text.RegularExpressions;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Audit;

/// <summary>The chain of acts that concern the installation as a whole, or that must outlive the tenant they concern: backups, and tenants that were moved or deleted (ADR 13).</summary>
public static partial class InstallationAudit
{
    /// <summary>The action of the entry that a deleted tenant leaves.</summary>
    public const string TenantDeleted = "tenant.delete";

    /// <summary>What stands in the place of a tenant. No tenant can be called so, because a short name has no brackets.</summary>
    public static TenantId Chain => new("(installation)");

    /// <summary>What the entry of a deletion says: which tenant, how its audit ended, and the hash of the certificate.</summary>
    public static string DeletionTarget(TenantId tenant, long entries, string hash, string certificate)
        => string.Create(CultureInfo.InvariantCulture, $"{tenant} entries={entries} head={hash} certificate={certificate}");

    /// <summary>How the audit of a tenant ended, from the entry of its deletion; null when the entry is of something else.</summary>
    internal static AuditHead? EndOf(AuditEntry entry) => entry.Action == TenantDeleted && entry.Tenant == Chain && Target().Match(entry.Target) is { Success: true } found
        ? new AuditHead(new TenantId(found.Groups[1].Value), long.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture), Convert.FromHexString(found.Groups[3].Value))
        : null;

    [GeneratedRegex("^([a-z0-9-]{1,63}) entries=([0-9]{1,18}) head=([0-9a-f]{64}) certificate=[0-9a-f]{64}$")]
    private static partial Regex Target();
}
