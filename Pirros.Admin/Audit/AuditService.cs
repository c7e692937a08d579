using Pirros.Admin.Connections;

namespace Pirros.Admin.Audit;

/// <summary>What people see of the audit: a tenant admin that of the own tenant, support and operators that of all.</summary>
public sealed class AuditService(IAuditStore store, ConnectionAccess access, TimeProvider clock)
{
    /// <summary>The most entries on a page.</summary>
    public const int PageSize = 50;

    private const int MostPeople = 200;
    private const int MaximumTarget = 400;

    /// <summary>A page of entries.</summary>
    /// <exception cref="RefusedException">The tenant or the connection is out of this person's reach.</exception>
    public async Task<AuditListing> PageAsync(Actor actor, AuditFilter filter, AuditTurn turn, CancellationToken cancel)
    {
        var within = await WithinReachAsync(actor, filter, cancel);
        var found = await store.ListAsync(within, turn, PageSize + 1, cancel);

        // Nothing newer was there after all: the newest page is what is meant.
        if (turn.After is not null && found.Count == 0)
            return await PageAsync(actor, filter, default, cancel);
        var more = found.Count > PageSize;
        var page = found.Take(PageSize).ToList();
        if (turn.After is not null)
            page.Reverse();
        var (newer, older) = turn.After is null ? (turn.Before is not null, more) : (more, true);
        return page.Count == 0
            ? new AuditListing(page, turn.Before, null)
            : new AuditListing(page, newer ? page[0].Position : null, older ? page[^1].Position : null);
    }

    /// <summary>Who can be chosen for a filter: the people that the audit within reach names, at most 200.</summary>
    /// <exception cref="RefusedException">The tenant is out of this person's reach.</exception>
    public async Task<IReadOnlyList<AuditPerson>> PeopleAsync(Actor actor, AuditFilter filter, CancellationToken cancel)
        => await store.PeopleAsync((await WithinReachAsync(actor, filter, cancel)).Tenant, MostPeople, cancel);

    /// <summary>Notes in the audit that it is exported, and gives what the export may hold. The entry is there before the first line is sent, and the export ends with it.</summary>
    /// <param name="actor">Who exports.</param>
    /// <param name="filter">What is wanted: of one tenant, in whose audit the export is noted.</param>
    /// <param name="form">The form, such as <c>csv</c>.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">Out of reach, or no tenant is chosen.</exception>
    public async Task<IAsyncEnumerable<AuditRecord>> ExportAsync(Actor actor, AuditFilter filter, string form, CancellationToken cancel)
    {
        var within = await WithinReachAsync(actor, filter, cancel);
        if (within.Tenant is not { } tenant)
            throw RefusedException.Invalid(AuditTexts.ChooseFirst);
        var target = AuditExportTarget.Of(form, filter);
        await store.AppendAsync(AuditEntry.Of(clock, actor, tenant, within.Connection, "audit.export", target.Length <= MaximumTarget ? target : target[..MaximumTarget]), cancel);
        return AllAsync(within, cancel);
    }

    /// <summary>Entries without a page's bounds, newest first, read as they are needed.</summary>
    /// <exception cref="RefusedException">The tenant or the connection is out of this person's reach.</exception>
    public async Task<IAsyncEnumerable<AuditRecord>> ListAsync(Actor actor, AuditFilter filter, CancellationToken cancel)
        => AllAsync(await WithinReachAsync(actor, filter, cancel), cancel);

    private async IAsyncEnumerable<AuditRecord> AllAsync(AuditFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        const int together = 500;
        IReadOnlyList<AuditRecord> part;
        AuditPosition? before = null;
        do
        {
            part = await store.ListAsync(filter, new AuditTurn(before), together, cancel);
            foreach (var record in part)
                yield return record;
            before = part.Count > 0 ? part[^1].Position : null;
        }
        while (part.Count == together);
    }

    private async Task<AuditFilter> WithinReachAsync(Actor actor, AuditFilter filter, CancellationToken cancel)
    {
        if (filter.Connection is { } id)
        {
            var connection = await access.RequireAsync(actor, id, cancel);
            if (filter.Tenant is { } named && named != connection.Tenant)
                throw RefusedException.NotFound(AuditTexts.FormatNotOfTenant(id, named));
            return filter with { Tenant = connection.Tenant };
        }

        var tenant = filter.Tenant ?? (actor.SeesAllTenants ? null : actor.Tenant ?? throw RefusedException.Forbidden(AuditTexts.ForAdminsAndSupport));
        return tenant is { } one && !actor.CanReach(one)
            ? throw RefusedException.NotFound(AuditTexts.FormatNoTenant(one))
            : filter with { Tenant = tenant };
    }
}
