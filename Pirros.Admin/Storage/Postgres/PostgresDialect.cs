namespace Pirros.Admin.Storage.Postgres;

internal sealed class PostgresDialect : SqlDialect
{
    public override string ForUpdate => " FOR UPDATE";

    public override string Document => "convert_from(r.document,'UTF8')::jsonb";

    public override string Text(string document, IEnumerable<string> path) => $"({document} #>> {Path(path)})";

    public override string Number(string document, IEnumerable<string> path) => $"({Text(document, path)})::numeric";

    public override string Boolean(string document, IEnumerable<string> path) => $"({Text(document, path)})::boolean";

    public override string IsPresent(string document, IEnumerable<string> path) => $"({document} #> {Path(path)}) IS NOT NULL";

    public override string Elements(string document, IEnumerable<string> path, string alias) => $"jsonb_array_elements({document} #> {Path(path)}) AS {alias}(value)";

    public override string Values(string parameter, string alias) => $"jsonb_array_elements_text({parameter}::jsonb) AS {alias}(value)";

    public override string Rows(string parameter, string alias) => $"jsonb_array_elements({parameter}::jsonb) AS {alias}(value)";

    public override string ElementText(string alias) => $"({alias}.value #>> '{{}}')";

    // The locale of the server may not know letters beyond ASCII; ICU's root locale does, everywhere.
    public override string Fold(string text) => $"lower({text} COLLATE \"und-x-icu\") COLLATE \"C\"";

    public override string Ordinal(string text) => $"{text} COLLATE \"C\"";

    public override string Contains(string text, string part) => $"strpos({text},{part})>0";

    public override string EndsWith(string text, string part) => $"right({text},length({part}))={part}";

    private static string Path(IEnumerable<string> names) => $"ARRAY[{string.Join(',', names.Select(Quote))}]::text[]";
}
