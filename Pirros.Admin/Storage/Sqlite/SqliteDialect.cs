namespace Pirros.Admin.Storage.Sqlite;

internal sealed class SqliteDialect : SqlDialect
{
    // BEGIN IMMEDIATE holds the whole database already.
    public override string ForUpdate => "";

    public override bool IsInProcess => true;

    public override string BeginSnapshot => "BEGIN";

    // There is one writer.
    public override string CounterSlot => "0";

    // The clock comes in so that numbers go on rising when all events have been removed, and after a backup was restored.
    public override string EventNumber => "max(COALESCE((SELECT MAX(xact) FROM directory_events),0)+1,CAST((julianday('now')-2440587.5)*86400000000 AS INTEGER))";

    public override string EventTransaction => EventNumber;

    public override string EventHorizon => "COALESCE((SELECT MAX(xact) FROM directory_events),0)+1";

    public override string EventOrder => "xact";

    public override string Life => "'file'";

    public override string Document => "CAST(r.document AS TEXT)";

    // An element that is a simple value is that value, and no JSON.
    public override string Text(string document, IEnumerable<string> path) => path.Any() ? $"json_extract({document},{Path(path)})" : document;

    public override string Integer(string document, IEnumerable<string> path) => Text(document, path);

    // A whole number is kept as one, and compared with a parameter to its last digit.
    public override string Decimal(string document, IEnumerable<string> path) => $"CAST({Text(document, path)} AS REAL)";

    public override string Boolean(string document, IEnumerable<string> path) => Text(document, path);

    public override string IsPresent(string document, IEnumerable<string> path) => $"json_type({document},{Path(path)}) IS NOT NULL";

    public override string Elements(string document, IEnumerable<string> path, string alias) => $"json_each({document},{Path(path)}) {alias}";

    public override string IsOneOf(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    public override string Values(string parameter, string alias) => $"json_each({parameter}) {alias}";

    public override string Rows(string parameter, string alias) => $"json_each({parameter}) {alias}";

    public override string JoinEach(string table, string alias, string condition) => $"CROSS JOIN {table} {alias} ON {condition}";

    public override string Object(params IEnumerable<(string Name, string Value)> members)
        => $"json_patch('{{}}',json_object({string.Join(',', members.Select(m => $"{Quote(m.Name)},{m.Value}"))}))";

    public override string Fold(string text) => $"scim_fold({text})";

    public override string Ordinal(string text) => text;

    public override string Contains(string text, string part) => $"instr({text},{part})>0";

    public override string EndsWith(string text, string part) => $"(length({text})>=length({part}) AND substr({text},length({text})-length({part})+1)={part})";

    public override string ByIndex(string index) => $" INDEXED BY \"{index}\"";

    public override string WithoutIndex(string column) => $"+{column}";

    private static string Path(IEnumerable<string> names) => Quote("$" + string.Concat(names.Select(n => $".\"{n.Replace("\"", "\\\"", StringComparison.Ordinal)}\"")));
}
