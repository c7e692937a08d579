using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using Pirros.Admin.Storage.Sql;
using SQLitePCL;

namespace Pirros.Admin.Storage.Sqlite;

/// <summary>A prepared statement: its arguments are bound, it is stepped from row to row, and reset. Values are stored as Microsoft.Data.Sqlite stores them, which writes the other tables.</summary>
internal sealed class SqliteStatement : ISqlRow, IDisposable
{
    private const uint Persistent = 1;
    private const int LongestOnStack = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int[] _places = [];

    /// <exception cref="SqliteException">It is no SQL that this database understands.</exception>
    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, Persistent, out _statement));
        FieldCount = raw.sqlite3_column_count(_statement);
    }

    public int FieldCount { get; }

    /// <summary>Gives the parameters their values. A value that the statement has no parameter for is left out.</summary>
    public void Bind(object?[] arguments)
    {
        if (_places.Length < arguments.Length)
            _places = PlacesOf(arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (_places[i] > 0)
                Check(Bind(_places[i], arguments[i]));
        }
    }

    /// <summary>Goes to the next row; false when there is none.</summary>
    /// <exception cref="SqliteException">A constraint is violated, or the database failed.</exception>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;
        if (result != raw.SQLITE_DONE)
            Check(result);
        return false;
    }

    /// <summary>Ends a run, and with it the reading of the database. What failed was said by <see cref="Step"/>.</summary>
    public void Reset()
    {
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
    }

    public bool IsDBNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public string GetString(int column) => IsDBNull(column) ? throw NoValue(column) : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public long GetInt64(int column) => IsDBNull(column) ? throw NoValue(column) : raw.sqlite3_column_int64(_statement, column);

    public double GetDouble(int column) => IsDBNull(column) ? throw NoValue(column) : raw.sqlite3_column_double(_statement, column);

    public bool GetBoolean(int column) => GetInt64(column) != 0;

    public byte[] GetBytes(int column) => IsDBNull(column) ? throw NoValue(column) : raw.sqlite3_column_blob(_statement, column).ToArray();

    public Guid GetGuid(int column) => IsDBNull(column) ? throw NoValue(column) : Guid.Parse(raw.sqlite3_column_blob(_statement, column));

    public object GetValue(int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_INTEGER => GetInt64(column),
        raw.SQLITE_FLOAT => GetDouble(column),
        raw.SQLITE_BLOB => GetBytes(column),
        _ => GetString(column),
    };

    public void Dispose() => _statement.Dispose();

    private int[] PlacesOf(int count)
    {
        // SQLite counts named parameters in the order in which they are first met.
        int[] places = [.. Enumerable.Range(0, count).Select(number => raw.sqlite3_bind_parameter_index(_statement, $"@p{number}"))];
        return places.Count(place => place > 0) == raw.sqlite3_bind_parameter_count(_statement)
            ? places
            : throw new InvalidOperationException($"Of the parameters some are not among the {count} arguments: {raw.sqlite3_sql(_statement).utf8_to_string()}");
    }

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        string text => Bind(place, text),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        bool yes => raw.sqlite3_bind_int64(_statement, place, yes ? 1 : 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        double number => raw.sqlite3_bind_double(_statement, place, number),
        Guid id => Bind(place, id),
        _ => throw new NotSupportedException($"{value.GetType().Name} is not bound to statements."),
    };

    private int Bind(int place, Guid id)
    {
        Span<byte> text = stackalloc byte[36];
        _ = id.TryFormat(text, out _);
        Ascii.ToUpperInPlace(text, out _);
        return raw.sqlite3_bind_text(_statement, place, text);
    }

    private int Bind(int place, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > LongestOnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[LongestOnStack];
        try
        {
            return raw.sqlite3_bind_text(_statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
    }

    private static InvalidOperationException NoValue(int column) => new($"Column {column} holds nothing.");
}
