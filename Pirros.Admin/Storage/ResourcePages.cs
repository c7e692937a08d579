using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>Counts and pages of queries on users and groups.</summary>
internal sealed class ResourcePages(SqlSessionPool sessions, SqlDialect dialect)
{
    /// <summary>To pass over fewer costs less than to ask whether the end is nearer.</summary>
    internal const int FarOff = 500;

    private readonly MatchSql _matches = new(dialect);

    public ValueTask<long> CountAsync(ConnectionId connection, IReadOnlyList<TypeQuery> types, CancellationToken cancel)
        => sessions.ReadAsync(session => CountAsync(session, connection, types, cancel), cancel);

    public ValueTask<IReadOnlyList<PlacedResource>> QueryAsync(ConnectionId connection, BoundQuery query, CancellationToken cancel)
        => query.Types.Count == 0 ? ValueTask.FromResult<IReadOnlyList<PlacedResource>>([]) : sessions.ReadAsync(session => QueryAsync(session, connection, query, cancel), cancel);

    private async ValueTask<long> CountAsync(SqlSession session, ConnectionId connection, IReadOnlyList<TypeQuery> types, CancellationToken cancel)
    {
        const string all = "SELECT CAST(COALESCE(SUM(total),0) AS bigint) FROM directory_counts WHERE connection_id=@p0 AND type=@p1";
        var total = 0L;
        foreach (var type in types)
        {
            if (type.Filter is null)
                total += await session.FirstAsync(all, [connection.Value, type.Type.Name], row => row.GetInt64(0), cancel);
        }

        if (types.Where(type => type.Filter is not null).ToList() is not { Count: > 0 } filtered)
            return total;
        var part = PartSql.Of(connection, new BoundQuery(filtered, null), dialect).Single();
        return total + await session.FirstAsync(part.Count, [.. part.Arguments], row => row.GetInt64(0), cancel);
    }

    private async ValueTask<IReadOnlyList<PlacedResource>> QueryAsync(SqlSession session, ConnectionId connection, BoundQuery query, CancellationToken cancel)
    {
        if (_matches.Of(connection, query) is var (match, sought))
            return await session.QueryAsync(match, sought, row => new PlacedResource(ResourceRows.Read(row, query.Types[0].Type), null), cancel);
        if (query is { Offset: >= FarOff, SortBy: null, After: null, Types: [{ Filter: null }] } && query.Offset > await CountAsync(session, connection, query.Types, cancel) / 2)
        {
            var all = PartSql.Of(connection, query, dialect).Single();
            return await session.QueryAsync(all.PageFromEnd(), [.. all.Arguments, (long)query.Count, (long)query.Offset], all.Read, cancel);
        }

        List<PlacedResource> rows = [];
        long passOver = query.Offset;
        foreach (var part in PartSql.Of(connection, query, dialect))
        {
            // This part ended before the page did; what of it was passed over is not passed over in the next.
            if (rows.Count > 0)
                passOver = 0;
            List<object?> arguments = [.. part.Arguments, query.Count - rows.Count];
            if (passOver > 0)
                arguments.Add(passOver);
            rows.AddRange(await session.QueryAsync(part.Page(passOver > 0), [.. arguments], part.Read, cancel));
            if (rows.Count == query.Count)
                break;
            if (rows.Count == 0 && passOver > 0)
                passOver -= await session.FirstAsync(part.Count, [.. part.Arguments], row => row.GetInt64(0), cancel);
        }

        return rows;
    }
}
