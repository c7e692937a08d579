using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>Runs each piece of work in a transaction of its own: PostgreSQL lets many write at once.</summary>
internal sealed class PostgresWriteQueue(NpgsqlDataSource source, SqlDialect dialect) : IWriteQueue
{
    private const int Attempts = 5;
    private static readonly ConcurrentDictionary<string, string> Deciding = new(StringComparer.Ordinal);
    private readonly string _counts = DirectoryCounts.StatementOf(dialect);

    public Task<T> RunAsync<T>(Func<WriteScope, ValueTask<T>> work, CancellationToken cancel, bool countsLater = false) => RetriedAsync(() => RunOnceAsync(work, cancel));

    public Task<T?> RunOneAsync<T>(SqlStatement statement, Func<ISqlRow, T> read, CancellationToken cancel) => RetriedAsync(async () =>
    {
        await using var session = new PostgresSession(await source.OpenConnectionAsync(cancel));
        try
        {
            return await session.FirstAsync(statement.Text, statement.Arguments, read, CancellationToken.None);
        }
        catch (PostgresException error) when (PostgresUndo.Is(error))
        {
            return default;
        }
    });

    public async Task<bool> TryAtOnceAsync(Func<SqlSession, ValueTask<SqlStatement?>> first, Action<WriteScope> rest, CancellationToken cancel)
    {
        await using var session = new PostgresSession(await source.OpenConnectionAsync(cancel));
        if (await first(session) is not { } deciding)
            return false;
        var counts = new DirectoryCounts(_counts);
        await using var scope = new WriteScope(session, _ => throw new NotSupportedException("Statements that travel together have no entities."), counts);
        scope.Last(deciding with { Text = Deciding.GetOrAdd(deciding.Text, OrNothing) });
        rest(scope);
        try
        {
            // What is sent together without a BEGIN is one transaction.
            await scope.FinishAsync(counts.Take());
            return true;
        }
        catch (PostgresException error) when (PostgresUndo.Is(error) || error.SqlState is PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
        {
            return false;
        }
    }

    private static string OrNothing(string statement) => $"WITH written AS ({statement} RETURNING 1) SELECT {PostgresUndo.When("COUNT(*)=0", "No row was written; it is tried again in steps.")} FROM written";

    private static async Task<T> RetriedAsync<T>(Func<Task<T>> run)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await run();
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
