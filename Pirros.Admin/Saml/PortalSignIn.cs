using System.Security.Claims;
using Pirros.Admin.Audit;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Saml;

/// <summary>Lets somebody into the portal whom their firm's own provider has vouched for: who is in the connection's directory, active, and in the group that the firm named as its admins.</summary>
internal sealed class PortalSignIn(Sessions sessions, TimeProvider clock)
{
    /// <summary>Begins a session; null for somebody who has no part here.</summary>
    /// <param name="taken">A response that was accepted.</param>
    /// <param name="scheme">The authentication scheme of the cookie.</param>
    /// <param name="address">The network address that the person signs in from.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<ClaimsPrincipal?> BeginAsync(TakenResponse taken, string scheme, string? address, CancellationToken cancel)
    {
        if (taken is not { Assertion: { } assertion, Person: { Active: true, IsAdmin: true } person })
            return null;
        var connection = taken.Connection;
        var actor = new Actor(ActorKind.TenantAdmin, $"saml|{connection.Id}|{person.Id}", person.Name ?? person.UserName, connection.Tenant, address);

        // The provider's clock may be ahead of ours: nobody has proved anything in the future.
        var now = clock.GetUtcNow();
        var authenticated = assertion.AuthenticatedAt < now ? assertion.AuthenticatedAt : now;
        return await sessions.BeginAsync(actor, scheme, null, authenticated, new DirectoryPerson(connection.Id, person.Id), cancel);
    }
}
