using Microsoft.Data.Sqlite;
using Npgsql;

namespace Pirros.Admin.Storage;

/// <summary>Tells a violated unique index, which is somebody's mistake or a race, from every other failure.</summary>
internal static class Unique
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;

    public static bool IsViolatedBy(Exception error) => (error is Microsoft.EntityFrameworkCore.DbUpdateException ? error.InnerException : error) switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteConstraintUnique or SqliteConstraintPrimaryKey,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        _ => false,
    };
}
