using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Connections;

/// <summary>What people do with connections. Each call names who acts, and reaches only what that person may.</summary>
public sealed class ConnectionService(IConnectionStore store, ConnectionAccess access, ConnectionValueBuilder values, TimeProvider clock)
{
    private const int MaximumName = 100;
    private const int MaximumSearch = 200;
    private const int SearchResults = 50;

    /// <summary>Makes a connection. A name is made from the provider's when none is given.</summary>
    /// <exception cref="RefusedException">A bad name, or a tenant that does not exist or is out of reach.</exception>
    public async Task<Connection> CreateAsync(Actor actor, TenantId tenant, IdentityProvider provider, string? name, CancellationToken cancel)
    {
        var chosen = PlainText.Optional(name, ConnectionTexts.TheName, MaximumName) ?? provider switch
        {
            IdentityProvider.EntraId => "Microsoft Entra ID",
            IdentityProvider.Okta => "Okta",
            _ => "SCIM 2.0",
        };
        var id = ConnectionId.New();
        var connection = new Connection(id, tenant, chosen, provider, true, values.EntityIdFor(tenant, id), clock.GetUtcNow());
        var audit = AuditEntry.Of(clock, actor, tenant, id, "connection.create", id.Value);
        return actor.CanReach(tenant) && await store.AddAsync(connection, audit, cancel)
            ? connection
            : throw RefusedException.NotFound(ConnectionTexts.FormatNoTenant(tenant));
    }

    /// <summary>Gives a connection another name.</summary>
    public async Task RenameAsync(Actor actor, ConnectionId id, string name, CancellationToken cancel)
    {
        var connection = await access.RequireOwnAsync(actor, id, cancel);
        var chosen = PlainText.Require(name, ConnectionTexts.TheName, MaximumName);
        await UpdateAsync(connection with { Name = chosen }, AuditEntry.Of(clock, actor, connection.Tenant, id, "connection.rename", chosen), cancel);
    }

    /// <summary>Switches a connection on or off. While it is off, its requests are answered with 401, like those of a connection that does not exist.</summary>
    public async Task SetEnabledAsync(Actor actor, ConnectionId id, bool enabled, CancellationToken cancel)
    {
        var connection = await access.RequireOwnAsync(actor, id, cancel);
        if (connection.Enabled != enabled)
            await UpdateAsync(connection with { Enabled = enabled }, AuditEntry.Of(clock, actor, connection.Tenant, id, enabled ? "connection.enable" : "connection.disable", id.Value), cancel);
    }

    /// <summary>One connection with its figures.</summary>
    /// <exception cref="RefusedException">There is none within reach.</exception>
    public async Task<ConnectionSummary> GetAsync(Actor actor, ConnectionId id, CancellationToken cancel)
    {
        await access.RequireAsync(actor, id, cancel);
        return await store.SummaryAsync(id, cancel) ?? throw RefusedException.NotFound(ConnectionTexts.FormatNoConnectionAnyMore(id));
    }

    /// <summary>The connections within this person's reach: of <paramref name="tenant"/>, or of every tenant that they reach when null.</summary>
    public async Task<IReadOnlyList<ConnectionSummary>> ListAsync(Actor actor, TenantId? tenant, CancellationToken cancel)
    {
        var wanted = tenant ?? (actor.SeesAllTenants ? null : actor.Tenant);
        if (wanted is { } one && !actor.CanReach(one))
            throw RefusedException.NotFound(ConnectionTexts.FormatNoTenant(one));
        return wanted is null && !actor.SeesAllTenants ? [] : await store.ListAsync(wanted, cancel);
    }

    /// <summary>Finds connections of any tenant by what a caller can read out: tenant name, slug, connection name, connection id, token prefix. At most 50.</summary>
    /// <exception cref="RefusedException">The person is not support.</exception>
    public async Task<IReadOnlyList<ConnectionSummary>> SearchAsync(Actor actor, string? text, CancellationToken cancel)
    {
        if (!actor.SeesAllTenants)
            throw RefusedException.Forbidden(ConnectionTexts.SearchForSupport);
        return PlainText.Optional(text, ConnectionTexts.TheSearch, MaximumSearch) is { } wanted ? await store.SearchAsync(wanted, SearchResults, cancel) : [];
    }

    private async Task UpdateAsync(Connection connection, AuditEntry audit, CancellationToken cancel)
    {
        if (!await store.UpdateAsync(connection.Id, connection.Name, connection.Enabled, audit, cancel))
            throw RefusedException.NotFound(ConnectionTexts.FormatNoConnectionAnyMore(connection.Id));
    }
}
