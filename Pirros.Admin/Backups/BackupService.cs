using Pirros.Admin.Audit;

namespace Pirros.Admin.Backups;

/// <summary>Backups of the whole installation, for whoever runs it.</summary>
public sealed class BackupService(IBackupStore store, TimeProvider clock)
{
    private const int MaximumTarget = 400;

    /// <summary>Writes a backup into a new file, and tries it.</summary>
    /// <exception cref="RefusedException">Not an operator, the file is there already, or what was written does not hold.</exception>
    public Task<BackupFindings> CreateAsync(Actor actor, string file, CancellationToken cancel) => store.CreateAsync(file, Entry(actor, "backup.create", file), cancel);

    /// <summary>Says whether a backup can be restored.</summary>
    /// <exception cref="RefusedException">Not an operator, or there is no such file.</exception>
    public Task<BackupFindings> VerifyAsync(Actor actor, string file, CancellationToken cancel)
    {
        RequireOperator(actor);
        return store.VerifyAsync(file, cancel);
    }

    /// <summary>Puts a backup in the place of the database.</summary>
    /// <exception cref="RefusedException">Not an operator, the database is in use or holds tenants, or the backup does not hold. Nothing was changed.</exception>
    public Task<RestoreOutcome> RestoreAsync(Actor actor, string file, bool replace, CancellationToken cancel) => store.RestoreAsync(file, replace, Entry(actor, "backup.restore", file), cancel);

    private AuditEntry Entry(Actor actor, string action, string file)
    {
        RequireOperator(actor);
        var name = Path.GetFileName(file);
        return AuditEntry.Of(clock, actor, InstallationAudit.Chain, null, action, name.Length <= MaximumTarget ? name : name[..MaximumTarget]);
    }

    private static void RequireOperator(Actor actor)
    {
        if (actor.Kind != ActorKind.Operator)
            throw RefusedException.Forbidden("Backups are for whoever runs the installation, by the command line.");
    }
}
