using Npgsql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>Runs a transaction again where the database chose it to give way to another: nothing of it was written.</summary>
internal static class PostgresRetry
{
    private const int Attempts = 5;

    public static async Task<T> RunAsync<T>(Func<Task<T>> run)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await run();
            }
            catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected && attempt < Attempts)
            {
                // The other is through by now, or soon.
            }
        }
    }
}
