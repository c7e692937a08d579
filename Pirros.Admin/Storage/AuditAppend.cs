using Pirros.Admin.Audit;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>The one way to write into the audit: at the end of the transaction of the act, because until its commit no other act of the same tenant goes past here.</summary>
internal static class AuditAppend
{
    // Counts up, takes the lock of the tenant's chain, makes the chain when there is none, and gives the hash of the entry before, all at once.
    private const string Next = """
        INSERT INTO audit_heads(tenant_id,number,hash) VALUES(@p0,1,@p1)
        ON CONFLICT(tenant_id) DO UPDATE SET number=audit_heads.number+1
        RETURNING number,hash
        """;

    private const string Insert = """
        INSERT INTO audit(tenant_id,number,id,at,actor_kind,actor_id,actor_name,actor_tenant,address,connection_id,action,target,reason,previous,hash)
        VALUES(@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,@p12,@p13,@p14)
        """;

    private const string Move = "UPDATE audit_heads SET hash=@p1 WHERE tenant_id=@p0";

    public static async ValueTask RunAsync(WriteScope scope, AuditEntry entry)
    {
        var tenant = entry.Tenant.Value;
        var (number, previous) = await scope.Sql.FirstAsync(Next, [tenant, AuditChain.Start.ToArray()], r => (r.GetInt64(0), r.GetBytes(1)), CancellationToken.None);
        var hash = AuditChain.Hash(entry, previous);
        object?[] row =
        [
            tenant, number, entry.Id, entry.At.UtcTicks, entry.Actor.Kind.ToString(), entry.Actor.Id, entry.Actor.Name, entry.Actor.Tenant?.Value, entry.Actor.Address, entry.Connection?.Value,
            entry.Action, entry.Target, entry.Reason, previous, hash,
        ];
        await scope.Sql.ExecuteAllAsync([new SqlStatement(Insert, row), new SqlStatement(Move, [tenant, hash])], CancellationToken.None);
    }
}
