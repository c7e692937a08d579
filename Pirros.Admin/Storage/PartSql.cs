using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>
/// The SQL of a part of a query's result: the resources that have a value to sort by, or those that have none, each read in the order of an index where there is
/// one. Of several types the database merges the sorted rows, and stops when the page is full.
/// </summary>
internal sealed class PartSql
{
    private const int TypeColumn = 7;
    private const int KeyColumn = 8;
    private readonly SqlDialect _dialect;
    private readonly List<Arm> _arms = [];
    private readonly List<object?> _arguments;
    private readonly bool _sorted;
    private readonly string _direction;

    private PartSql(ConnectionId connection, SqlDialect dialect, bool sorted, bool descending)
        => (_dialect, _arguments, _sorted, _direction) = (dialect, [connection.Value], sorted, descending ? " DESC" : "");

    /// <summary>Arguments of <see cref="Count"/>. Those of <see cref="Page"/> are these, the most rows, and how many rows are passed over.</summary>
    public IReadOnlyList<object?> Arguments => _arguments;

    /// <summary>How many resources the part has.</summary>
    public string Count => $"SELECT {string.Join('+', _arms.Select(arm => $"(SELECT COUNT(*) FROM resources r WHERE {arm.Where})"))}";

    /// <summary>The parts of a query, in order, from the place on where it begins.</summary>
    public static IEnumerable<PartSql> Of(ConnectionId connection, BoundQuery query, SqlDialect dialect)
    {
        var here = query.After;
        if (query.SortBy is null)
            return [OfKind(KeyKind.Any, here)];

        // Resources without a value come last, and first when the order is turned round. A place among them lies behind the others.
        var (first, second) = query.Descending ? (KeyKind.Absent, KeyKind.Present) : (KeyKind.Present, KeyKind.Absent);
        var passed = here is not null && (here.Key is null ? KeyKind.Absent : KeyKind.Present) == second;
        IEnumerable<PartSql> parts = passed ? [OfKind(second, here)] : [OfKind(first, here), OfKind(second, null)];
        return parts.Where(part => part._arms.Count > 0);

        PartSql OfKind(KeyKind kind, PagePosition? after)
        {
            var part = new PartSql(connection, dialect, kind == KeyKind.Present, query.Descending);
            foreach (var type in query.Types)
                part.Add(type, kind, after);
            return part;
        }
    }

    /// <summary>The rows of a page, in the order of their ids, that are looked for from the end on. How many there are is known, so as many as lie behind the page are passed over instead of those before it.</summary>
    public string PageFromEnd()
    {
        // In the same statement, which sees all as it is at one moment: whoever is created meanwhile moves nothing.
        const string total = "(SELECT CAST(COALESCE(SUM(total),0) AS bigint) FROM directory_counts WHERE connection_id=@p0 AND type=@p1)";
        var arm = _arms.Single();
        var (most, over) = ($"@p{_arguments.Count}", $"@p{_arguments.Count + 1}");
        return $"""
            SELECT {ResourceRows.ColumnsOf(arm.Type)}, r.type
            FROM (SELECT r.id AS id FROM resources r WHERE {arm.Where} ORDER BY id{(_direction.Length == 0 ? " DESC" : "")}
              LIMIT CASE WHEN {total}<{over} THEN 0 WHEN {total}-{over}<{most} THEN {total}-{over} ELSE {most} END
              OFFSET CASE WHEN {total}-{over}>{most} THEN {total}-{over}-{most} ELSE 0 END) p CROSS JOIN resources r
            WHERE r.connection_id=@p0 AND r.type=@p1 AND r.id=p.id ORDER BY r.id{_direction}
            """;
    }

    /// <summary>The rows of a page.</summary>
    /// <param name="passesOver">Whether rows before it are passed over, which is done in an index alone where there is one.</param>
    public string Page(bool passesOver)
    {
        var (most, over) = ($"@p{_arguments.Count}", $"@p{_arguments.Count + 1}");
        if (_arms is [var arm] && !passesOver)
        {
            var key = _sorted ? arm.Sort!.Key : "";
            return $"""
                SELECT {ResourceRows.ColumnsOf(arm.Type)}, r.type{(_sorted ? $", {key}" : "")} FROM resources r WHERE {arm.Where}
                ORDER BY {(_sorted ? $"{key}{_direction}, " : "")}r.id{_direction} LIMIT {most}
                """;
        }

        var order = $"{(_sorted ? $"k{_direction}, " : "")}id{_direction}";
        var arms = _arms.Select(one => $"SELECT r.type AS type, r.id AS id{(_sorted ? $", {one.Sort!.Key} AS k" : "")} FROM resources r WHERE {one.Where}");
        if (_arms.Count > 1)
            arms = arms.Select((select, i) => _dialect.FirstOf(select, order, passesOver ? $"{most}+{over}" : most, $"a{i}"));
        return $"""
            SELECT {ResourceRows.Columns}, r.type{(_sorted ? ", p.k" : "")}
            FROM ({string.Join(" UNION ALL ", arms)} ORDER BY {order} LIMIT {most}{(passesOver ? $" OFFSET {over}" : "")}) p CROSS JOIN resources r
            WHERE r.connection_id=@p0 AND r.type=p.type AND r.id=p.id ORDER BY {(_sorted ? $"p.k{_direction}, " : "")}r.id{_direction}
            """;
    }

    /// <summary>A row of <see cref="Page"/>.</summary>
    public PlacedResource Read(ISqlRow row)
    {
        var arm = _arms.Count == 1 ? _arms[0] : _arms.Find(one => one.Type.Name == row.GetString(TypeColumn))!;
        return new PlacedResource(ResourceRows.Read(row, arm.Type), _sorted ? arm.Sort!.Read(row, KeyColumn) : null);
    }

    private void Add(TypeQuery query, KeyKind kind, PagePosition? after)
    {
        var sort = query.SortBy is { } attribute ? SortSql.Of(attribute, _dialect, ofFew: SelectiveFilter.Is(query.Filter)) : null;

        // A type without the attribute is wholly without values, and one whose resources all have a value is not.
        if (kind == KeyKind.Present ? sort is null : kind == KeyKind.Absent && sort is { Nullable: false })
            return;
        List<string> conditions = ["r.connection_id=@p0", $"r.type={Parameter(query.Type.Name)}"];
        if (query.Filter is { } filter)
        {
            var condition = FilterSql.Translate(filter, _dialect, "@p0", _arguments.Count);
            _arguments.AddRange(condition.Arguments);
            conditions.Add(condition.Text);
        }

        var beyond = _direction.Length == 0 ? '>' : '<';
        if (kind == KeyKind.Absent && sort is not null)
            conditions.Add($"{sort.Key} IS NULL");
        if (kind == KeyKind.Present && after is { Key: { } key })
            conditions.Add($"({sort!.Key}, r.id) {beyond} ({Parameter(sort.Argument(key))}, {Parameter(after.Id)})");
        else if (kind == KeyKind.Present && sort!.Nullable)
            conditions.Add($"{sort.Key} IS NOT NULL");
        else if (kind != KeyKind.Present && after is not null)
            conditions.Add($"r.id {beyond} {Parameter(after.Id)}");
        _arms.Add(new Arm(query.Type, sort, string.Join(" AND ", conditions)));
    }

    private string Parameter(object argument)
    {
        _arguments.Add(argument);
        return $"@p{_arguments.Count - 1}";
    }

    private enum KeyKind
    {
        Any,
        Present,
        Absent,
    }

    /// <summary>The resources of one type.</summary>
    private sealed record Arm(ResourceType Type, SortSql? Sort, string Where);
}
