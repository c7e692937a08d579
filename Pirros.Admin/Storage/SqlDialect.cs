namespace Pirros.Admin.Storage;

/// <summary>
/// What the two databases say differently in prepared SQL. A "document" is an expression that gives JSON; a path is a list of member names below it, and the document itself when it is empty.
/// Names come from schemas and are quoted; values are always parameters.
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>Ends a SELECT whose row is to be held until the transaction ends.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>Whether the database is in this process: a question costs no way there and back.</summary>
    public virtual bool IsInProcess => false;

    /// <summary>Begins a transaction that only reads, and sees all as it is at one moment.</summary>
    public abstract string BeginSnapshot { get; }

    /// <summary>The slot of <c>directory_counts</c> that a writer changes: another for each that may write at the same time.</summary>
    public abstract string CounterSlot { get; }

    /// <summary>The number of an event that is written: greater than each that was drawn before. SQLite's is the transaction's too, since one writes at a time.</summary>
    public abstract string EventNumber { get; }

    /// <summary>The number of the transaction that writes an event.</summary>
    public abstract string EventTransaction { get; }

    /// <summary>The number of the transaction below which all have ended (ADR 15).</summary>
    public abstract string EventHorizon { get; }

    /// <summary>The column that orders events of a span of transactions by their number.</summary>
    public abstract string EventOrder { get; }

    /// <summary>What the database calls itself, within which numbers of transactions mean something.</summary>
    public abstract string Life { get; }

    /// <summary>Makes transactions of events that were restored from another server count as ended; null where their numbers go on in any case.</summary>
    public virtual string? Adopt => null;

    /// <summary>The document of the resource in row <c>r</c>.</summary>
    public abstract string Document { get; }

    /// <summary>The value at a path as text, NULL when absent.</summary>
    public abstract string Text(string document, IEnumerable<string> path);

    /// <summary>The value at a path as a whole number of 64 bits, NULL when absent.</summary>
    public abstract string Integer(string document, IEnumerable<string> path);

    /// <summary>The value at a path as a number in double precision, NULL when absent.</summary>
    public abstract string Decimal(string document, IEnumerable<string> path);

    /// <summary>The value at a path as a boolean, NULL when absent.</summary>
    public abstract string Boolean(string document, IEnumerable<string> path);

    /// <summary>Whether there is anything at a path.</summary>
    public abstract string IsPresent(string document, IEnumerable<string> path);

    /// <summary>A FROM item with a row for each element of the array at a path; <see cref="Element"/> is its document.</summary>
    public abstract string Elements(string document, IEnumerable<string> path, string alias);

    /// <summary>Whether a column is one of the texts in the JSON array that is a parameter.</summary>
    public abstract string IsOneOf(string column, string parameter);

    /// <summary>A FROM item with a row for each text in the JSON array that is a parameter, as column <c>value</c>.</summary>
    public abstract string Values(string parameter, string alias);

    /// <summary>The same for an array of arrays: <c>value->>0</c> is the first text of each.</summary>
    public abstract string Rows(string parameter, string alias);

    /// <summary>Behind a FROM item: the rows of a table that are found for each of its rows, by an index whatever the planner takes for how many they are.</summary>
    /// <param name="table">The table.</param>
    /// <param name="alias">Its alias.</param>
    /// <param name="condition">What finds them; equalities with the columns of an index.</param>
    public abstract string JoinEach(string table, string alias, string condition);

    /// <summary>A document of members, without those that are NULL.</summary>
    public abstract string Object(params IEnumerable<(string Name, string Value)> members);

    /// <summary>The element of a row of <see cref="Elements"/>: a document, whose root may be a simple value.</summary>
    public static string Element(string alias) => $"{alias}.value";

    /// <summary>Text folded like <see cref="Scim.Protocol.CaseFold"/>.</summary>
    public abstract string Fold(string text);

    /// <summary>Text compared by code point.</summary>
    public abstract string Ordinal(string text);

    public abstract string Contains(string text, string part);

    public static string StartsWith(string text, string part) => $"substr({text},1,length({part}))={part}";

    /// <summary>Whether text ends with a part; every text ends with the empty one.</summary>
    public abstract string EndsWith(string text, string part);

    /// <summary>The same as <see cref="Elements"/>, with the place of each element as column <c>key</c>.</summary>
    public virtual string ElementsInOrder(string document, IEnumerable<string> path, string alias) => Elements(document, path, alias);

    /// <summary>A column that is not to be read in the order of its index. PostgreSQL weighs by its statistics what is cheaper; SQLite takes the index whenever it can.</summary>
    public virtual string WithoutIndex(string column) => column;

    /// <summary>After a table's name and alias: the index that it is read by. PostgreSQL finds it by its statistics; SQLite has none of a new table, and may take another.</summary>
    public virtual string ByIndex(string index) => "";

    /// <summary>A SELECT that is one of several put together by UNION ALL, of whose rows in the order that all have together only the first so many are needed. SQLite reads no more of each by itself.</summary>
    public virtual string FirstOf(string select, string order, string most, string alias) => select;

    /// <summary>A literal; quotes inside are doubled.</summary>
    protected static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
