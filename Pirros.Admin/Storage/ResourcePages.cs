using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>Pages of a query on users or groups.</summary>
internal sealed class ResourcePages(SqlSessionPool sessions, SqlDialect dialect)
{
    public ValueTask<ResourcePage> QueryAsync(ConnectionId connection, ResourceType type, BoundFilter? filter, int startIndex, int count, CancellationToken cancel)
        => sessions.ReadAsync(session => QueryAsync(session, connection, type, filter, startIndex, count, cancel), cancel);

    /// <summary>FROM and WHERE for the resources that match, with their arguments.</summary>
    internal static (string Where, object?[] Arguments) Matching(ConnectionId connection, ResourceType type, BoundFilter filter, SqlDialect dialect)
    {
        object?[] start = [connection.Value, type.Name];
        var condition = FilterSql.Translate(filter, dialect, "@p0", start.Length);
        return ($"FROM resources r WHERE r.connection_id=@p0 AND r.type=@p1 AND {condition.Text}", [.. start, .. condition.Arguments]);
    }

    /// <summary>The query of a page; count and offset are the two parameters after those of the condition.</summary>
    internal static string PageOf(ResourceType type, string where, int parameters) => $"SELECT {ResourceRows.ColumnsOf(type)} {where} ORDER BY r.id LIMIT @p{parameters} OFFSET @p{parameters + 1}";

    private async ValueTask<ResourcePage> QueryAsync(SqlSession session, ConnectionId connection, ResourceType type, BoundFilter? filter, int startIndex, int count, CancellationToken cancel)
    {
        if (filter is null)
        {
            const string all = "SELECT total FROM directory_counts WHERE connection_id=@p0 AND type=@p1";
            var total = await session.FirstAsync(all, [connection.Value, type.Name], r => r.GetInt64(0), cancel);

            // The rows before the page are skipped in the index alone; only those of the page are read.
            var page = $"""
                SELECT {ResourceRows.ColumnsOf(type)} FROM resources r WHERE r.connection_id=@p0 AND r.type=@p1 AND r.id IN
                (SELECT i.id FROM resources i WHERE i.connection_id=@p0 AND i.type=@p1 ORDER BY i.id LIMIT @p2 OFFSET @p3) ORDER BY r.id
                """;
            return new ResourcePage(total, count == 0 ? [] : await session.QueryAsync(page, [connection.Value, type.Name, count, startIndex - 1], row => ResourceRows.Read(row, type), cancel));
        }

        var (where, arguments) = Matching(connection, type, filter, dialect);
        var resources = await session.QueryAsync(PageOf(type, where, arguments.Length), [.. arguments, count, startIndex - 1], row => ResourceRows.Read(row, type), cancel);

        // A page that is not full is the last one, so the total is known without counting.
        if (resources.Count < count && (startIndex == 1 || resources.Count > 0))
            return new ResourcePage(startIndex - 1 + resources.Count, resources);
        return new ResourcePage(await session.FirstAsync($"SELECT COUNT(*) {where}", arguments, r => r.GetInt64(0), cancel), resources);
    }
}
