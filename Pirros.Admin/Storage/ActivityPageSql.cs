using System.Globalization;
using System.Text;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol;
using Pirros.Admin.Storage.Rows;

namespace Pirros.Admin.Storage;

/// <summary>
/// The statements of a page of activity, with placeholders as <c>{0}</c>. Each reads rows next to each other in the key (connection, id), and stops after a number that is known before.
/// When one resource is asked for, it goes from change to change, each of which names the one before, and reads the others in the index (connection, resource, id).
/// </summary>
internal sealed class ActivityPageSql
{
    // An id is made when a request was answered, from when it arrived; others that were answered in between may have pushed it up. Nobody waits longer for an answer.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(2);

    // Of a person nobody has that many; a longer walk would keep the page waiting.
    private const int MostSteps = 20_000;

    public const string OfResource = "IX_activity_connection_id_resource_id_id";

    private readonly List<object> _arguments = [];
    private readonly string _byIndex;
    private readonly string? _resource;
    private readonly string _range;
    private readonly string _wanted;
    private readonly bool _newer;
    private readonly int _look;
    private readonly int _count;

    public ActivityPageSql(ConnectionId connection, ActivityQuery query, SqlDialect dialect)
    {
        (_newer, _look, _count) = (query.Cursor?.Newer == true, query.Look, query.Count);
        _byIndex = dialect.ByIndex(OfResource);
        _range = Range(connection, query);
        _resource = query.ResourceId is { } resource ? Add(resource) : null;
        _wanted = Wanted(query, dialect);
    }

    /// <summary>The values of the placeholders of every statement; <see cref="Page"/> and <see cref="Beyond"/> take one more when they are given the last id that may be looked at.</summary>
    public IReadOnlyList<object> Arguments => _arguments;

    /// <summary>The last record that may be looked at.</summary>
    public string Farthest
        => $"SELECT * FROM activity WHERE connection_id={{0}} AND id=(SELECT id FROM ({Rows("id", _range, _look)}) AS looked ORDER BY id {Back} LIMIT 1)";

    /// <summary>The records of the page, nearest first, and one more to tell whether there are more.</summary>
    public string Page(bool bounded) => Rows("*", $"{_range}{(bounded ? Bound(inclusive: true) : "")}{_wanted}", _count + 1);

    /// <summary>The nearest record behind the last that may be looked at.</summary>
    public string Beyond => Rows("*", _range + Bound(inclusive: false), 1);

    private string Forward => _newer ? "ASC" : "DESC";

    private string Back => _newer ? "DESC" : "ASC";

    private string Rows(string columns, string where, int most)
    {
        var order = $"ORDER BY id {Forward} LIMIT {Number(most)}";
        if (_resource is null)
            return $"SELECT {columns} FROM activity WHERE {where} {order}";
        var unled = $"connection_id={{0}} AND resource_id={_resource} AND {ActivityRowConfiguration.Unled}";

        // It begins at the change that the resource names; of a resource that is gone, at the one before its deletion.
        return $$"""
            SELECT {{columns}} FROM (
              SELECT {{columns}} FROM (SELECT {{columns}} FROM (
                WITH RECURSIVE walk(id,previous_id,steps) AS (
                  SELECT a.id,a.previous_id,1 FROM activity a WHERE a.connection_id={0} AND a.id=COALESCE(
                    (SELECT change_id FROM resources WHERE connection_id={0} AND type='User' AND id={{_resource}}),
                    (SELECT change_id FROM resources WHERE connection_id={0} AND type='Group' AND id={{_resource}}),
                    (SELECT previous_id FROM activity{{_byIndex}} WHERE {{unled}} AND what='Deleted' ORDER BY id DESC LIMIT 1))
                  UNION ALL
                  SELECT a.id,a.previous_id,w.steps+1 FROM walk w JOIN activity a ON a.connection_id={0} AND a.id=w.previous_id WHERE w.steps<{{Number(MostSteps)}})
                SELECT a.* FROM walk w JOIN activity a ON a.connection_id={0} AND a.id=w.id) AS walked WHERE {{where}} {{order}}) AS led
              UNION
              SELECT {{columns}} FROM (SELECT {{columns}} FROM activity{{_byIndex}} WHERE {{unled}} AND {{where}} {{order}}) AS unled) AS about
            {{order}}
            """;
    }

    private string Bound(bool inclusive)
    {
        var side = (_newer, inclusive) switch { (true, true) => "<=", (true, false) => ">", (false, true) => ">=", _ => "<" };
        return $" AND id{side}{{{Number(_arguments.Count)}}}";
    }

    private string Range(ConnectionId connection, ActivityQuery query)
    {
        var range = new StringBuilder("connection_id=").Append(Add(connection.Value));
        if (query.Cursor is { } cursor)
            range.Append(cursor.Newer ? " AND id>" : " AND id<").Append(Add(cursor.Id));
        if (query.From is { } from)
            range.Append(" AND id>=").Append(Add(OrderedId.First(from)));
        if (query.To is { } to)
            range.Append(" AND id<").Append(Add(OrderedId.First(to + LongestAnswer)));
        return range.ToString();
    }

    private string Wanted(ActivityQuery query, SqlDialect dialect)
    {
        var wanted = new StringBuilder();
        if (query.From is { } from)
            wanted.Append(" AND at>=").Append(Add(from.UtcTicks));
        if (query.To is { } to)
            wanted.Append(" AND at<").Append(Add(to.UtcTicks));
        if (query.FailuresOnly)
            wanted.Append(" AND (status<200 OR status>=400)");
        if (query.Kinds.Count > 0)
            wanted.Append(" AND what IN (").AppendJoin(',', query.Kinds.Select(kind => $"'{kind}'")).Append(')');
        if (query.Text is { } text)
        {
            var part = Add(CaseFold.Fold(text));
            wanted.Append(" AND (").Append(dialect.Contains(dialect.Fold("subject"), part)).Append(" OR ").Append(dialect.Contains(dialect.Fold("path"), part)).Append(')');
        }

        return wanted.ToString();
    }

    private string Add(object argument)
    {
        _arguments.Add(argument);
        return $"{{{Number(_arguments.Count - 1)}}}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
