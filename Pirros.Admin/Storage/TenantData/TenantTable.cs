namespace Pirros.Admin.Storage.TenantData;

/// <summary>A table whose rows belong to tenants, with the SQL over one tenant's part of it. Names are quoted; values are always parameters.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Owner">The column that says whose a row is.</param>
/// <param name="OfTenant">Whether that is a tenant; else it is a connection.</param>
/// <param name="Columns">The columns that are moved with a tenant, in the order of the model.</param>
/// <param name="Key">The primary key.</param>
internal sealed record TenantTable(string Name, string Owner, bool OfTenant, IReadOnlyList<TenantColumn> Columns, IReadOnlyList<string> Key)
{
    /// <summary>The columns that order one owner's rows.</summary>
    public IReadOnlyList<TenantColumn> Order { get; } = [.. Key.Where(column => column != Owner).Select(column => Columns.First(c => c.Name == column))];

    public string Insert { get; } = $"INSERT INTO \"{Name}\"({List(Columns.Select(c => c.Name))}) VALUES({string.Join(',', Columns.Select((_, i) => $"@p{i}"))})";

    /// <summary>Removes at most <c>@p1</c> rows of an owner, in the order of the key: two that do so at once wait for each other, instead of locking each other out.</summary>
    public string RemoveSome(SqlDialect dialect) => $"""
        WITH old AS MATERIALIZED (SELECT {List(Key)} FROM "{Name}" WHERE "{Owner}"=@p0 ORDER BY {List(Key)} LIMIT @p1{dialect.ForUpdate})
        DELETE FROM "{Name}" WHERE "{Owner}"=@p0 AND ({List(Key)}) IN (SELECT {List(Key)} FROM old)
        """;

    public string RemoveAll { get; } = $"DELETE FROM \"{Name}\" WHERE \"{Owner}\"=@p0";

    /// <summary>A page of an owner's rows, at most <c>@p1</c>, behind the row whose place is given as <c>@p2</c> and on.</summary>
    public string Page(bool behind)
    {
        var order = List(Order.Select(c => c.Name));
        var after = behind ? $" AND ({order})>({string.Join(',', Order.Select((_, i) => $"@p{i + 2}"))})" : "";
        return $"SELECT {List(Columns.Select(c => c.Name))} FROM \"{Name}\" WHERE \"{Owner}\"=@p0{after}{(Order.Count == 0 ? "" : $" ORDER BY {order}")} LIMIT @p1";
    }

    private static string List(IEnumerable<string> columns) => string.Join(',', columns.Select(column => $"\"{column}\""));
}
