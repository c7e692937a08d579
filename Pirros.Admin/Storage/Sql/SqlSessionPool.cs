using System.Collections.Concurrent;

namespace Pirros.Admin.Storage.Sql;

/// <summary>Sessions for reading, handed out one at a time. On SQLite they are kept with their prepared statements; on PostgreSQL the driver's own pool does that.</summary>
internal sealed class SqlSessionPool(Func<CancellationToken, ValueTask<SqlSession>> open, bool keepOpen = true) : IAsyncDisposable
{
    private readonly ConcurrentBag<SqlSession> _idle = [];

    public async ValueTask<T> ReadAsync<T>(Func<SqlSession, ValueTask<T>> read, CancellationToken cancel)
    {
        var session = _idle.TryTake(out var idle) ? idle : await open(cancel);
        var whole = false;
        try
        {
            var result = await read(session);
            whole = keepOpen;
            return result;
        }
        finally
        {
            // A session that failed may be broken; the next reader opens a new one.
            if (whole)
                _idle.Add(session);
            else
                await session.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var session))
            await session.DisposeAsync();
    }
}
