using Pirros.Admin.Audit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.DeclaredSchemas;

/// <summary>The port to where declared schemas are kept.</summary>
public interface IDeclaredSchemaStore
{
    /// <summary>The schemas that a connection declares, in the order in which it did; empty too when there is no such connection.</summary>
    Task<IReadOnlyList<DeclaredSchema>> ListAsync(ConnectionId connection, CancellationToken cancel);

    /// <summary>Replaces what a connection declares by what <paramref name="change"/> makes of it, with the audit entry; one change at a time.</summary>
    /// <returns>What is declared now; null when there is no such connection.</returns>
    /// <exception cref="RefusedException"><paramref name="change"/> refused; nothing is written.</exception>
    Task<IReadOnlyList<DeclaredSchema>?> ChangeAsync(ConnectionId connection, Func<IReadOnlyList<DeclaredSchema>, IReadOnlyList<DeclaredSchema>> change, AuditEntry audit, CancellationToken cancel);
}
