using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using Pirros.Admin.Audit;
using Pirros.Admin.Backups;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>Backups of a PostgreSQL database by the server's own programs: <c>pg_dump</c>'s archive, of a snapshot.</summary>
internal sealed class PostgresBackup(IOptions<DatabaseOptions> database, IOptions<BackupOptions> options, IAuditStore audit, DatabasePreparation preparation, TimeProvider clock) : IBackupStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly NpgsqlConnectionStringBuilder _server = new(database.Value.ConnectionString);

    private PostgresPrograms Programs => new(options.Value.PostgresPrograms, _server);

    private string Name => _server.Database ?? _server.Username ?? "";

    public async Task<BackupFindings> CreateAsync(string file, AuditEntry entry, CancellationToken cancel)
    {
        if (Path.Exists(file))
            throw RefusedException.Conflict($"{file} is there already. Name a file that is not.");
        if (!System.IO.Directory.Exists(Path.GetDirectoryName(file)))
            throw RefusedException.NotFound($"There is no folder {Path.GetDirectoryName(file)}.");
        await audit.AppendAsync(entry, cancel);
        using var partial = new TemporaryFile($"{file}.partial");
        await DumpAsync(partial, cancel);
        var findings = await new PostgresScratch(Programs, _server).TryAsync(partial.Path, cancel);
        if (!findings.Holds)
            throw RefusedException.Conflict($"What was written does not hold, and was removed: {string.Join(' ', findings.Faults)}");
        File.Move(partial.Path, file, overwrite: false);
        return findings;
    }

    public Task<BackupFindings> VerifyAsync(string file, CancellationToken cancel)
    {
        RequireFile(file);
        return new PostgresScratch(Programs, _server).TryAsync(file, cancel);
    }

    public async Task<RestoreOutcome> RestoreAsync(string file, bool replace, AuditEntry entry, CancellationToken cancel)
    {
        RequireFile(file);
        var holdsTenants = await RequireAloneAsync(cancel);
        if (holdsTenants && !replace)
            throw RefusedException.Conflict($"The database {preparation.Place} holds tenants already. Add --replace to put the backup in its place; what is there is kept in a backup of its own.");
        var findings = await new PostgresScratch(Programs, _server).TryAsync(file, cancel);
        if (!findings.Holds)
            throw RefusedException.Conflict($"{file} does not hold, and nothing was changed: {string.Join(' ', findings.Faults)}");
        var kept = holdsTenants ? await KeepAsync(Path.GetDirectoryName(file)!, cancel) : null;

        // One transaction: what was there is dropped only together with the commit of what comes.
        if (await Programs.RunAsync(
            "pg_restore", Name, ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", "--dbname", Name, file], cancel) is { } failed)
            throw RefusedException.Conflict($"{file} could not be restored, and nothing was changed: {failed}");
        await preparation.RunAsync(CancellationToken.None);
        await audit.AppendAsync(entry, CancellationToken.None);
        return new RestoreOutcome(findings, preparation.Place, kept);
    }

    private async Task<string> KeepAsync(string folder, CancellationToken cancel)
    {
        var kept = Path.Combine(folder, $"{Name}.replaced-{clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
        using var partial = new TemporaryFile($"{kept}.partial");
        await DumpAsync(partial, cancel);
        File.Move(partial.Path, kept, overwrite: false);
        return kept;
    }

    private async Task DumpAsync(TemporaryFile file, CancellationToken cancel)
    {
        file.Make(OwnerOnly);
        if (await Programs.RunAsync("pg_dump", Name, ["--format=custom", "--no-owner", "--no-privileges", "--file", file.Path], cancel) is { } failed)
            throw RefusedException.Conflict($"pg_dump failed, and nothing was written: {failed}");
        await using var written = new FileStream(file.Path, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    /// <summary>Whether the database holds tenants.</summary>
    /// <exception cref="RefusedException">Somebody else is connected to it.</exception>
    private async Task<bool> RequireAloneAsync(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server.ToString()) { Pooling = false }.ToString());
        await connection.OpenAsync(cancel);
        if (await AskAsync("SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname=current_database() AND pid<>pg_backend_pid() AND backend_type='client backend')"))
            throw RefusedException.Conflict($"The database {preparation.Place} is in use. Stop every server, and every command that runs, then restore again.");
        return await AskAsync("SELECT to_regclass('tenants') IS NOT NULL") && await AskAsync("SELECT EXISTS (SELECT 1 FROM tenants) OR EXISTS (SELECT 1 FROM audit)");

        async Task<bool> AskAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(cancel) is true;
        }
    }

    private static void RequireFile(string file)
    {
        if (!File.Exists(file))
            throw RefusedException.NotFound($"There is no file {file}.");
    }
}
