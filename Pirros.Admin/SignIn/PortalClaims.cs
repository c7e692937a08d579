using System.Security.Claims;
using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.SignIn;

/// <summary>The claims that every way of signing in must give, and how they become an <see cref="Actor"/>.</summary>
internal static class PortalClaims
{
    public const string Subject = "sub";
    public const string Name = "name";
    public const string Role = "role";
    public const string Tenant = "pirros:tenant";
    public const string TenantAdminRole = "tenant-admin";
    public const string SupportRole = "support";

    public static ClaimsPrincipal Principal(Actor actor, string scheme)
    {
        List<Claim> claims = [new(Subject, actor.Id), new(Name, actor.Name), new(Role, actor.Kind == ActorKind.Support ? SupportRole : TenantAdminRole)];
        if (actor.Tenant is { } tenant)
            claims.Add(new Claim(Tenant, tenant.Value));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, Name, Role));
    }

    /// <summary>Who is signed in; null when nobody is, or the claims don't say what that person is here.</summary>
    public static Actor? ToActor(this ClaimsPrincipal principal, string? address)
    {
        if (principal.Identity is not { IsAuthenticated: true } || principal.FindFirstValue(Subject) is not { Length: > 0 } subject)
            return null;
        var name = principal.FindFirstValue(Name) ?? subject;
        if (principal.IsInRole(SupportRole))
            return new Actor(ActorKind.Support, subject, name, null, address);
        return principal.IsInRole(TenantAdminRole) && TenantId.TryParse(principal.FindFirstValue(Tenant), out var tenant)
            ? new Actor(ActorKind.TenantAdmin, subject, name, tenant, address)
            : null;
    }
}
