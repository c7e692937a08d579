using System.Collections.Concurrent;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Storage;

/// <summary>
/// The SQL of what providers ask before nearly every write: who has this <c>userName</c>, this <c>externalId</c>. It differs in the column alone, so that its text, which
/// <see cref="PartSql"/> makes, is kept instead of made for each request.
/// </summary>
internal sealed class MatchSql(SqlDialect dialect)
{
    private readonly ConcurrentDictionary<(string Type, string Column), string> _texts = [];

    /// <summary>The statement of a query's page, with its arguments; null when the query is no match on a column.</summary>
    public (string Text, object?[] Arguments)? Of(ConnectionId connection, BoundQuery query)
    {
        if (query is not { SortBy: null, After: null, Offset: 0, Descending: false, Types: [{ Filter: BoundComparison { Operator.IsEqual: true, Text: { } text } comparison } type] })
            return null;
        if (FilterColumn.Find(comparison.Attribute.Name) is not { TrueOrAbsent: false } column)
            return null;
        if (!_texts.TryGetValue((type.Type.Name, column.Name), out var statement))
            _texts.TryAdd((type.Type.Name, column.Name), statement = PartSql.Of(connection, query, dialect).Single().Page(passesOver: false));
        return (statement, [connection.Value, type.Type.Name, text, query.Count]);
    }
}
