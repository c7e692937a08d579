using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using Pirros.Admin.Storage.Sql;
using SQLitePCL;

namespace Pirros.Admin.Storage.Sqlite;

/// <summary>A prepared statement: its arguments are bound, it is stepped from row to row, and reset. Values are stored as Microsoft.Data.Sqlite stores them, which writes the other tables.</summary>
internal sealed unsafe class SqliteStatement : ISqlRow, IDisposable
{
    private const uint Persistent = 1;
    private const int GuidLength = 36;

    // Enough for a record and for most documents.
    private const int Room = 4 * 1024;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _owned;
    private readonly nint _statement;
    private int[] _places = [];

    // Texts and bytes lie here, where the garbage collector moves nothing, until the bindings are cleared, so that the library need not copy them.
    private byte[] _bound = [];
    private int _used;

    /// <exception cref="SqliteException">It is no SQL that this database understands.</exception>
    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, Persistent, out _owned));
        _statement = _owned.DangerousGetHandle();
        FieldCount = raw.sqlite3_column_count(_owned);
    }

    public int FieldCount { get; }

    /// <summary>Gives the parameters their values. A value that the statement has no parameter for is left out.</summary>
    public void Bind(object?[] arguments)
    {
        if (_places.Length < arguments.Length)
            _places = PlacesOf(arguments.Length);
        _used = 0;
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
        var result = SqliteNative.Step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;
        if (result != raw.SQLITE_DONE)
            Check(result);
        return false;
    }

    /// <summary>Ends a run, and with it the reading of the database. What failed was said by <see cref="Step"/>.</summary>
    public void Reset()
    {
        _ = SqliteNative.Reset(_statement);
        _ = SqliteNative.ClearBindings(_statement);
    }

    public bool IsDBNull(int column) => SqliteNative.ColumnType(_statement, column) == raw.SQLITE_NULL;

    public string GetString(int column) => IsDBNull(column) ? throw NoValue(column) : Encoding.UTF8.GetString(BytesOf(SqliteNative.ColumnText(_statement, column), column));

    public long GetInt64(int column) => IsDBNull(column) ? throw NoValue(column) : SqliteNative.ColumnInt64(_statement, column);

    public double GetDouble(int column) => IsDBNull(column) ? throw NoValue(column) : SqliteNative.ColumnDouble(_statement, column);

    public bool GetBoolean(int column) => GetInt64(column) != 0;

    public byte[] GetBytes(int column) => IsDBNull(column) ? throw NoValue(column) : BytesOf(SqliteNative.ColumnBlob(_statement, column), column).ToArray();

    public Guid GetGuid(int column) => IsDBNull(column) ? throw NoValue(column) : Guid.Parse(BytesOf(SqliteNative.ColumnText(_statement, column), column));

    public object GetValue(int column) => SqliteNative.ColumnType(_statement, column) switch
    {
        raw.SQLITE_INTEGER => GetInt64(column),
        raw.SQLITE_FLOAT => GetDouble(column),
        raw.SQLITE_BLOB => GetBytes(column),
        _ => GetString(column),
    };

    public void Dispose() => _owned.Dispose();

    private int[] PlacesOf(int count)
    {
        // SQLite counts named parameters in the order in which they are first met.
        int[] places = [.. Enumerable.Range(0, count).Select(number => raw.sqlite3_bind_parameter_index(_owned, $"@p{number}"))];
        return places.Count(place => place > 0) == raw.sqlite3_bind_parameter_count(_owned)
            ? places
            : throw new InvalidOperationException($"Of the parameters some are not among the {count} arguments: {raw.sqlite3_sql(_owned).utf8_to_string()}");
    }

    private int Bind(int place, object? value) => value switch
    {
        null or SqlNull => SqliteNative.BindNull(_statement, place),
        string text => Bind(place, text),
        long number => SqliteNative.BindInt64(_statement, place, number),
        int number => SqliteNative.BindInt64(_statement, place, number),
        bool yes => SqliteNative.BindInt64(_statement, place, yes ? 1 : 0),
        byte[] bytes => Bind(place, bytes),
        double number => SqliteNative.BindDouble(_statement, place, number),
        Guid id => Bind(place, id),
        _ => throw new NotSupportedException($"{value.GetType().Name} is not bound to statements."),
    };

    private int Bind(int place, Guid id)
    {
        var room = RoomFor(GuidLength);
        if (room.IsEmpty)
            return Bind(place, id.ToString().ToUpperInvariant());
        _ = id.TryFormat(room, out var length);
        Ascii.ToUpperInPlace(room[..length], out _);
        return SqliteNative.BindText(_statement, place, Keep(length), length, SqliteNative.Static);
    }

    private int Bind(int place, string text)
    {
        if (Encoding.UTF8.TryGetBytes(text, RoomFor(text.Length), out var length))
            return SqliteNative.BindText(_statement, place, Keep(length), length, SqliteNative.Static);
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        fixed (byte* bytes = rented)
        {
            var result = SqliteNative.BindText(_statement, place, bytes, Encoding.UTF8.GetBytes(text, rented), SqliteNative.Transient);
            ArrayPool<byte>.Shared.Return(rented);
            return result;
        }
    }

    private int Bind(int place, byte[] value)
    {
        if (value.AsSpan().TryCopyTo(RoomFor(value.Length)))
            return SqliteNative.BindBlob(_statement, place, Keep(value.Length), value.Length, SqliteNative.Static);
        fixed (byte* bytes = value)
            return SqliteNative.BindBlob(_statement, place, bytes, value.Length, SqliteNative.Transient);
    }

    /// <summary>What is left of the room, where that is at least so much; else none.</summary>
    private Span<byte> RoomFor(int length)
    {
        if (_bound.Length == 0)
            _bound = GC.AllocateUninitializedArray<byte>(Room, pinned: true);
        return length <= _bound.Length - _used ? _bound.AsSpan(_used) : [];
    }

    /// <summary>Where the bytes lie that were just put into the room.</summary>
    private byte* Keep(int length)
    {
        var address = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_bound)) + _used;
        _used += length;
        return address;
    }

    private ReadOnlySpan<byte> BytesOf(byte* address, int column) => new(address, address is null ? 0 : SqliteNative.ColumnBytes(_statement, column));

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
    }

    private static InvalidOperationException NoValue(int column) => new($"Column {column} holds nothing.");
}
