namespace Pirros.Admin.Benchmarks.Limit;

/// <summary>What a limit program answers from.</summary>
internal enum LimitKind
{
    /// <summary>One user's JSON, the same for every request: what HTTP and the bearer check cost.</summary>
    Constant,

    /// <summary>Microsoft.Data.Sqlite with prepared statements and group commit.</summary>
    Sqlite,

    /// <summary>Npgsql with prepared statements.</summary>
    Postgres,
}
