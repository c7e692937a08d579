using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Preflight;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

internal sealed class PreflightStore(IWriteQueue writes) : IPreflightStore
{
    private const int MostRemoved = 20;
    private static readonly string[] Tables = ["resource_emails", "group_members", "directory_counts", "resources"];

    public Task OpenAsync(Sandbox sandbox, byte[] hash, DateTimeOffset now, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            foreach (var ended in await scope.Db.Sandboxes.Where(s => s.EndsAt < now).Select(s => s.Id).Take(MostRemoved).ToListAsync(CancellationToken.None))
                await RemoveAsync(scope.Sql, ended);
            scope.Db.Sandboxes.Add(new SandboxRow
            {
                Id = sandbox.Id.Value,
                ConnectionId = sandbox.Connection.Value,
                TokenId = sandbox.Token.Value,
                Hash = hash,
                EndsAt = sandbox.EndsAt,
            });
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public Task CloseAsync(ConnectionId sandbox, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            await RemoveAsync(scope.Sql, sandbox.Value);
            return true;
        },
        cancel);

    private static async ValueTask RemoveAsync(SqlSession sql, string id)
    {
        // The id is checked again: it must be a sandbox's, never a connection's.
        foreach (var table in Tables)
            await sql.ExecuteAsync($"DELETE FROM {table} WHERE connection_id=@p0 AND EXISTS (SELECT 1 FROM sandboxes WHERE id=@p0)", [id], CancellationToken.None);
        await sql.ExecuteAsync("DELETE FROM sandboxes WHERE id=@p0", [id], CancellationToken.None);
    }
}
