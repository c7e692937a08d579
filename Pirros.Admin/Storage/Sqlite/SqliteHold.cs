using Microsoft.Data.Sqlite;

namespace Pirros.Admin.Storage.Sqlite;

/// <summary>Keeps everybody else out of a database file while another is put in its place.</summary>
internal sealed class SqliteHold : IAsyncDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;

    private readonly SqliteConnection? _connection;

    private SqliteHold(SqliteConnection? connection, bool holdsTenants) => (_connection, HoldsTenants) = (connection, holdsTenants);

    /// <summary>Whether it holds what must not be lost; also when it can't be read, because then nobody knows.</summary>
    public bool HoldsTenants { get; }

    /// <summary>Takes hold of the file, if there is one.</summary>
    /// <exception cref="RefusedException">Somebody has it open.</exception>
    public static async Task<SqliteHold> TakeAsync(string file, CancellationToken cancel)
    {
        if (!File.Exists(file))
            return new SqliteHold(null, false);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 2 }.ToString());
        try
        {
            await connection.OpenAsync(cancel);

            // Leaving WAL is possible only for somebody who is alone, and folds in what stands beside the file.
            await RunAsync(connection, "PRAGMA journal_mode=DELETE", cancel);
            await RunAsync(connection, "BEGIN EXCLUSIVE", cancel);
            var made = await RunAsync(connection, "SELECT COUNT(*) FROM sqlite_master WHERE type='table' AND name='tenants'", cancel) is > 0L;
            return new SqliteHold(connection, made && await RunAsync(connection, "SELECT EXISTS (SELECT 1 FROM tenants) OR EXISTS (SELECT 1 FROM audit)", cancel) is > 0L);
        }
        catch (SqliteException error)
        {
            await connection.DisposeAsync();
            if (error.SqliteErrorCode is Busy or Locked)
                throw RefusedException.Conflict($"{file} is in use. Stop the server, and every command that runs, then restore again.");

            // Damaged, or no database at all: nobody can use it, and it is kept.
            return new SqliteHold(null, true);
        }
    }

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<object?> RunAsync(SqliteConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancel);
    }
}
