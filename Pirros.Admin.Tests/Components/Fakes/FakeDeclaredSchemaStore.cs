using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;

namespace Pirros.Admin.Tests.Components.Fakes;

public sealed class FakeDeclaredSchemaStore(PortalData data) : IDeclaredSchemaStore
{
    public Task<IReadOnlyList<DeclaredSchema>> ListAsync(ConnectionId connection, CancellationToken cancel) => Task.FromResult(data.Schemas.GetValueOrDefault(connection) ?? []);

    public Task<IReadOnlyList<DeclaredSchema>?> ChangeAsync(
        ConnectionId connection, Func<IReadOnlyList<DeclaredSchema>, IReadOnlyList<DeclaredSchema>> change, AuditEntry audit, CancellationToken cancel)
    {
        data.Check();
        var now = change(data.Schemas.GetValueOrDefault(connection) ?? []);
        data.Schemas[connection] = now;
        data.Audit.Add(audit);
        return Task.FromResult<IReadOnlyList<DeclaredSchema>?>(now);
    }
}
