using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Connections;

/// <summary>The port to where connections are kept.</summary>
public interface IConnectionStore
{
    /// <summary>Adds a connection and the audit entry of it; false when the tenant does not exist.</summary>
    Task<bool> AddAsync(Connection connection, AuditEntry audit, CancellationToken cancel);

    /// <summary>Changes name and state of a connection, with the audit entry of it; false when it does not exist.</summary>
    Task<bool> UpdateAsync(ConnectionId id, string name, bool enabled, AuditEntry audit, CancellationToken cancel);

    /// <summary>One connection, or null.</summary>
    Task<Connection?> FindAsync(ConnectionId id, CancellationToken cancel);

    /// <summary>One connection with its figures, or null.</summary>
    Task<ConnectionSummary?> SummaryAsync(ConnectionId id, CancellationToken cancel);

    /// <summary>The connections of one tenant, or of all when null, by tenant and name.</summary>
    Task<IReadOnlyList<ConnectionSummary>> ListAsync(TenantId? tenant, CancellationToken cancel);

    /// <summary>Connections whose tenant's name or slug, own name, id, or a token's prefix begins with or holds the text; at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<ConnectionSummary>> SearchAsync(string text, int limit, CancellationToken cancel);
}
