using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pirros.Admin.Connections;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>Runs each piece of work in a transaction of its own: PostgreSQL lets many write at once.</summary>
internal sealed class PostgresWriteQueue(NpgsqlDataSource source, SqlDialect dialect) : IWriteQueue
{
    private static readonly ConcurrentDictionary<string, string> Deciding = new(StringComparer.Ordinal);
    private readonly DirectoryCountStatements _counts = new(dialect);
    private readonly PostgresGroupCommit _together = new(source, new DirectoryCountStatements(dialect));

    public Task<T> RunAsync<T>(Func<WriteScope, ValueTask<T>> work, CancellationToken cancel, bool countsLater = false) => PostgresRetry.RunAsync(() => RunOnceAsync(work, cancel));

    public async Task<T?> RunOneAsync<T>(ConnectionId connection, SqlStatement statement, Func<ISqlRow, T> read, CancellationToken cancel)
    {
        var write = new GroupedWrite<T?>(statement, _ => { }, read, default, cancel);
        if (!_together.TrySend(connection, write))
            await _together.SendAsync(write);
        return await write.Written;
    }

    public Task<bool> TryAtOnceAsync(ConnectionId connection, SqlStatement first, Action<WriteScope> rest, CancellationToken cancel)
    {
        var write = new GroupedWrite<bool>(first with { Text = Deciding.GetOrAdd(first.Text, OrNothing) }, rest, _ => true, none: false, cancel);
        return _together.TrySend(connection, write) ? write.Written : Task.FromResult(false);
    }

    private static string OrNothing(string statement) => $"WITH written AS ({statement} RETURNING 1) SELECT {PostgresUndo.When("COUNT(*)=0", "No row was written; it is tried again in steps.")} FROM written";

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
