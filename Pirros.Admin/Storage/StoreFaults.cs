using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Pirros.Admin.Storage;

/// <summary>Reads the failures of both drivers, also where entities or a task wrap them.</summary>
internal sealed class StoreFaults : IStoreFaults
{
    public StoreFault? FaultOf(Exception thrown)
    {
        for (Exception? cause = thrown; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SqliteException sqlite:
                    return OfSqlite(sqlite.SqliteErrorCode);
                case PostgresException postgres:
                    return OfPostgres(postgres.SqlState);

                // The driver's own, without an answer of the server: refused, cut off, or waited for in vain.
                case NpgsqlException npgsql:
                    return npgsql.InnerException is TimeoutException ? StoreFault.Busy : StoreFault.Unreachable;
            }
        }

        return null;
    }

    // Result codes of https://www.sqlite.org/rescode.html
    private static StoreFault? OfSqlite(int code) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StoreFault.Busy,
        raw.SQLITE_FULL => StoreFault.Full,
        raw.SQLITE_CANTOPEN => StoreFault.Unreachable,
        raw.SQLITE_READONLY or raw.SQLITE_PERM => StoreFault.ReadOnly,
        raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => StoreFault.Damaged,
        _ => null,
    };

    // Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static StoreFault? OfPostgres(string state) => state switch
    {
        PostgresErrorCodes.DiskFull => StoreFault.Full,
        PostgresErrorCodes.ReadOnlySqlTransaction => StoreFault.ReadOnly,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => StoreFault.Busy,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => StoreFault.Unreachable,
        ['0', '8', ..] => StoreFault.Unreachable,
        ['5', '3', ..] => StoreFault.Busy,
        ['5', '8', ..] or ['X', 'X', ..] => StoreFault.Damaged,
        _ => null,
    };
}
