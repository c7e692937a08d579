using Pirros.Admin.Audit;

namespace Pirros.Admin.Storage;

/// <summary>
/// The SELECT of a page of the audit. One condition leads through its index in the order of time, the others are looked at row by row: a connection has few entries,
/// a person more, a kind more still.
/// </summary>
internal sealed class AuditSql
{
    public const string Columns = "a.tenant_id,a.number,a.id,a.at,a.actor_kind,a.actor_id,a.actor_name,a.actor_tenant,a.address,a.connection_id,a.action,a.target,a.reason,a.previous,a.hash,c.name";

    private const string Names = "LEFT JOIN connections c ON c.id=a.connection_id";

    public const string Source = $"audit a {Names}";

    private readonly List<object?> _arguments = [];
    private readonly List<string> _conditions = [];

    private AuditSql(AuditFilter filter, AuditTurn turn, int count, SqlDialect dialect)
    {
        Add("a.connection_id", filter.Connection?.Value);
        Add("a.tenant_id", filter.Tenant?.Value);
        Add("a.actor_id", filter.Person);
        Add("a.kind", filter.Kind);

        // The bounds of time and the place where the page begins are one range of the index.
        Bound("<", Nearer(turn.Before, filter.Until, (page, time) => time.IsBefore(page)));
        Bound(">", Nearer(turn.After, filter.From, (page, time) => page.IsBefore(time)));

        var order = turn.After is null ? "DESC" : "ASC";
        var where = _conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", _conditions)}";
        Text = $"SELECT {Columns} FROM audit a{dialect.ByIndex(Index(filter))} {Names}{where} ORDER BY a.at {order},a.id {order} LIMIT {Parameter(count)}";
    }

    public string Text { get; }

    public object?[] Arguments => [.. _arguments];

    public static AuditSql Of(AuditFilter filter, AuditTurn turn, int count, SqlDialect dialect) => new(filter, turn, count, dialect);

    private static string Index(AuditFilter filter)
    {
        if (filter.Connection is not null)
            return "IX_audit_connection_id_at_id";
        var column = filter.Person is not null ? "actor_id_" : filter.Kind is not null ? "kind_" : "";
        return $"IX_audit_{(filter.Tenant is null ? "" : "tenant_id_")}{column}at_id";
    }

    private void Add(string column, string? value)
    {
        if (value is not null)
            _conditions.Add($"{column}={Parameter(value)}");
    }

    private void Bound(string comparison, AuditPosition? bound)
    {
        if (bound is { } place)
            _conditions.Add($"(a.at,a.id){comparison}({Parameter(place.At.UtcTicks)},{Parameter(place.Id)})");
    }

    private static AuditPosition? Nearer(AuditPosition? page, DateTimeOffset? time, Func<AuditPosition, AuditPosition, bool> timeIsNearer)
    {
        AuditPosition? moment = time is { } at ? AuditPosition.Of(at) : null;
        return page is { } one && moment is { } other ? (timeIsNearer(one, other) ? other : one) : page ?? moment;
    }

    private string Parameter(object value)
    {
        _arguments.Add(value);
        return $"@p{_arguments.Count - 1}";
    }
}
