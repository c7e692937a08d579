using Pirros.Admin.Audit;

namespace Pirros.Admin.Tenants;

/// <summary>The port to the file of one tenant, which takes it to another installation or to the other kind of database.</summary>
public interface ITenantArchive
{
    /// <summary>Writes all that is the tenant's, as it is at one moment, into a new file. The file has its name only once it is whole.</summary>
    /// <exception cref="RefusedException">There is no such tenant, or the file is there already.</exception>
    Task<TenantArchiveSummary> ExportAsync(TenantId tenant, string file, DateTimeOffset now, AuditEntry audit, CancellationToken cancel);

    /// <summary>Adds the tenant of a file, after reading all of it. Nobody reaches the tenant before it is whole; what an import that was killed left is removed first.</summary>
    /// <param name="file">What an export wrote.</param>
    /// <param name="slug">Another short name; null for its own.</param>
    /// <param name="audit">Makes the entry of the import. May be called more than once.</param>
    /// <param name="cancel">Gives up, with nothing added.</param>
    /// <exception cref="RefusedException">The file is damaged or of a newer version, or the tenant or one of its connections is here already. Nothing was added.</exception>
    Task<TenantArchiveSummary> ImportAsync(string file, TenantId? slug, Func<TenantArchiveSummary, AuditEntry> audit, CancellationToken cancel);
}

/// <summary>What a file of a tenant holds.</summary>
/// <param name="Tenant">The tenant's short name in it.</param>
/// <param name="Rows">How many rows, by table.</param>
/// <param name="AuditEntries">How many entries its audit has.</param>
/// <param name="AuditHash">The hash of the newest of them, in hexadecimal.</param>
/// <param name="Sha256">Of all rows, in hexadecimal: the same whenever the tenant is the same, in whichever database.</param>
public sealed record TenantArchiveSummary(TenantId Tenant, IReadOnlyDictionary<string, long> Rows, long AuditEntries, string AuditHash, string Sha256);
