using Microsoft.Data.Sqlite;

namespace Pirros.Admin.Benchmarks.Limit;

/// <summary>Tables, settings and statements of the raw SQLite program.</summary>
internal static class SqliteSchema
{
    /// <summary>The tenant of every row: a SCIM server never looks at a row without one.</summary>
    public const int Tenant = 1;

    public const string Settings = "PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA mmap_size=1073741824; PRAGMA wal_autocheckpoint=4000;";

    public const string Tables = """
        CREATE TABLE IF NOT EXISTS users(rid INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL, ext TEXT, active INTEGER NOT NULL, doc BLOB NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS ux_id ON users(tenant,id);
        CREATE UNIQUE INDEX IF NOT EXISTS ux_name ON users(tenant,name);
        CREATE INDEX IF NOT EXISTS ix_ext ON users(tenant,ext);
        CREATE TABLE IF NOT EXISTS groups(rid INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, id BLOB NOT NULL, doc BLOB NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS ux_gid ON groups(tenant,id);
        CREATE TABLE IF NOT EXISTS members(grp INTEGER NOT NULL, usr INTEGER NOT NULL, PRIMARY KEY(grp,usr)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS ix_member_usr ON members(usr,grp);
        """;

    /// <summary>A prepared statement; its parameters are $0, $1, … in the order of their types, and $0 is always the tenant.</summary>
    public static SqliteCommand Prepare(SqliteConnection connection, string sql, params SqliteType[] types)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add("$0", SqliteType.Integer).Value = Tenant;
        for (var i = 0; i < types.Length; i++)
            command.Parameters.Add($"${i + 1}", types[i]);
        command.Prepare();
        return command;
    }

    public static SqliteCommand Bind(SqliteCommand command, object? first, object? second = null)
    {
        command.Parameters[1].Value = first ?? DBNull.Value;
        if (command.Parameters.Count > 2)
            command.Parameters[2].Value = second ?? DBNull.Value;
        return command;
    }

    public static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);

    public static byte[]? One(SqliteCommand command)
    {
        using var row = command.ExecuteReader();
        return row.Read() ? row.GetFieldValue<byte[]>(0) : null;
    }
}
