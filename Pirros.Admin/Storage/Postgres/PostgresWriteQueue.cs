using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>Runs each piece of work in a transaction of its own: PostgreSQL lets many write at once.</summary>
internal sealed class PostgresWriteQueue(NpgsqlDataSource source, SqlDialect dialect) : IWriteQueue
{
    private const int Attempts = 5;
    private readonly string _counts = DirectoryCounts.StatementOf(dialect);

    public async Task<T> RunAsync<T>(Func<WriteScope, ValueTask<T>> work, CancellationToken cancel, bool countsLater = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(work, cancel);
            }
            catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected && attempt < Attempts)
            {
                // The database chose this one to give way; nothing of it was written, and it may be run again.
            }
        }
    }

    private async Task<T> RunOnceAsync<T>(Func<WriteScope, ValueTask<T>> work, CancellationToken cancel)
    {
        await using var session = new PostgresSession(await source.OpenConnectionAsync(cancel));
        await using var transaction = await session.Connection.BeginTransactionAsync(cancel);
        var counts = new DirectoryCounts(_counts);
        await using var scope = new WriteScope(session, Entities, counts);
        var result = await work(scope);
        await scope.FinishAsync([.. counts.Take(), new SqlStatement("COMMIT", [])]);
        return result;

        AdminDb Entities(SqlSession own)
        {
            var db = new PostgresAdminDb(new DbContextOptionsBuilder<PostgresAdminDb>().UseNpgsql(own.Connection).Options);
            db.Database.UseTransaction(transaction);
            return db;
        }
    }
}
