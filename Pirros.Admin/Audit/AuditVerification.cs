using Pirros.Admin.Tenants;

namespace Pirros.Admin.Audit;

/// <summary>What a walk along the chains found.</summary>
/// <param name="Entries">How many entries hold.</param>
/// <param name="Heads">The chains that hold, each with its newest entry. Kept elsewhere, they prove later that nothing before them was written anew.</param>
/// <param name="Break">The first entry that does not hold; null when all do.</param>
public sealed record AuditVerification(long Entries, IReadOnlyList<AuditHead> Heads, AuditBreak? Break);

/// <summary>The first place where a chain does not hold.</summary>
/// <param name="Tenant">Whose chain.</param>
/// <param name="Number">The number of the entry.</param>
/// <param name="Fault">What is wrong with it.</param>
public sealed record AuditBreak(TenantId Tenant, long Number, AuditFault Fault);

/// <summary>In what way an entry does not hold.</summary>
public enum AuditFault
{
    /// <summary>It says something else than when it was written.</summary>
    Changed,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It does not follow on the entry before it: one of the two was moved, or put in place of another.</summary>
    OutOfOrder,

    /// <summary>It stands behind what the head of the chain says is the newest.</summary>
    Added,

    /// <summary>It is not the one that an earlier verification found there.</summary>
    Replaced,
}
