using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pirros.Admin.Backups;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>Tries a backup by restoring it into a database of its own on the same server, which is dropped again.</summary>
internal sealed class PostgresScratch(PostgresPrograms programs, NpgsqlConnectionStringBuilder server)
{
    public async Task<BackupFindings> TryAsync(string file, CancellationToken cancel)
    {
        var nothing = new Dictionary<string, long>();
        if (await programs.RunAsync("pg_restore", server.Database!, ["--list", file], cancel) is { } unreadable)
            return new BackupFindings(nothing, 0, null, [$"It is no backup that pg_restore can read: {unreadable}"], []);
        var name = $"pirros_tried_{Guid.CreateVersion7():N}";
        try
        {
            await RunAsync($"CREATE DATABASE {name} TEMPLATE template0", cancel);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return new BackupFindings(
                nothing, 0, null, [], [$"Its table of contents can be read, but it was not restored: the role {server.Username} may not create a database to try it in (ALTER ROLE … CREATEDB)."]);
        }

        try
        {
            return await programs.RunAsync("pg_restore", name, ["--no-owner", "--no-privileges", "--exit-on-error", "--dbname", name, file], cancel) is { } failed
                ? new BackupFindings(nothing, 0, null, [$"It could not be restored: {failed}"], [])
                : await InspectAsync(name, cancel);
        }
        finally
        {
            await RunAsync($"DROP DATABASE {name} WITH (FORCE)", CancellationToken.None);
        }
    }

    private async Task<BackupFindings> InspectAsync(string name, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ToString()) { Database = name, Pooling = false }.ToString());
        await using var sessions = new SqlSessionPool(async token => new PostgresSession(await source.OpenConnectionAsync(token)), keepOpen: false);
        await using var db = new PostgresAdminDb(new DbContextOptionsBuilder<PostgresAdminDb>().UseNpgsql(source).Options);
        var dialect = new PostgresDialect();
        return await new DatabaseInspection(db, sessions, new PostgresWriteQueue(source, dialect), dialect).RunAsync([], cancel);
    }

    private async Task RunAsync(string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ToString()) { Pooling = false }.ToString());
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
