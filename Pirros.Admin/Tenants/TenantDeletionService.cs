using Pirros.Admin.Audit;

namespace Pirros.Admin.Tenants;

/// <summary>Deletes a tenant with everything that is theirs. It may be killed at any moment, and goes on when it is asked again.</summary>
public sealed class TenantDeletionService(ITenantDeletionStore store, TimeProvider clock)
{
    private const int MaximumReason = 500;
    private const int Together = 1_000;

    // Others write in between.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // A token is believed for half a second after it was read; what it let in by then has ended by now.
    private static readonly TimeSpan LetIn = TimeSpan.FromSeconds(3);

    /// <summary>Deletes the tenant and certifies it. When it is deleted already, gives the certificate of that.</summary>
    /// <param name="actor">Who deletes: an operator.</param>
    /// <param name="tenant">Which.</param>
    /// <param name="confirmed">Its short name once more.</param>
    /// <param name="reason">Why, for the certificate and the audit.</param>
    /// <param name="cancel">Stops; asked again it goes on.</param>
    /// <exception cref="RefusedException">Not an operator, no such tenant, or not confirmed. Nothing was changed.</exception>
    public async Task<DeletionCertificate> DeleteAsync(Actor actor, TenantId tenant, string? confirmed, string? reason, CancellationToken cancel)
    {
        if (actor.Kind != ActorKind.Operator)
            throw RefusedException.Forbidden(TenantTexts.DeletedByOperators);
        if (confirmed != tenant.Value)
            throw RefusedException.Invalid(TenantTexts.FormatConfirmDeletion(tenant));
        var why = PlainText.Require(reason, TenantTexts.TheReason, MaximumReason);
        var begin = AuditEntry.Of(clock, actor, InstallationAudit.Chain, null, "tenant.begin-deletion", tenant.Value, why);
        if (await store.BeginAsync(tenant, actor, why, begin, cancel) is not { } deletion)
            return await store.CertificateAsync(tenant, cancel) ?? throw RefusedException.NotFound(TenantTexts.FormatNoTenant(tenant));

        while (await store.RemoveSomeAsync(deletion, Together, cancel))
            await Task.Delay(Pause, clock, cancel);
        if (deletion.BeganAt + LetIn - clock.GetUtcNow() is { Ticks: > 0 } rest)
            await Task.Delay(rest, clock, cancel);
        return await store.FinishAsync(deletion, clock.GetUtcNow(), Survives, cancel);

        AuditEntry Survives(DeletionCertificate certificate) => AuditEntry.Of(
            clock, actor, InstallationAudit.Chain, null, InstallationAudit.TenantDeleted,
            InstallationAudit.DeletionTarget(tenant, certificate.Statement.AuditEntries, certificate.Statement.AuditHash, certificate.Hash), certificate.Statement.Reason);
    }
}
