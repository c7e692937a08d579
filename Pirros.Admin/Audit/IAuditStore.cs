using Pirros.Admin.Tenants;

namespace Pirros.Admin.Audit;

/// <summary>The port to where the audit is kept. An act that changes something is written together with what it changed, by the stores of the other slices.</summary>
public interface IAuditStore
{
    /// <summary>Adds the entry of an act that changes nothing else, such as an export.</summary>
    Task AppendAsync(AuditEntry entry, CancellationToken cancel);

    /// <summary>The entries that a filter lets through: newest first, or oldest first when <see cref="AuditTurn.After"/> is given.</summary>
    Task<IReadOnlyList<AuditRecord>> ListAsync(AuditFilter filter, AuditTurn turn, int count, CancellationToken cancel);

    /// <summary>Who appears in the audit of one tenant, or of all.</summary>
    Task<IReadOnlyList<AuditPerson>> PeopleAsync(TenantId? tenant, int count, CancellationToken cancel);

    /// <summary>The heads of the chains behind that of a tenant, in the order of the tenants' short names.</summary>
    Task<IReadOnlyList<AuditHead>> HeadsAsync(TenantId? after, int count, CancellationToken cancel);

    /// <summary>The entries of a tenant with numbers greater than <paramref name="after"/>, in their order.</summary>
    Task<IReadOnlyList<AuditRecord>> ChainAsync(TenantId tenant, long after, long upTo, int count, CancellationToken cancel);

    /// <summary>Something that no chain leads to: a tenant without a chain, or an entry of which the head of its chain knows nothing; null when there is none.</summary>
    Task<AuditBreak?> StrayAsync(CancellationToken cancel);
}
