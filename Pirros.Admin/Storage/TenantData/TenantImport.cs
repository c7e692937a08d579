using Pirros.Admin.Audit;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage.TenantData;

/// <summary>
/// One import. The tenant and its connections come first, hidden and switched off; then what is much, in small transactions between which others write; and in the last one all the
/// rest, which shows the tenant. Whoever finds a hidden tenant that nobody deletes has found an import that was killed.
/// </summary>
internal sealed class TenantImport(TenantTables tables, IWriteQueue writes, SqlDialect dialect, string file, TenantId from, TenantId to)
{
    private const int Together = 500;
    private static readonly string[] Beginning = [TenantTables.Tenants, TenantTables.Connections];
    private static readonly string[] Much = ["resources", "resource_emails", "group_members", "activity"];

    public async Task RunAsync(Func<AuditEntry> audit, IReadOnlySet<string> connections, CancellationToken cancel)
    {
        await RemoveRestAsync(cancel);
        await BeginAsync(connections, cancel);
        try
        {
            await AddMuchAsync(cancel);
            await writes.RunAsync(scope => FinishAsync(scope, audit(), connections), cancel);
        }
        catch
        {
            await RemoveRestAsync(CancellationToken.None);
            throw;
        }
    }

    private Task<bool> BeginAsync(IReadOnlySet<string> connections, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            if (await scope.Sql.FirstAsync("SELECT 1 FROM tenants WHERE id=@p0", [to.Value], _ => true, CancellationToken.None))
                throw RefusedException.Conflict($"There is a tenant {to} here already. Give it another short name with --slug, or delete the one that is here.");
            foreach (var connection in connections)
            {
                if (await scope.Sql.FirstAsync("SELECT tenant_id FROM connections WHERE id=@p0", [connection], row => row.GetString(0), CancellationToken.None) is { } owner)
                    throw RefusedException.Conflict($"The connection {connection} is here already, of the tenant {owner}. A connection is at one place only: delete it there first.");
            }

            await foreach (var row in RowsAsync())
            {
                if (row.Table.Name == TenantTables.Connections)
                    row.Set("enabled", false);
                if (Beginning.Contains(row.Table.Name, StringComparer.Ordinal))
                    await scope.Sql.ExecuteAsync(InsertOf(row.Table), ValuesOf(row), CancellationToken.None);
            }

            return true;
        },
        cancel);

    private async Task AddMuchAsync(CancellationToken cancel)
    {
        var waiting = new List<SqlStatement>(Together);
        await foreach (var row in RowsAsync())
        {
            if (!Much.Contains(row.Table.Name, StringComparer.Ordinal))
                continue;
            waiting.Add(new SqlStatement(row.Table.Insert, row.Values));
            if (waiting.Count == Together)
                await WriteAsync();
        }

        await WriteAsync();

        async Task WriteAsync()
        {
            cancel.ThrowIfCancellationRequested();
            await writes.RunAsync(
                async scope =>
                {
                    await scope.Sql.ExecuteAllAsync(waiting, CancellationToken.None);
                    return true;
                },
                cancel);
            waiting.Clear();
        }
    }

    private async ValueTask<bool> FinishAsync(WriteScope scope, AuditEntry audit, IReadOnlySet<string> connections)
    {
        const string count = """
            INSERT INTO directory_counts(connection_id,type,slot,total,active)
            SELECT connection_id,type,0,COUNT(*),SUM(CASE WHEN active THEN 1 ELSE 0 END) FROM resources WHERE connection_id=@p0 GROUP BY connection_id,type
            """;
        await foreach (var row in RowsAsync())
        {
            if (row.Table.Name == TenantTables.Connections)
                await scope.Sql.ExecuteAsync("UPDATE connections SET enabled=@p1 WHERE id=@p0", [row["id"], row["enabled"]], CancellationToken.None);
            else if (row.Table.Name != TenantTables.Tenants && !Much.Contains(row.Table.Name, StringComparer.Ordinal))
                await scope.Sql.ExecuteAsync(row.Table.Insert, row.Values, CancellationToken.None);
        }

        foreach (var connection in connections)
            await scope.Sql.ExecuteAsync(count, [connection], CancellationToken.None);
        await scope.Sql.ExecuteAsync("UPDATE tenants SET hidden=@p1 WHERE id=@p0", [to.Value, false], CancellationToken.None);
        await AuditAppend.RunAsync(scope, audit);
        return true;
    }

    /// <summary>Removes what an import left that did not come to its end.</summary>
    private async Task RemoveRestAsync(CancellationToken cancel)
    {
        const string left = "SELECT 1 FROM tenants t WHERE t.id=@p0 AND t.hidden AND NOT EXISTS (SELECT 1 FROM tenant_deletions d WHERE d.tenant_id=t.id AND d.finished_at IS NULL)";
        bool more;
        do
        {
            more = await writes.RunAsync(
                async scope =>
                {
                    if (!await scope.Sql.FirstAsync(left, [to.Value], _ => true, CancellationToken.None))
                        return false;
                    var connections = await scope.Sql.QueryAsync("SELECT id FROM connections WHERE tenant_id=@p0", [to.Value], row => row.GetString(0), CancellationToken.None);
                    foreach (var table in tables.All.Reverse())
                    {
                        foreach (var owner in table.OfTenant ? [to.Value] : connections)
                        {
                            if (await scope.Sql.ExecuteAsync(table.RemoveSome(dialect), [owner, Together], CancellationToken.None) == Together)
                                return true;
                        }
                    }

                    return false;
                },
                cancel);
        }
        while (more);
    }

    /// <summary>The rows under the name that the tenant has here.</summary>
    private async IAsyncEnumerable<TenantArchiveRow> RowsAsync()
    {
        var chain = new TenantArchiveChain(from, to);
        await foreach (var row in new TenantArchiveReader(tables, file).ReadAsync(CancellationToken.None))
        {
            chain.Pass(row);
            if (row.Table.OfTenant)
                row.Set(row.Table.Owner, to.Value);
            yield return row;
        }
    }

    // Whether a tenant is reached is no column that is moved.
    private static string InsertOf(TenantTable table) => table.Name == TenantTables.Tenants
        ? $"INSERT INTO tenants({string.Join(',', table.Columns.Select(column => column.Name))},hidden) VALUES({string.Join(',', Enumerable.Range(0, table.Columns.Count + 1).Select(i => $"@p{i}"))})"
        : table.Insert;

    private static object?[] ValuesOf(TenantArchiveRow row) => row.Table.Name == TenantTables.Tenants ? [.. row.Values, true] : row.Values;
}
