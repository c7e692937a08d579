using System.Security.Claims;
using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.SignIn;

/// <summary>What the claims of an ID token make of a person here, by the configuration.</summary>
internal static class PersonMapping
{
    private const int MaximumName = 200;

    private static readonly string[] NameClaims = ["name", "email", "preferred_username"];

    /// <summary>The person; null for somebody who has an account at the authority and no part here. Whether the tenant exists is not looked at.</summary>
    /// <param name="token">The claims as the authority sent them.</param>
    /// <param name="options">What they mean.</param>
    /// <param name="address">The network address that the person signs in from.</param>
    public static Actor? ToActor(ClaimsPrincipal token, Auth0Options options, string? address)
    {
        if (token.FindFirstValue(PortalClaims.Subject) is not { Length: > 0 } subject)
            return null;
        var organization = token.FindFirstValue(options.TenantClaim) ?? "";
        var roles = token.FindAll(options.RolesClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);

        // A firm decides which roles its people have; what it says about ours must not count.
        if (string.Equals(organization, options.SupportOrganization, StringComparison.Ordinal) && roles.Contains(options.SupportRole))
            return new Actor(ActorKind.Support, subject, NameOf(token, subject), null, address);
        return roles.Contains(options.TenantAdminRole) && TenantId.TryParse(options.Tenants.GetValueOrDefault(organization, organization), out var tenant)
            ? new Actor(ActorKind.TenantAdmin, subject, NameOf(token, subject), tenant, address)
            : null;
    }

    private static string NameOf(ClaimsPrincipal token, string subject)
    {
        var name = NameClaims.Select(token.FindFirstValue).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) ?? subject;
        return name.Length <= MaximumName ? name : name[..MaximumName];
    }
}
