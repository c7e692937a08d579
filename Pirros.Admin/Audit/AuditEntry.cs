using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Audit;

/// <summary>One act of a person, written in the same transaction as what it changed.</summary>
/// <param name="Id">Names the entry (a version 7 GUID).</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Actor">Who, from where.</param>
/// <param name="Tenant">Whose data it concerns.</param>
/// <param name="Connection">The connection it concerns, if one.</param>
/// <param name="Action">What was done, in dotted form such as <c>token.rotate</c>: the kind of thing, then the verb.</param>
/// <param name="Target">The thing it was done to, such as a token id. Never a secret.</param>
/// <param name="Reason">Why, where a reason was asked for.</param>
public sealed record AuditEntry(Guid Id, DateTimeOffset At, Actor Actor, TenantId Tenant, ConnectionId? Connection, string Action, string Target, string? Reason)
{
    /// <summary>An entry made now.</summary>
    public static AuditEntry Of(TimeProvider clock, Actor actor, TenantId tenant, ConnectionId? connection, string action, string target, string? reason = null)
    {
        var now = clock.GetUtcNow();
        return new AuditEntry(OrderedId.Next(now), now, actor, tenant, connection, action, target, reason);
    }
}
