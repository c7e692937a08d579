using System.Security.Claims;
using Microsoft.Extensions.Options;
using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.SignIn;

/// <summary>Begins, renews and ends sessions.</summary>
internal sealed class Sessions(ISessionStore store, ITenantStore tenants, IOptions<SessionOptions> options, TimeProvider clock)
{
    // A renewal is written at most so often: a page is a dozen requests.
    private static readonly TimeSpan RenewalStep = TimeSpan.FromMinutes(1);

    private SessionOptions Options => options.Value;

    /// <summary>Begins a session of somebody whom the authority has just vouched for; gives the principal to sign in with, or null when the tenant that they are an admin of does not exist here.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="scheme">The authentication scheme of the cookie.</param>
    /// <param name="authoritySession">The authority's <c>sid</c>; null when it named none.</param>
    /// <param name="authenticatedAt">When the person proved who they are (<c>auth_time</c>): they may have been signed in there for long.</param>
    /// <param name="directory">Who it is in the directory of the tenant's own provider, where that has vouched for them; null for the authority.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<ClaimsPrincipal?> BeginAsync(Actor actor, string scheme, string? authoritySession, DateTimeOffset authenticatedAt, DirectoryPerson? directory, CancellationToken cancel)
    {
        if (actor.Tenant is { } tenant && await tenants.FindAsync(tenant, cancel) is null)
            return null;
        var now = clock.GetUtcNow();
        var session = new Session(Guid.CreateVersion7(now), actor.Id, actor.Tenant, authoritySession, now, now, now + Options.Idle) { Directory = directory };
        await store.AddAsync(session, AuditOf(actor, "session.begin"), cancel);
        return PortalClaims.Principal(actor with { FreshUntil = authenticatedAt + Options.Fresh }, scheme, session.Id, directory?.Connection);
    }

    /// <summary>Whether the session of these claims goes on. With <paramref name="renew"/> its end moves, because its person has done something.</summary>
    public async Task<bool> IsLiveAsync(ClaimsPrincipal principal, bool renew, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (PortalClaims.SessionOf(principal) is not { } id || await store.FindAsync(id, now, cancel) is not { } session)
            return false;
        if (renew && now - session.RenewedAt >= RenewalStep)
            await store.RenewAsync(id, now, Min(now + Options.Idle, session.StartedAt + Options.Longest), cancel);
        return true;
    }

    /// <summary>Ends the session of these claims, if it goes on.</summary>
    public async Task EndAsync(ClaimsPrincipal principal, string? address, CancellationToken cancel)
    {
        if (PortalClaims.SessionOf(principal) is { } id)
            await store.EndAsync(id, principal.ToActor(address) is { } actor ? AuditOf(actor, "session.end") : null, cancel);
    }

    private AuditEntry AuditOf(Actor actor, string action) => AuditEntry.Of(clock, actor, actor.Tenant ?? InstallationAudit.Chain, null, action, actor.Id);

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
