using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pirros.Admin.Storage.Sqlite;

namespace Pirros.Admin.Storage;

/// <summary>Makes the database and brings it to this version, before anything else touches it.</summary>
internal sealed class DatabasePreparation(Func<AdminDb> open, IOptions<DatabaseOptions> options)
{
    /// <summary>Where the database is, for the start line: a file's path, or host and name. Never a password.</summary>
    public string Place
    {
        get
        {
            if (options.Value.Kind == DatabaseProvider.Sqlite)
                return SqliteFile.Parse(options.Value.ConnectionString).DataSource;
            var server = new Npgsql.NpgsqlConnectionStringBuilder(options.Value.ConnectionString);
            return $"{server.Database} on {server.Host}:{server.Port}";
        }
    }

    /// <summary>Creates and migrates. Safe when several processes start at once: EF takes a lock in the database.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (options.Value.Kind == DatabaseProvider.Sqlite && Path.GetDirectoryName(Place) is { Length: > 0 } folder)
            System.IO.Directory.CreateDirectory(folder);
        await using var db = open();
        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
            await db.Database.MigrateAsync(cancel);
        if (options.Value.Kind == DatabaseProvider.Sqlite)
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancel);
    }
}
