using System.Threading.Channels;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.Sqlite;

/// <summary>
/// Group commit: one writer takes all work that waits, runs it in one transaction, commits once and then answers everybody. When a piece of work fails, the
/// transaction is undone and each piece is run alone, so that one failure touches nobody else.
/// </summary>
internal sealed class SqliteWriteQueue : IWriteQueue, IAsyncDisposable
{
    private const int MostTogether = 256;
    private readonly Channel<Work> _waiting = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteConnections _connections;
    private readonly Lazy<Task> _loop;

    public SqliteWriteQueue(SqliteConnections connections)
    {
        _connections = connections;
        _loop = new Lazy<Task>(() => Task.Run(LoopAsync));
    }

    public async Task<T> RunAsync<T>(Func<WriteScope, ValueTask<T>> work, CancellationToken cancel)
    {
        _ = _loop.Value;
        cancel.ThrowIfCancellationRequested();
        var waiting = new Work<T>(work);
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(waiting), this);

        // Once queued it will be written; to stop waiting would leave the caller not knowing whether it was.
        return await waiting.Result;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_loop.IsValueCreated)
            await _loop.Value;
    }

    private async Task LoopAsync()
    {
        SqlSession? session = null;
        var batch = new List<Work>(MostTogether);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostTogether && _waiting.Reader.TryRead(out var work))
                batch.Add(work);
            try
            {
                session ??= await _connections.OpenAsync(CancellationToken.None);
                if (await TryCommitAsync(session, batch) is not null)
                {
                    foreach (var work in batch)
                        await CommitAloneAsync(session, work);
                }
            }
            catch (Exception error)
            {
                // The connection itself failed, so nobody's work was committed; the next batch opens a new one.
                foreach (var work in batch)
                    work.Fail(error);
                if (session is not null)
                    await session.DisposeAsync();
                session = null;
            }
        }

        if (session is not null)
            await session.DisposeAsync();
    }

    private static async Task CommitAloneAsync(SqlSession session, Work work)
    {
        if (await TryCommitAsync(session, [work]) is { } error)
            work.Fail(error);
    }

    /// <summary>Null when all is committed and answered; the failure when all is undone.</summary>
    private static async Task<Exception?> TryCommitAsync(SqlSession session, List<Work> batch)
    {
        await session.ExecuteAsync("BEGIN IMMEDIATE", [], CancellationToken.None);
        try
        {
            foreach (var work in batch)
            {
                await using var scope = new WriteScope(session, SqliteConnections.Entities);
                await work.RunAsync(scope);
            }

            await session.ExecuteAsync("COMMIT", [], CancellationToken.None);
        }
        catch (Exception error)
        {
            await session.ExecuteAsync("ROLLBACK", [], CancellationToken.None);
            return error;
        }

        foreach (var work in batch)
            work.Answer();
        return null;
    }

    private abstract class Work
    {
        public abstract ValueTask RunAsync(WriteScope scope);

        public abstract void Answer();

        public abstract void Fail(Exception error);
    }

    private sealed class Work<T>(Func<WriteScope, ValueTask<T>> run) : Work
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Result => _answer.Task;

        public override async ValueTask RunAsync(WriteScope scope) => _result = await run(scope);

        public override void Answer() => _answer.TrySetResult(_result);

        public override void Fail(Exception error) => _answer.TrySetException(error);
    }
}
