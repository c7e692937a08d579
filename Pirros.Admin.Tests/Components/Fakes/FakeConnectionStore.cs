using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Components.Fakes;

public sealed class FakeConnectionStore(PortalData data) : IConnectionStore
{
    public Task<bool> AddAsync(Connection connection, AuditEntry audit, CancellationToken cancel)
    {
        data.Check();
        data.Connections.Add(connection);
        data.Audit.Add(audit);
        return Task.FromResult(true);
    }

    public Task<bool> UpdateAsync(ConnectionId id, string name, bool enabled, AuditEntry audit, CancellationToken cancel)
    {
        data.Check();
        var at = data.Connections.FindIndex(connection => connection.Id == id);
        if (at < 0)
            return Task.FromResult(false);
        data.Connections[at] = data.Connections[at] with { Name = name, Enabled = enabled };
        data.Audit.Add(audit);
        return Task.FromResult(true);
    }

    public Task<Connection?> FindAsync(ConnectionId id, CancellationToken cancel) => Task.FromResult(data.Connections.FirstOrDefault(connection => connection.Id == id));

    public Task<ConnectionSummary?> SummaryAsync(ConnectionId id, CancellationToken cancel)
    {
        data.Check();
        return Task.FromResult(data.Connections.FirstOrDefault(connection => connection.Id == id) is { } found ? data.Summary(found) : null);
    }

    public Task<IReadOnlyList<ConnectionSummary>> ListAsync(TenantId? tenant, CancellationToken cancel)
    {
        data.Check();
        return Task.FromResult<IReadOnlyList<ConnectionSummary>>([.. data.Connections.Where(connection => tenant is null || connection.Tenant == tenant).Select(data.Summary)]);
    }

    public Task<IReadOnlyList<ConnectionSummary>> SearchAsync(string text, int limit, CancellationToken cancel)
    {
        data.Check();
        bool Holds(string candidate) => candidate.Contains(text, StringComparison.OrdinalIgnoreCase);
        return Task.FromResult<IReadOnlyList<ConnectionSummary>>(
        [
            .. data.Connections.Select(data.Summary)
                .Where(item => Holds(item.TenantName) || Holds(item.Connection.Tenant.Value) || Holds(item.Connection.Name) || Holds(item.Connection.Id.Value)
                    || data.Tokens.Any(token => token.Connection == item.Connection.Id && Holds(Admin.Tokens.SecretToken.Prefix + token.Id)))
                .Take(limit),
        ]);
    }
}
