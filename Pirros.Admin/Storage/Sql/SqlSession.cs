using System.Data.Common;

namespace Pirros.Admin.Storage.Sql;

/// <summary>
/// An open connection with its prepared statements, for the SQL that every request of an identity provider runs. Statements name their parameters
/// <c>@p0</c>, <c>@p1</c>, … in the order of the arguments, which both databases understand. Not for use by two at once.
/// </summary>
internal sealed class SqlSession(DbConnection connection, bool keepStatements) : IAsyncDisposable
{
    // Filters make statements of their own; when a client sends very many kinds, all are forgotten rather than kept for ever.
    private const int MostStatements = 256;
    private static readonly string[] Names = [.. Enumerable.Range(0, 64).Select(Name)];
    private readonly Dictionary<string, DbCommand> _statements = [];

    public DbConnection Connection => connection;

    /// <summary>Runs a statement; gives the number of rows that it changed.</summary>
    public async ValueTask<int> ExecuteAsync(string sql, object?[] arguments, CancellationToken cancel)
    {
        var (command, kept) = Prepare(sql, arguments);
        try
        {
            return await command.ExecuteNonQueryAsync(cancel);
        }
        finally
        {
            if (!kept)
                await command.DisposeAsync();
        }
    }

    /// <summary>Runs statements in order, in one journey to the database where it is not in this process.</summary>
    public async ValueTask ExecuteAllAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancel)
    {
        if (connection.CanCreateBatch && statements.Count > 1)
        {
            await using var batch = connection.CreateBatch();
            foreach (var (sql, arguments) in statements)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = sql;
                for (var i = 0; i < arguments.Length; i++)
                    command.Parameters.Add(Set(command.CreateParameter(), i, arguments[i]));
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancel);
            return;
        }

        foreach (var (sql, arguments) in statements)
            await ExecuteAsync(sql, arguments, cancel);
    }

    /// <summary>The rows of a query, each read by <paramref name="read"/>.</summary>
    public async ValueTask<List<T>> QueryAsync<T>(string sql, object?[] arguments, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        var rows = new List<T>();
        var (command, kept) = Prepare(sql, arguments);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
                rows.Add(read(reader));
            return rows;
        }
        finally
        {
            if (!kept)
                await command.DisposeAsync();
        }
    }

    /// <summary>The first row of a query, or the default when there is none.</summary>
    public async ValueTask<T?> FirstAsync<T>(string sql, object?[] arguments, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        var (command, kept) = Prepare(sql, arguments);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancel);
            return await reader.ReadAsync(cancel) ? read(reader) : default;
        }
        finally
        {
            if (!kept)
                await command.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in _statements.Values)
            await statement.DisposeAsync();
        _statements.Clear();
        await connection.DisposeAsync();
    }

    private (DbCommand Command, bool Kept) Prepare(string sql, object?[] arguments)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < arguments.Length; i++)
                command.Parameters.Add(Set(command.CreateParameter(), i, arguments[i]));
            if (keepStatements)
                Keep(sql, command);
            return (command, keepStatements);
        }

        for (var i = 0; i < arguments.Length; i++)
            command.Parameters[i].Value = arguments[i] ?? DBNull.Value;
        return (command, keepStatements);
    }

    private static DbParameter Set(DbParameter parameter, int number, object? argument)
    {
        parameter.ParameterName = number < Names.Length ? Names[number] : Name(number);
        parameter.Value = argument ?? DBNull.Value;
        return parameter;
    }

    private static string Name(int number) => $"@p{number}";

    private void Keep(string sql, DbCommand command)
    {
        if (_statements.Count >= MostStatements)
        {
            foreach (var statement in _statements.Values)
                statement.Dispose();
            _statements.Clear();
        }

        _statements.Add(sql, command);
    }
}

/// <summary>A statement with its arguments.</summary>
internal readonly record struct SqlStatement(string Text, object?[] Arguments);
