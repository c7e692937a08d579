using Npgsql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>How a statement that travels without anybody to look at it in between undoes itself, and what travels with it: it reads a sentence as a number.</summary>
internal static class PostgresUndo
{
    /// <summary>An expression that undoes when a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="why">A sentence without quotes; it stands in the server's log.</param>
    public static string When(string condition, string why) => $"CAST(CASE WHEN {condition} THEN '{why} This is expected.' ELSE '1' END AS int)";

    /// <summary>Whether an error is that.</summary>
    public static bool Is(PostgresException error) => error.SqlState == PostgresErrorCodes.InvalidTextRepresentation;
}
