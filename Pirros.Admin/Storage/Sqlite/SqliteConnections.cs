using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.Sqlite;

/// <summary>Opens SQLite connections, all with the same settings.</summary>
internal sealed class SqliteConnections(IOptions<DatabaseOptions> options) : DbConnectionInterceptor
{
    // FULL: an answered write survives a power cut. The busy time-out is for the command line, which writes while the server runs. A checkpoint every 16 MB copies
    // a page that changed often once, where one every 4 MB (the default) copies it four times.
    private const string Settings = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=4000;";

    static SqliteConnections() => SqliteEngine.Configure();

    private readonly SqliteConnectionStringBuilder _parsed = SqliteFile.Parse(options.Value.ConnectionString);

    /// <summary>The file, as an absolute path.</summary>
    public string Path => _parsed.DataSource;

    public string ConnectionString => _parsed.ToString();

    /// <summary>Whether the file is where it was: one that was removed can still be written to, and all of that would be lost.</summary>
    public bool FileIsThere => File.Exists(Path);

    /// <summary>A session of its own, not shared with the pool of the driver.</summary>
    public async ValueTask<SqlSession> OpenAsync(CancellationToken cancel)
    {
        // The file is made when the program starts; one that is gone later is a fault, and an empty one in its place would hide it.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false, Mode = SqliteOpenMode.ReadWrite }.ToString());
        await connection.OpenAsync(cancel);
        Apply(connection);
        return new SqliteSession(connection);
    }

    /// <summary>The entities over a session's connection. The caller holds the transaction.</summary>
    public static AdminDb Entities(SqlSession session)
    {
        var db = new SqliteAdminDb(new DbContextOptionsBuilder<SqliteAdminDb>().UseSqlite(session.Connection).Options);
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        return db;
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    private static void Apply(DbConnection connection)
    {
        SqliteEngine.KeepPlans((SqliteConnection)connection);
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
        ((SqliteConnection)connection).CreateFunction("scim_fold", (string? text) => text is null ? null : Scim.Protocol.CaseFold.Fold(text), isDeterministic: true);
    }
}
