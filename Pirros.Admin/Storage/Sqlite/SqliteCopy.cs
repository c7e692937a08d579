using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;
using Pirros.Admin.Audit;
using Pirros.Admin.Backups;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.Sqlite;

/// <summary>A copy of a database in a file of its own, opened with the settings of every other.</summary>
internal sealed class SqliteCopy : IAsyncDisposable
{
    private readonly SqliteConnections _connections;
    private readonly SqliteWriteQueue _writes;
    private readonly SqlSessionPool _sessions;

    public SqliteCopy(string file)
    {
        var options = new DatabaseOptions { ConnectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString() };
        _connections = new SqliteConnections(Options.Create(options));
        _writes = new SqliteWriteQueue(_connections, new SqliteDialect());
        _sessions = new SqlSessionPool(_connections.OpenAsync);
    }

    /// <summary>The database's own check, and then ours.</summary>
    public async Task<BackupFindings> InspectAsync(CancellationToken cancel)
    {
        List<string> faults = [];
        try
        {
            faults.AddRange(await TextsAsync("PRAGMA integrity_check(10)", 0, cancel));
            faults.Remove("ok");
            faults.AddRange((await TextsAsync("PRAGMA foreign_key_check", 0, cancel)).Distinct().Select(table => $"Rows of {table} belong to rows that are not there."));
        }
        catch (SqliteException error)
        {
            return new BackupFindings(new Dictionary<string, long>(), 0, null, [$"It is no SQLite database, or damaged: {error.Message}"], []);
        }

        await using var db = new SqliteAdminDb(
            new DbContextOptionsBuilder<SqliteAdminDb>().UseSqlite(_connections.ConnectionString).AddInterceptors(_connections).ReplaceService<IMigrationsSqlGenerator, SqliteTables>().Options);
        return await new DatabaseInspection(db, _sessions, _writes, new SqliteDialect()).RunAsync(faults, cancel);
    }

    public Task AppendAsync(AuditEntry entry, CancellationToken cancel) => new AuditStore(_sessions, _writes, new SqliteDialect()).AppendAsync(entry, cancel);

    /// <summary>Makes it one file again, which nobody has open.</summary>
    public async Task CloseAsync()
    {
        await DisposeAsync();
        await using var session = await _connections.OpenAsync(CancellationToken.None);
        await session.ExecuteAsync("PRAGMA journal_mode=DELETE", [], CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _writes.DisposeAsync();
        await _sessions.DisposeAsync();
    }

    private async Task<List<string>> TextsAsync(string sql, int column, CancellationToken cancel)
        => await _sessions.ReadAsync(session => session.QueryAsync(sql, [], row => row.GetString(column), cancel), cancel);
}
