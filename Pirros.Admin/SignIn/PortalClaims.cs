using System.Globalization;
using System.Security.Claims;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.SignIn;

/// <summary>The claims that every way of signing in must give, and how they become an <see cref="Actor"/>.</summary>
internal static class PortalClaims
{
    public const string Subject = "sub";
    public const string Name = "name";
    public const string Role = "role";
    public const string Tenant = "pirros:tenant";
    public const string Session = "pirros:session";
    public const string Connection = "pirros:connection";
    public const string FreshUntil = "pirros:fresh-until";
    public const string TenantAdminRole = "tenant-admin";
    public const string SupportRole = "support";

    public static ClaimsPrincipal Principal(Actor actor, string scheme, Guid session, ConnectionId? connection)
    {
        List<Claim> claims =
        [
            new(Subject, actor.Id),
            new(Name, actor.Name),
            new(Role, actor.Kind == ActorKind.Support ? SupportRole : TenantAdminRole),
            new(Session, session.ToString()),
        ];
        if (actor.Tenant is { } tenant)
            claims.Add(new Claim(Tenant, tenant.Value));
        if (connection is { } provider)
            claims.Add(new Claim(Connection, provider.Value));
        if (actor.FreshUntil is { } fresh)
            claims.Add(new Claim(FreshUntil, fresh.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, Name, Role));
    }

    /// <summary>Who is signed in; null when nobody is, or the claims don't say what that person is here.</summary>
    public static Actor? ToActor(this ClaimsPrincipal principal, string? address)
    {
        if (principal.Identity is not { IsAuthenticated: true } || principal.FindFirstValue(Subject) is not { Length: > 0 } subject)
            return null;
        var name = principal.FindFirstValue(Name) ?? subject;

        // Who did not say when they proved who they are did so long ago.
        var fresh = long.TryParse(principal.FindFirstValue(FreshUntil), CultureInfo.InvariantCulture, out var until) ? DateTimeOffset.FromUnixTimeSeconds(until) : DateTimeOffset.MinValue;
        if (principal.IsInRole(SupportRole))
            return new Actor(ActorKind.Support, subject, name, null, address) { FreshUntil = fresh };
        return principal.IsInRole(TenantAdminRole) && TenantId.TryParse(principal.FindFirstValue(Tenant), out var tenant)
            ? new Actor(ActorKind.TenantAdmin, subject, name, tenant, address) { FreshUntil = fresh }
            : null;
    }

    /// <summary>The connection by whose provider the person signed in; null for who signed in otherwise.</summary>
    public static ConnectionId? ConnectionOf(ClaimsPrincipal principal) => ConnectionId.TryParse(principal.FindFirstValue(Connection), out var id) ? id : null;

    /// <summary>The session that the claims are of; null when they name none.</summary>
    public static Guid? SessionOf(ClaimsPrincipal principal) => Guid.TryParse(principal.FindFirstValue(Session), out var id) ? id : null;
}
