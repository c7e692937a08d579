using Pirros.Admin.Audit;

namespace Pirros.Admin.Backups;

/// <summary>The port to the database that is backed up.</summary>
public interface IBackupStore
{
    /// <summary>Writes the whole database as it is at one moment into a new file, and tries it by restoring. Others write meanwhile. The file has its name only once all of it holds.</summary>
    /// <exception cref="RefusedException">The file is there already, a program is missing, or what was written does not hold; there is no file of that name then.</exception>
    Task<BackupFindings> CreateAsync(string file, AuditEntry audit, CancellationToken cancel);

    /// <summary>Restores a backup beside the database, says what it holds, and removes it again. The database is left alone.</summary>
    /// <exception cref="RefusedException">There is no such file, or a program is missing.</exception>
    Task<BackupFindings> VerifyAsync(string file, CancellationToken cancel);

    /// <summary>Puts a backup in the place of the database, after trying it. Either all of it is restored or nothing is changed.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="replace">Whether a database that holds tenants may be replaced; what was there is kept.</param>
    /// <param name="audit">The act, for the audit of what was restored.</param>
    /// <param name="cancel">Gives up, with nothing changed.</param>
    /// <exception cref="RefusedException">The database is in use or holds tenants, or the backup does not hold.</exception>
    Task<RestoreOutcome> RestoreAsync(string file, bool replace, AuditEntry audit, CancellationToken cancel);
}
