namespace Pirros.Admin.Backups;

/// <summary>What trying a backup showed.</summary>
/// <param name="Rows">How many rows each table has.</param>
/// <param name="AuditEntries">How many entries of the audit hold.</param>
/// <param name="Version">The newest step of the database's making that it has, before it was brought to this version; null when there is none.</param>
/// <param name="Faults">What is wrong with it, a sentence each; none when it may be restored.</param>
/// <param name="NotVerified">What could not be tried here, and why.</param>
public sealed record BackupFindings(IReadOnlyDictionary<string, long> Rows, long AuditEntries, string? Version, IReadOnlyList<string> Faults, IReadOnlyList<string> NotVerified)
{
    /// <summary>Whether nothing is wrong with what was tried.</summary>
    public bool Holds => Faults.Count == 0;
}

/// <summary>What a restore did.</summary>
/// <param name="Findings">What was restored.</param>
/// <param name="Place">Where it is now.</param>
/// <param name="Kept">Where that is kept which it replaced; null when there was nothing.</param>
public sealed record RestoreOutcome(BackupFindings Findings, string Place, string? Kept);
