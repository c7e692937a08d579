namespace Pirros.Admin.Storage.Postgres;

internal sealed class PostgresDialect : SqlDialect
{
    public override string ForUpdate => " FOR UPDATE";

    public override string BeginSnapshot => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    // Two that meet in a slot wait for each other, as they would without slots.
    public override string CounterSlot => "pg_backend_pid()%32";

    public const string EventNumbers = "directory_event_numbers";

    public override string EventNumber => $"nextval('{EventNumbers}')";

    public override string EventTransaction => "pg_current_xact_id()::text::bigint";

    public override string EventHorizon => "pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    public override string EventOrder => "number";

    public override string Life => "(SELECT system_identifier::text FROM pg_control_system())";

    public override string Adopt => "UPDATE directory_events SET xact=0 WHERE xact>=pg_snapshot_xmax(pg_current_snapshot())::text::bigint";

    public override string Document => "convert_from(r.document,'UTF8')::jsonb";

    public override string Text(string document, IEnumerable<string> path) => $"({document} #>> {Path(path)})";

    public override string Integer(string document, IEnumerable<string> path) => $"({Text(document, path)})::bigint";

    public override string Decimal(string document, IEnumerable<string> path) => $"({Text(document, path)})::float8";

    public override string Boolean(string document, IEnumerable<string> path) => $"({Text(document, path)})::boolean";

    public override string IsPresent(string document, IEnumerable<string> path) => $"({document} #> {Path(path)}) IS NOT NULL";

    public override string Elements(string document, IEnumerable<string> path, string alias) => $"jsonb_array_elements({document} #> {Path(path)}) AS {alias}(value)";

    // An array is looked up in the index, text by text; a function's rows are taken for a hundred and may be joined with the whole table.
    public override string IsOneOf(string column, string parameter) => $"{column} = ANY(ARRAY(SELECT jsonb_array_elements_text({parameter}::jsonb)))";

    public override string Values(string parameter, string alias) => $"jsonb_array_elements_text({parameter}::jsonb) AS {alias}(value)";

    public override string Rows(string parameter, string alias) => $"jsonb_array_elements({parameter}::jsonb) AS {alias}(value)";

    // The OFFSET keeps it a question for each row, where a join would read a table of some thousands whole for what may be a hundred.
    public override string JoinEach(string table, string alias, string condition) => $"CROSS JOIN LATERAL (SELECT {alias}.* FROM {table} {alias} WHERE {condition} OFFSET 0) {alias}";

    public override string Object(params IEnumerable<(string Name, string Value)> members)
        => $"jsonb_strip_nulls(jsonb_build_object({string.Join(',', members.Select(m => $"{Quote(m.Name)},{m.Value}"))}))";

    // The locale of the server may not know letters beyond ASCII; ICU's root locale does, everywhere, but for it a sigma at the end of a word is another letter.
    public override string Fold(string text) => $"replace(lower({text} COLLATE \"und-x-icu\"),'ς','σ') COLLATE \"C\"";

    public override string Ordinal(string text) => $"{text} COLLATE \"C\"";

    public override string Contains(string text, string part) => $"strpos({text},{part})>0";

    public override string EndsWith(string text, string part) => $"right({text},length({part}))={part}";

    public override string FirstOf(string select, string order, string most, string alias) => $"SELECT * FROM ({select} ORDER BY {order} LIMIT {most}) {alias}";

    public override string ElementsInOrder(string document, IEnumerable<string> path, string alias) => $"jsonb_array_elements({document} #> {Path(path)}) WITH ORDINALITY AS {alias}(value, key)";

    private static string Path(IEnumerable<string> names) => $"ARRAY[{string.Join(',', names.Select(Quote))}]::text[]";
}
