using System.Data.Common;

namespace Pirros.Admin.Storage.Sql;

/// <summary>
/// An open connection for the SQL that every request of an identity provider runs. Statements name their parameters <c>@p0</c>, <c>@p1</c>, … in the order of the
/// arguments, which both databases understand. Not for use by two at once.
/// </summary>
internal abstract class SqlSession(DbConnection connection) : IAsyncDisposable
{
    /// <summary>The driver's connection, for entities over the same transaction.</summary>
    public DbConnection Connection => connection;

    /// <summary>Runs a statement; gives the number of rows that it changed.</summary>
    public abstract ValueTask<int> ExecuteAsync(string sql, object?[] arguments, CancellationToken cancel);

    /// <summary>Runs statements in order, in one journey to the database where it is not in this process.</summary>
    public abstract ValueTask ExecuteAllAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancel);

    /// <summary>The rows of a query, each read by <paramref name="read"/>.</summary>
    public abstract ValueTask<List<T>> QueryAsync<T>(string sql, object?[] arguments, Func<ISqlRow, T> read, CancellationToken cancel);

    /// <summary>The first row of a query, or the default when there is none.</summary>
    public abstract ValueTask<T?> FirstAsync<T>(string sql, object?[] arguments, Func<ISqlRow, T> read, CancellationToken cancel);

    public virtual ValueTask DisposeAsync() => connection.DisposeAsync();
}

/// <summary>A statement with its arguments.</summary>
internal readonly record struct SqlStatement(string Text, object?[] Arguments);
