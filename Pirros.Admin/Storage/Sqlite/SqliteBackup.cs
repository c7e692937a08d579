using System.Globalization;
using Microsoft.Data.Sqlite;
using Pirros.Admin.Audit;
using Pirros.Admin.Backups;

namespace Pirros.Admin.Storage.Sqlite;

/// <summary>Backups of a SQLite database: a file that is a database itself, as it was at one moment. SQLite copies it from a snapshot, so nobody who writes waits.</summary>
internal sealed class SqliteBackup(SqliteConnections connections, IAuditStore audit, TimeProvider clock) : IBackupStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly string[] Beside = ["-wal", "-shm"];

    public async Task<BackupFindings> CreateAsync(string file, AuditEntry entry, CancellationToken cancel)
    {
        if (Path.Exists(file))
            throw RefusedException.Conflict($"{file} is there already. Name a file that is not.");
        RequireFolder(file);
        await audit.AppendAsync(entry, cancel);
        using var partial = new TemporaryFile($"{file}.partial");
        partial.Make(OwnerOnly);
        await Task.Run(() => Copy(partial.Path), cancel);
        var findings = await TryAsync(partial.Path, $"{file}.tried", cancel);
        if (!findings.Holds)
            throw RefusedException.Conflict($"What was written does not hold, and was removed: {string.Join(' ', findings.Faults)}");
        Flush(partial.Path);
        File.Move(partial.Path, file, overwrite: false);
        return findings;
    }

    public Task<BackupFindings> VerifyAsync(string file, CancellationToken cancel)
    {
        RequireFile(file);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(connections.Path)!);
        return TryAsync(file, $"{connections.Path}.tried-{Guid.CreateVersion7():N}", cancel);
    }

    public async Task<RestoreOutcome> RestoreAsync(string file, bool replace, AuditEntry entry, CancellationToken cancel)
    {
        RequireFile(file);
        var target = connections.Path;
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using var hold = await SqliteHold.TakeAsync(target, cancel);
        if (hold.HoldsTenants && !replace)
            throw RefusedException.Conflict($"{target} holds tenants already, or can't be read. Add --replace to put the backup in its place; what is there is kept beside it.");

        using var restored = new TemporaryFile($"{target}.restoring-{Guid.CreateVersion7():N}");
        await CopyAsync(file, restored, cancel);
        await using (var copy = new SqliteCopy(restored.Path))
        {
            var findings = await copy.InspectAsync(cancel);
            if (!findings.Holds)
                throw RefusedException.Conflict($"{file} does not hold, and nothing was changed: {string.Join(' ', findings.Faults)}");
            await copy.AppendAsync(entry, cancel);
            await copy.CloseAsync();
            Flush(restored.Path);
            return new RestoreOutcome(findings, target, Put(restored.Path, target, hold));
        }
    }

    /// <summary>In one step: whenever this is interrupted, the old database is there or the new one.</summary>
    private string? Put(string restored, string target, SqliteHold hold)
    {
        if (!hold.HoldsTenants)
        {
            File.Move(restored, target, overwrite: true);
            return null;
        }

        var kept = $"{target}.replaced-{clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        if (Path.Exists(kept))
            throw RefusedException.Conflict($"{kept} is there already. Wait a second, and restore again.");

        // Where a damaged database could not be opened, what it had not yet taken in goes with it.
        foreach (var part in Beside.Where(part => File.Exists(target + part)))
            File.Move(target + part, kept + part);
        File.Replace(restored, target, kept);
        return kept;
    }

    private void Copy(string file)
    {
        using var from = new SqliteConnection(new SqliteConnectionStringBuilder(connections.ConnectionString) { Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        from.Open();
        to.Open();
        from.BackupDatabase(to);

        // One file, without one beside it that would have to be kept with it.
        using var command = to.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=DELETE";
        command.ExecuteNonQuery();
    }

    private static async Task<BackupFindings> TryAsync(string file, string beside, CancellationToken cancel)
    {
        using var tried = new TemporaryFile(beside);
        await CopyAsync(file, tried, cancel);
        await using var copy = new SqliteCopy(tried.Path);
        return await copy.InspectAsync(cancel);
    }

    private static async Task CopyAsync(string file, TemporaryFile to, CancellationToken cancel)
    {
        to.Make(OwnerOnly);
        await using var from = File.OpenRead(file);
        await using var copy = new FileStream(to.Path, FileMode.Open, FileAccess.Write);
        await from.CopyToAsync(copy, cancel);
    }

    private static void Flush(string file)
    {
        using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    private static void RequireFile(string file)
    {
        if (!File.Exists(file))
            throw RefusedException.NotFound($"There is no file {file}.");
    }

    private static void RequireFolder(string file)
    {
        if (!System.IO.Directory.Exists(Path.GetDirectoryName(file)))
            throw RefusedException.NotFound($"There is no folder {Path.GetDirectoryName(file)}.");
    }
}
