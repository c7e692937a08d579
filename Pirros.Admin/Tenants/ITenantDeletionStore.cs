using Pirros.Admin.Audit;

namespace Pirros.Admin.Tenants;

/// <summary>The port to the deletion of tenants: begun in one transaction, gone on with in small ones, finished in one. Whoever begins again goes on where it was left.</summary>
public interface ITenantDeletionStore
{
    /// <summary>Hides the tenant, switches its connections off and removes its tokens; or finds the deletion that runs already. Null when there is no such tenant.</summary>
    Task<TenantDeletion?> BeginAsync(TenantId tenant, Actor actor, string reason, AuditEntry audit, CancellationToken cancel);

    /// <summary>Removes some rows, at most about <paramref name="count"/>; false when only what the end removes is left.</summary>
    Task<bool> RemoveSomeAsync(TenantDeletion deletion, int count, CancellationToken cancel);

    /// <summary>Removes what is left, the tenant itself and its audit with it, and keeps the certificate.</summary>
    /// <param name="deletion">Which.</param>
    /// <param name="now">When.</param>
    /// <param name="audit">Makes the entry that survives, of the certificate. May be called more than once.</param>
    /// <param name="cancel">Gives up before it begins.</param>
    Task<DeletionCertificate> FinishAsync(TenantDeletion deletion, DateTimeOffset now, Func<DeletionCertificate, AuditEntry> audit, CancellationToken cancel);

    /// <summary>The certificate of the latest deletion of a tenant of that name; null when there was none.</summary>
    Task<DeletionCertificate?> CertificateAsync(TenantId tenant, CancellationToken cancel);

    /// <summary>Removes what was written for tenants that were deleted since a moment by requests that had been let in before; gives the number of rows.</summary>
    Task<int> SweepAsync(DateTimeOffset since, CancellationToken cancel);
}

/// <summary>A deletion that runs.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Tenant">Whose.</param>
/// <param name="BeganAt">Since when.</param>
public sealed record TenantDeletion(Guid Id, TenantId Tenant, DateTimeOffset BeganAt);
