using System.Data;
using System.Data.Common;
using Npgsql;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>A session over a connection of the driver's pool, which keeps its statements prepared.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection) : SqlSession(connection)
{
    public override async ValueTask<int> ExecuteAsync(string sql, object?[] arguments, CancellationToken cancel)
    {
        await using var command = Command(sql, arguments);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    public override async ValueTask ExecuteAllAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancel)
    {
        if (statements.Count == 1)
        {
            await ExecuteAsync(statements[0].Text, statements[0].Arguments, cancel);
            return;
        }

        await using var batch = Batch(statements);
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancel);
    }

    public override async ValueTask<List<T>> QueryAsync<T>(string sql, object?[] arguments, Func<ISqlRow, T> read, CancellationToken cancel)
    {
        var rows = new List<T>();
        await using var command = Command(sql, arguments);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var row = new Row(reader);
        while (await reader.ReadAsync(cancel))
            rows.Add(read(row));
        return rows;
    }

    public override async ValueTask<T?> FirstAsync<T>(string sql, object?[] arguments, Func<ISqlRow, T> read, CancellationToken cancel)
        where T : default
    {
        await using var command = Command(sql, arguments);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? read(new Row(reader)) : default;
    }

    /// <summary>Runs statements as <see cref="ExecuteAllAsync"/> does; of each that may give rows the first, or null, is given to the next of those who read.</summary>
    public async ValueTask ReadAllAsync(IReadOnlyList<SqlStatement> statements, IEnumerable<Action<ISqlRow?>> reads, CancellationToken cancel)
    {
        await using var batch = Batch(statements);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var row = new Row(reader);
        foreach (var read in reads)
        {
            read(await reader.ReadAsync(cancel) ? row : null);
            await reader.NextResultAsync(cancel);
        }
    }

    private NpgsqlBatch Batch(IReadOnlyList<SqlStatement> statements)
    {
        var batch = connection.CreateBatch();
        for (var place = 0; place < statements.Count;)
        {
            var command = batch.CreateBatchCommand();
            var together = PostgresRows.Together(statements, place);
            if (together == 1 || !PostgresRows.TryGather(statements, place, together, command))
            {
                together = 1;
                command.CommandText = PositionalSql.Of(statements[place].Text);
                Fill(command.Parameters, statements[place].Arguments);
            }

            batch.BatchCommands.Add(command);
            place += together;
        }

        return batch;
    }

    private NpgsqlCommand Command(string sql, object?[] arguments)
    {
        var command = new NpgsqlCommand(PositionalSql.Of(sql), connection);
        Fill(command.Parameters, arguments);
        return command;
    }

    private static void Fill(NpgsqlParameterCollection parameters, object?[] arguments)
    {
        foreach (var argument in arguments)
            parameters.Add(Parameter(argument));
    }

    internal static NpgsqlParameter Parameter(object? argument) => argument switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        SqlNull none => new NpgsqlParameter { DbType = TypeOf(none), Value = DBNull.Value },
        string text => new NpgsqlParameter<string> { TypedValue = text },
        long number => new NpgsqlParameter<long> { TypedValue = number },
        int number => new NpgsqlParameter<int> { TypedValue = number },
        bool flag => new NpgsqlParameter<bool> { TypedValue = flag },
        Guid id => new NpgsqlParameter<Guid> { TypedValue = id },
        byte[] bytes => new NpgsqlParameter<byte[]> { TypedValue = bytes },
        _ => new NpgsqlParameter { Value = argument },
    };

    private static DbType TypeOf(SqlNull none) => none == SqlNull.Text ? DbType.String : none == SqlNull.Number ? DbType.Int64 : DbType.Guid;

    private sealed class Row(DbDataReader reader) : ISqlRow
    {
        public int FieldCount => reader.FieldCount;

        public bool IsDBNull(int column) => reader.IsDBNull(column);

        public string GetString(int column) => reader.GetString(column);

        public long GetInt64(int column) => reader.GetInt64(column);

        public double GetDouble(int column) => reader.GetDouble(column);

        public bool GetBoolean(int column) => reader.GetBoolean(column);

        public byte[] GetBytes(int column) => reader.GetFieldValue<byte[]>(column);

        public Guid GetGuid(int column) => reader.GetGuid(column);

        public object GetValue(int column) => reader.GetValue(column);
    }
}
