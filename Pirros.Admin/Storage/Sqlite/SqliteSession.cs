using Microsoft.Data.Sqlite;
using Pirros.Admin.Storage.Sql;
using SQLitePCL;

namespace Pirros.Admin.Storage.Sqlite;

/// <summary>
/// A session that speaks to the library itself, by statements that stay prepared: for a row by its key the driver's commands, parameters and readers cost more than
/// SQLite does.
/// </summary>
internal sealed class SqliteSession(SqliteConnection connection) : SqlSession(connection)
{
    // Filters make statements of their own; when a client sends very many kinds, all are forgotten rather than kept for ever.
    private const int MostStatements = 256;
    private readonly Dictionary<string, SqliteStatement> _statements = [];

    public override ValueTask<int> ExecuteAsync(string sql, object?[] arguments, CancellationToken cancel)
    {
        var statement = Start(sql, arguments, cancel);
        try
        {
            while (statement.Step())
            {
                // What it returns is not asked for, but a statement has changed its last row only when it has returned it.
            }

            return ValueTask.FromResult(raw.sqlite3_changes(connection.Handle));
        }
        finally
        {
            statement.Reset();
        }
    }

    public override async ValueTask ExecuteAllAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancel)
    {
        foreach (var (sql, arguments) in statements)
            await ExecuteAsync(sql, arguments, cancel);
    }

    public override ValueTask<List<T>> QueryAsync<T>(string sql, object?[] arguments, Func<ISqlRow, T> read, CancellationToken cancel)
    {
        var rows = new List<T>();
        var statement = Start(sql, arguments, cancel);
        try
        {
            while (statement.Step())
                rows.Add(read(statement));
            return ValueTask.FromResult(rows);
        }
        finally
        {
            statement.Reset();
        }
    }

    public override ValueTask<T?> FirstAsync<T>(string sql, object?[] arguments, Func<ISqlRow, T> read, CancellationToken cancel)
        where T : default
    {
        var statement = Start(sql, arguments, cancel);
        try
        {
            return ValueTask.FromResult(statement.Step() ? read(statement) : default);
        }
        finally
        {
            statement.Reset();
        }
    }

    public override ValueTask DisposeAsync()
    {
        Forget();
        return base.DisposeAsync();
    }

    private SqliteStatement Start(string sql, object?[] arguments, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (_statements.Count >= MostStatements)
                Forget();
            statement = new SqliteStatement(connection.Handle!, sql);
            _statements.Add(sql, statement);
        }

        statement.Bind(arguments);
        return statement;
    }

    private void Forget()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }
}
