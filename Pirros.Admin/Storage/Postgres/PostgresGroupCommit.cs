using Npgsql;
using Pirros.Admin.Connections;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>
/// Writes to one connection's directory that come while another is on its way travel together in the next journey, as one transaction: the server commits once for all of them, and one of
/// its processes does the work in which as many would wait for each other. Whoever comes alone goes at once.
/// </summary>
internal sealed class PostgresGroupCommit(NpgsqlDataSource source, DirectoryCountStatements counts)
{
    // So many travel, and as many wait: together fewer than the deactivations between question and answer that DeactivationGate allows for.
    private const int MostTogether = 32;

    // Of each directory to which something is on its way, what waits for it.
    private readonly Dictionary<ConnectionId, List<GroupedWrite>> _waiting = [];
    private readonly Lock _lock = new();

    /// <summary>Sends a write, or lets it wait for what is on its way; false where as many wait as go together.</summary>
    public bool TrySend(ConnectionId connection, GroupedWrite write)
    {
        lock (_lock)
        {
            if (_waiting.TryGetValue(connection, out var behind))
            {
                if (behind.Count == MostTogether)
                    return false;
                behind.Add(write);
                return true;
            }

            _waiting.Add(connection, []);
        }

        _ = SendAndGoOnAsync(connection, [write]);
        return true;
    }

    /// <summary>Commits writes and answers them, all together or, where that fails, each by itself. Every failure is told to the writes.</summary>
    public async Task SendAsync(params IReadOnlyList<GroupedWrite> going)
    {
        List<GroupedWrite> writes = [];
        foreach (var write in going)
        {
            if (write.Cancel.IsCancellationRequested)
                write.Fail(new OperationCanceledException(write.Cancel));
            else
                writes.Add(write);
        }

        if (writes.Count == 0)
            return;
        try
        {
            await using var session = new PostgresSession(await source.OpenConnectionAsync());
            if (writes.Count > 1 && await TryCommitTogetherAsync(session, writes))
                return;
            foreach (var write in writes)
                await CommitAloneAsync(session, write);
        }
        catch (Exception error)
        {
            foreach (var write in writes)
                write.Fail(error);
        }
    }

    private async Task SendAndGoOnAsync(ConnectionId connection, IReadOnlyList<GroupedWrite> writes)
    {
        await SendAsync(writes);
        List<GroupedWrite> next;
        lock (_lock)
        {
            next = _waiting[connection];
            if (next.Count == 0)
            {
                _waiting.Remove(connection);
                return;
            }

            _waiting[connection] = [];
        }

        // Nothing of the request that happened to be the first flows on to those behind it.
        ThreadPool.UnsafeQueueUserWorkItem(static of => _ = of.This.SendAndGoOnAsync(of.Connection, of.Next), (This: this, Connection: connection, Next: next), preferLocal: true);
    }

    /// <summary>False, and nothing is written, where the server refused one of them.</summary>
    private async Task<bool> TryCommitTogetherAsync(PostgresSession session, IReadOnlyList<GroupedWrite> writes)
    {
        try
        {
            await CommitAsync(session, writes);
        }
        catch (PostgresException)
        {
            // What one of them did wrong, none of the others is to suffer for: each is sent by itself.
            return false;
        }

        foreach (var write in writes)
            write.Answer();
        return true;
    }

    private async Task CommitAloneAsync(PostgresSession session, GroupedWrite write)
    {
        try
        {
            await PostgresRetry.RunAsync(async () =>
            {
                await CommitAsync(session, [write]);
                return true;
            });
            write.Answer();
        }
        catch (PostgresException error) when (PostgresUndo.Is(error) || error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            write.AnswerUndone();
        }
        catch (PostgresException error)
        {
            write.Fail(error);
        }
    }

    private async Task CommitAsync(PostgresSession session, IReadOnlyList<GroupedWrite> writes)
    {
        var sums = new DirectoryCounts(counts);
        List<SqlStatement> statements = [];
        List<SqlStatement> rows = [];
        foreach (var write in writes)
        {
            await using var scope = new WriteScope(session, _ => throw new NotSupportedException("Statements that travel together have no entities."), sums);
            write.Follow(scope);
            statements.Add(write.First);
            foreach (var statement in scope.Left())
                (PostgresRows.IsOneRow(statement.Text) ? rows : statements).Add(statement);
        }

        // A resource is written once in a group, since a second write would not find the version that it expects; so the rows that they leave can be written behind them all, those of a kind as one.
        statements.AddRange(rows.GroupBy(row => row.Text, ReferenceEqualityComparer.Instance).SelectMany(kind => kind));
        statements.AddRange(sums.Take());

        // What is sent together without a BEGIN is one transaction.
        await session.ReadAllAsync(statements, writes.Select(write => (Action<ISqlRow?>)write.Read), CancellationToken.None);
    }
}
