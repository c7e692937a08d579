using Pirros.Admin.Connections;

namespace Pirros.Admin.Storage.Sql;

/// <summary>The one way to write: a piece of work is run in a transaction and answered only after its commit. It may be run more than once before that, so it must not change anything outside the database.</summary>
internal interface IWriteQueue
{
    /// <summary>Runs <paramref name="work"/> and commits.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="cancel">Counts until it is waited for.</param>
    /// <param name="countsLater">That the work knows <c>directory_counts</c> and <c>deactivation_minutes</c> through <see cref="WriteScope.Counts"/> alone, so that what work before it in the transaction counted need not be written yet.</param>
    Task<T> RunAsync<T>(Func<WriteScope, ValueTask<T>> work, CancellationToken cancel, bool countsLater = false);

    /// <summary>Runs one statement; gives the first of its rows, or the default when there is none or it undid itself.</summary>
    /// <param name="connection">Whose directory it changes.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="read">Reads the row.</param>
    /// <param name="cancel">Counts until the statement is sent.</param>
    Task<T?> RunOneAsync<T>(ConnectionId connection, SqlStatement statement, Func<ISqlRow, T> read, CancellationToken cancel);

    /// <summary>Writes a row, and what follows from it, in one journey to the database where that is a journey at all.</summary>
    /// <param name="connection">Whose directory it changes.</param>
    /// <param name="first">The statement that writes the row.</param>
    /// <param name="rest">Adds what follows with <see cref="WriteScope.Last"/>, <see cref="WriteScope.LastOfAll"/> and <see cref="WriteScope.Counts"/>, and nothing else; it may be called more than once.</param>
    /// <param name="cancel">Counts until the statements are sent.</param>
    /// <returns>False, and nothing is written, where the database is in this process, the row was not written, or other writers are in the way: then it is for <see cref="RunAsync"/>, in steps that tell which.</returns>
    Task<bool> TryAtOnceAsync(ConnectionId connection, SqlStatement first, Action<WriteScope> rest, CancellationToken cancel);
}

/// <summary>What a piece of work writes with: prepared SQL, or entities; both in the same transaction.</summary>
internal sealed class WriteScope(SqlSession sql, Func<SqlSession, AdminDb> open, DirectoryCounts counts) : IAsyncDisposable
{
    private readonly List<SqlStatement> _last = [];
    private readonly List<Func<IEnumerable<SqlStatement>>> _lastOfAll = [];
    private AdminDb? _db;

    public SqlSession Sql => sql;

    /// <summary>How the numbers of resources change; written before the commit.</summary>
    public DirectoryCounts Counts => counts;

    public AdminDb Db => _db ??= open(sql);

    /// <summary>Statements that run after the work, whose outcome it need not know: they travel with the commit.</summary>
    public void Last(params IEnumerable<SqlStatement> statements) => _last.AddRange(statements);

    /// <summary>The same of statements that are made only when they are sent, because they hold the moment.</summary>
    public void LastOfAll(Func<IEnumerable<SqlStatement>> statements) => _lastOfAll.Add(statements);

    /// <summary>Runs what was left for the end, with one more statement that ends the transaction where each work has its own.</summary>
    public async ValueTask FinishAsync(params IEnumerable<SqlStatement> end)
    {
        List<SqlStatement> statements = [.. Left(), .. end];
        await sql.ExecuteAllAsync(statements, CancellationToken.None);
    }

    /// <summary>What was left for the end.</summary>
    public IEnumerable<SqlStatement> Left() => _last.Concat(_lastOfAll.SelectMany(statements => statements()));

    public async ValueTask DisposeAsync()
    {
        if (_db is not null)
            await _db.DisposeAsync();
    }
}
