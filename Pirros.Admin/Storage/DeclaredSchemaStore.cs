using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

internal sealed class DeclaredSchemaStore(Func<AdminDb> open, IWriteQueue writes, SqlDialect dialect) : IDeclaredSchemaStore
{
    public async Task<IReadOnlyList<DeclaredSchema>> ListAsync(ConnectionId connection, CancellationToken cancel)
    {
        await using var db = open();
        return DeclaredSchemaText.Read(await db.Connections.Where(c => c.Id == connection.Value).Select(c => c.DeclaredSchemas).FirstOrDefaultAsync(cancel));
    }

    public Task<IReadOnlyList<DeclaredSchema>?> ChangeAsync(
        ConnectionId connection, Func<IReadOnlyList<DeclaredSchema>, IReadOnlyList<DeclaredSchema>> change, AuditEntry audit, CancellationToken cancel) => writes.RunAsync<IReadOnlyList<DeclaredSchema>?>(
        async scope =>
        {
            // Two people who declare at once must come one after the other, or one would undo the other.
            if (await scope.Sql.FirstAsync($"SELECT id FROM connections WHERE id=@p0{dialect.ForUpdate}", [connection.Value], r => r.GetString(0), CancellationToken.None) is null)
                return null;
            var row = await scope.Db.Connections.FirstAsync(c => c.Id == connection.Value, CancellationToken.None);
            var now = change(DeclaredSchemaText.Read(row.DeclaredSchemas));
            row.DeclaredSchemas = DeclaredSchemaText.Write(now);
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return now;
        },
        cancel);
}
