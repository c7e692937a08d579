using System.Data.Common;
using Pirros.Admin.Audit;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage.TenantData;

internal sealed class TenantArchive(Func<AdminDb> open, SqlSessionPool sessions, IWriteQueue writes, IAuditStore audit, SqlDialect dialect) : ITenantArchive
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int Page = 500;

    private readonly Lazy<TenantTables> _tables = new(() =>
    {
        using var db = open();
        return new TenantTables(db.Model);
    });

    public async Task<TenantArchiveSummary> ExportAsync(TenantId tenant, string file, DateTimeOffset now, AuditEntry entry, CancellationToken cancel)
    {
        if (Path.Exists(file))
            throw RefusedException.Conflict($"{file} is there already. Name a file that is not.");
        if (!System.IO.Directory.Exists(Path.GetDirectoryName(file)))
            throw RefusedException.NotFound($"There is no folder {Path.GetDirectoryName(file)}.");
        if (!await sessions.ReadAsync(session => session.FirstAsync("SELECT 1 FROM tenants WHERE id=@p0 AND NOT hidden", [tenant.Value], _ => true, cancel), cancel))
            throw RefusedException.NotFound($"There is no tenant {tenant}.");
        await audit.AppendAsync(entry, cancel);
        using var partial = new TemporaryFile($"{file}.partial");
        partial.Make(OwnerOnly);
        var summary = await WriteAsync(tenant, partial.Path, now, cancel);
        File.Move(partial.Path, file, overwrite: false);
        return summary;
    }

    public async Task<TenantArchiveSummary> ImportAsync(string file, TenantId? slug, Func<TenantArchiveSummary, AuditEntry> entry, CancellationToken cancel)
    {
        if (!File.Exists(file))
            throw RefusedException.NotFound($"There is no file {file}.");

        // Once through all of it before anything is written.
        var reader = new TenantArchiveReader(_tables.Value, file);
        TenantArchiveChain? chain = null;
        await foreach (var row in reader.ReadAsync(cancel))
            (chain ??= new TenantArchiveChain(reader.Tenant, slug ?? reader.Tenant)).Pass(row);
        if (!chain!.IsWhole)
            throw RefusedException.Conflict($"{file} holds no audit of the tenant, or not the end of it. Nothing was added.");
        var summary = new TenantArchiveSummary(reader.Tenant, new SortedDictionary<string, long>(reader.Rows.ToDictionary(), StringComparer.Ordinal), chain.Number, chain.Hash, reader.Sha256);
        var import = new TenantImport(_tables.Value, writes, dialect, file, reader.Tenant, slug ?? reader.Tenant);
        try
        {
            await import.RunAsync(() => entry(summary), reader.Connections, cancel);
        }
        catch (DbException error) when (Unique.IsViolatedBy(error))
        {
            throw RefusedException.Conflict($"Something in {file} is here already, and nothing was added: {error.Message}");
        }

        return summary;
    }

    private async Task<TenantArchiveSummary> WriteAsync(TenantId tenant, string file, DateTimeOffset now, CancellationToken cancel)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
        await using var writer = new TenantArchiveWriter(stream);
        await writer.BeginAsync(tenant.Value, now, cancel);
        var (number, hash) = await sessions.ReadAsync(
            async session =>
            {
                await session.ExecuteAsync(dialect.BeginSnapshot, [], cancel);
                try
                {
                    var connections = await session.QueryAsync("SELECT id FROM connections WHERE tenant_id=@p0 ORDER BY id", [tenant.Value], row => row.GetString(0), cancel);
                    foreach (var table in _tables.Value.Moved)
                    {
                        foreach (var owner in table.OfTenant ? [tenant.Value] : connections)
                            await WriteAsync(session, writer, table, owner, cancel);
                    }

                    return await session.FirstAsync("SELECT number,hash FROM audit_heads WHERE tenant_id=@p0", [tenant.Value], row => (row.GetInt64(0), row.GetBytes(1)), cancel);
                }
                finally
                {
                    await session.ExecuteAsync("ROLLBACK", [], CancellationToken.None);
                }
            },
            cancel);
        return new TenantArchiveSummary(tenant, writer.Rows, number, Convert.ToHexStringLower(hash), await writer.EndAsync(cancel));
    }

    private static async Task WriteAsync(SqlSession session, TenantArchiveWriter writer, TenantTable table, string owner, CancellationToken cancel)
    {
        object?[] place = [];
        List<object?[]> rows;
        do
        {
            rows = await session.QueryAsync(table.Page(place.Length > 0), [owner, Page, .. place], row => table.Columns.Select((column, i) => column.Read(row, i)).ToArray(), cancel);
            foreach (var row in rows)
                await writer.RowAsync(table, row, cancel);
            place = rows.Count == Page ? [.. table.Order.Select(column => new TenantArchiveRow(table, rows[^1])[column.Name])] : [];
        }
        while (place.Length > 0);
    }
}
