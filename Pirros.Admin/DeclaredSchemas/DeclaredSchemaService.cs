using Pirros.Admin.Audit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.DeclaredSchemas;

/// <summary>What people do with a connection's own schemas. Each call names who acts, reaches only what that person may, and is audited. The endpoint obeys within a second.</summary>
public sealed class DeclaredSchemaService(IDeclaredSchemaStore store, ConnectionAccess access, TimeProvider clock)
{
    /// <summary>What a connection declares.</summary>
    public async Task<IReadOnlyList<DeclaredSchema>> ListAsync(Actor actor, ConnectionId connection, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return Live(await store.ListAsync(connection, cancel));
    }

    /// <summary>Declares a schema; when the connection has it, its new attributes join those that are there.</summary>
    /// <returns>What the connection declares now.</returns>
    /// <exception cref="RefusedException">The schema breaks a rule or contradicts what is declared, or the connection is out of reach.</exception>
    public async Task<IReadOnlyList<DeclaredSchema>> DeclareAsync(Actor actor, ConnectionId connection, DeclaredSchema schema, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        var good = DeclaredSchemaRules.Check(schema);
        var audit = AuditEntry.Of(clock, actor, owner.Tenant, connection, "schema.declare", good.Id);
        return Live(await store.ChangeAsync(connection, declared => DeclaredSchemaRules.Join(declared, good), audit, cancel) ?? throw Gone(connection));
    }

    /// <summary>Takes back a schema, or one attribute of it; the schema goes with its last attribute. Values that users have of it are no longer shown.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="urn">The schema's URN.</param>
    /// <param name="attribute">The attribute; null for the whole schema.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">There is none such, or the connection is out of reach.</exception>
    public async Task<IReadOnlyList<DeclaredSchema>> RemoveAsync(Actor actor, ConnectionId connection, string urn, string? attribute, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        var target = attribute is null ? urn.Trim() : $"{urn.Trim()}:{attribute.Trim()}";
        var audit = AuditEntry.Of(clock, actor, owner.Tenant, connection, "schema.remove", target.Length <= DeclaredSchemaRules.MaximumUrn * 2 ? target : target[..(DeclaredSchemaRules.MaximumUrn * 2)]);
        return Live(await store.ChangeAsync(connection, declared => DeclaredSchemaRules.Without(declared, urn.Trim(), attribute?.Trim()), audit, cancel) ?? throw Gone(connection));
    }

    private static List<DeclaredSchema> Live(IReadOnlyList<DeclaredSchema> declared) => declared.Where(schema => schema.IsLive).ToList();

    private static RefusedException Gone(ConnectionId connection) => RefusedException.NotFound(DeclaredSchemaTexts.FormatNoConnection(connection));
}
