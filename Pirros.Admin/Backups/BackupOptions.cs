namespace Pirros.Admin.Backups;

/// <summary>What backups need. Section <c>Backup</c>.</summary>
internal sealed class BackupOptions
{
    public const string Section = "Backup";

    /// <summary>The folder of <c>pg_dump</c> and <c>pg_restore</c>, in the version of the server or a newer one. Default: empty, which looks for them on the PATH.</summary>
    public string PostgresPrograms { get; set; } = "";
}
