namespace Pirros.Admin.Storage.Sqlite;

internal sealed class SqliteDialect : SqlDialect
{
    // BEGIN IMMEDIATE holds the whole database already.
    public override string ForUpdate => "";

    public override string Document => "CAST(r.document AS TEXT)";

    public override string Text(string document, IEnumerable<string> path) => $"json_extract({document},{Path(path)})";

    public override string Number(string document, IEnumerable<string> path) => Text(document, path);

    public override string Boolean(string document, IEnumerable<string> path) => Text(document, path);

    public override string IsPresent(string document, IEnumerable<string> path) => $"json_type({document},{Path(path)}) IS NOT NULL";

    public override string Elements(string document, IEnumerable<string> path, string alias) => $"json_each({document},{Path(path)}) {alias}";

    public override string Values(string parameter, string alias) => $"json_each({parameter}) {alias}";

    public override string Rows(string parameter, string alias) => $"json_each({parameter}) {alias}";

    public override string ElementText(string alias) => $"{alias}.value";

    public override string Fold(string text) => $"scim_fold({text})";

    public override string Ordinal(string text) => text;

    public override string Contains(string text, string part) => $"instr({text},{part})>0";

    public override string EndsWith(string text, string part) => $"(length({text})>=length({part}) AND substr({text},length({text})-length({part})+1)={part})";

    private static string Path(IEnumerable<string> names) => Quote("$" + string.Concat(names.Select(n => $".\"{n.Replace("\"", "\\\"", StringComparison.Ordinal)}\"")));
}
