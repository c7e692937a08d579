using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Pirros.Admin.Connections;
using Pirros.Admin.Storage.Sql;
using SQLitePCL;

namespace Pirros.Admin.Storage.Sqlite;

/// <summary>
/// Group commit: one writer runs all work that waits in one transaction, with what comes while it runs, commits once and then answers everybody. When a piece of
/// work fails, the transaction is undone and each piece is run alone, so that one failure touches nobody else.
/// </summary>
internal sealed class SqliteWriteQueue : IWriteQueue, IAsyncDisposable
{
    private const int MostTogether = 256;
    private readonly Channel<Work> _waiting = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteConnections _connections;
    private readonly DirectoryCounts _counts;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Thread> _writer;

    public SqliteWriteQueue(SqliteConnections connections, SqlDialect dialect)
    {
        _connections = connections;
        _counts = new DirectoryCounts(new DirectoryCountStatements(dialect));

        // A thread of its own: in the pool it would queue behind the very requests that wait for it.
        _writer = new Lazy<Thread>(() =>
        {
            var thread = new Thread(Loop) { IsBackground = true, Name = "SQLite writer" };
            thread.Start();
            return thread;
        });
    }

    public async Task<T> RunAsync<T>(Func<WriteScope, ValueTask<T>> work, CancellationToken cancel, bool countsLater = false)
    {
        _ = _writer.Value;
        cancel.ThrowIfCancellationRequested();
        var waiting = new Work<T>(work, countsLater);
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(waiting), this);

        // Once queued it will be written; to stop waiting would leave the caller not knowing whether it was.
        return await waiting.Result;
    }

    public Task<T?> RunOneAsync<T>(ConnectionId connection, SqlStatement statement, Func<ISqlRow, T> read, CancellationToken cancel)
        => RunAsync(scope => scope.Sql.FirstAsync(statement.Text, statement.Arguments, read, CancellationToken.None), cancel);

    public Task<bool> TryAtOnceAsync(ConnectionId connection, SqlStatement first, Action<WriteScope> rest, CancellationToken cancel) => Task.FromResult(false);

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_writer.IsValueCreated)
            await _ended.Task;
    }

    private void Loop()
    {
        SqlSession? session = null;
        var batch = new List<Work>(MostTogether);
        while (Await(_waiting.Reader.WaitToReadAsync()))
        {
            batch.Clear();
            try
            {
                session ??= Await(_connections.OpenAsync(CancellationToken.None));
                if (TryCommit(session, batch, _waiting.Reader) is not null)
                {
                    foreach (var work in batch)
                        CommitAlone(session, work);
                }
            }
            catch (Exception error)
            {
                // The connection itself failed, so nobody's work was committed; the next batch opens a new one.
                // When not even a transaction could begin, those who wait are told now, and not each after another such time.
                var none = batch.Count == 0;
                while (none && batch.Count < MostTogether && _waiting.Reader.TryRead(out var waiting))
                    batch.Add(waiting);
                foreach (var work in batch)
                    work.Fail(error);
                Close(session);
                session = null;
            }
        }

        Close(session);
        _ended.SetResult();
    }

    private void CommitAlone(SqlSession session, Work work)
    {
        if (TryCommit(session, [work], null) is { } error)
            work.Fail(error);
    }

    /// <summary>Runs the work of the batch and what more waits. Null when all is committed and answered; the failure when all is undone.</summary>
    private Exception? TryCommit(SqlSession session, List<Work> batch, ChannelReader<Work>? more)
    {
        _counts.Clear();
        Await(session.ExecuteAsync("BEGIN IMMEDIATE", [], CancellationToken.None));
        try
        {
            foreach (var work in batch)
                Run(session, work);
            while (batch.Count < MostTogether && more?.TryRead(out var next) == true)
            {
                batch.Add(next);
                Run(session, next);
            }

            WriteCounts(session);
            if (!_connections.FileIsThere)
                throw new SqliteException($"The database file {_connections.Path} is gone.", raw.SQLITE_CANTOPEN);
            Await(session.ExecuteAsync("COMMIT", [], CancellationToken.None));
        }
        catch (Exception error) when (_connections.FileIsThere)
        {
            // After some failures, such as a full disk, SQLite has undone the transaction by itself.
            if (raw.sqlite3_get_autocommit(((SqliteConnection)session.Connection).Handle) == 0)
                Await(session.ExecuteAsync("ROLLBACK", [], CancellationToken.None));
            return error;
        }

        foreach (var work in batch)
            work.Answer();
        return null;
    }

    private void Run(SqlSession session, Work work)
    {
        if (!work.CountsLater)
            WriteCounts(session);
        var scope = new WriteScope(session, SqliteConnections.Entities, _counts);
        try
        {
            Await(work.RunAsync(scope));
            Await(scope.FinishAsync());
        }
        finally
        {
            Await(scope.DisposeAsync());
        }
    }

    private void WriteCounts(SqlSession session) => Await(session.ExecuteAllAsync(_counts.Take(), CancellationToken.None));

    private static void Close(SqlSession? session)
    {
        if (session is not null)
            Await(session.DisposeAsync());
    }

    // SQLite has no waiting in it: what its driver calls asynchronous is done when the call returns.
    private static T Await<T>(ValueTask<T> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : task.AsTask().GetAwaiter().GetResult();

    private static void Await(ValueTask task)
    {
        if (task.IsCompleted)
            task.GetAwaiter().GetResult();
        else
            task.AsTask().GetAwaiter().GetResult();
    }

    private abstract class Work(bool countsLater)
    {
        public bool CountsLater => countsLater;

        public abstract ValueTask RunAsync(WriteScope scope);

        public abstract void Answer();

        public abstract void Fail(Exception error);
    }

    private sealed class Work<T>(Func<WriteScope, ValueTask<T>> run, bool countsLater) : Work(countsLater)
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Result => _answer.Task;

        public override async ValueTask RunAsync(WriteScope scope) => _result = await run(scope);

        public override void Answer() => _answer.TrySetResult(_result);

        public override void Fail(Exception error) => _answer.TrySetException(error);
    }
}
