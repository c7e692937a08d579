using Pirros.Admin.Audit;

namespace Pirros.Admin.Tenants;

/// <summary>What people do with tenants. Each call names who acts, and reaches only what that person may.</summary>
public sealed class TenantService(ITenantStore store, TimeProvider clock)
{
    private const int MaximumName = 100;

    /// <summary>Adds a tenant.</summary>
    /// <exception cref="RefusedException">A bad slug or name, a slug that is taken, or a person who may not.</exception>
    public async Task<Tenant> CreateAsync(Actor actor, string slug, string name, CancellationToken cancel)
    {
        if (!actor.SeesAllTenants)
            throw RefusedException.Forbidden(TenantTexts.AddedBySupport);
        var tenant = new Tenant(TenantId.Parse(slug), PlainText.Require(name, TenantTexts.TheName, MaximumName), clock.GetUtcNow());
        var audit = AuditEntry.Of(clock, actor, tenant.Id, null, "tenant.create", tenant.Id.Value);
        return await store.AddAsync(tenant, audit, cancel)
            ? tenant
            : throw RefusedException.Conflict(TenantTexts.FormatNameTaken(tenant.Id));
    }

    /// <summary>One tenant.</summary>
    /// <exception cref="RefusedException">There is none, or it is out of this person's reach; the two are not told apart.</exception>
    public async Task<Tenant> GetAsync(Actor actor, TenantId id, CancellationToken cancel)
        => actor.CanReach(id) && await store.FindAsync(id, cancel) is { } tenant
            ? tenant
            : throw RefusedException.NotFound(TenantTexts.FormatNoTenant(id));

    /// <summary>The tenants within this person's reach, by name.</summary>
    public async Task<IReadOnlyList<Tenant>> ListAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.SeesAllTenants)
            return await store.ListAsync(cancel);
        return actor.Tenant is { } own && await store.FindAsync(own, cancel) is { } tenant ? [tenant] : [];
    }

    /// <summary>Tenants that have no connection yet, whom a list of connections does not show, for support.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="text">A part of the name or the short name; null or blank for all.</param>
    /// <param name="count">The most that are wanted.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">The person is not support.</exception>
    public async Task<IReadOnlyList<Tenant>> WithoutConnectionAsync(Actor actor, string? text, int count, CancellationToken cancel)
        => actor.SeesAllTenants ? await store.WithoutConnectionAsync(text?.Trim() ?? "", count, cancel) : throw RefusedException.Forbidden(TenantTexts.ForSupport);
}
