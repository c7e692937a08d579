namespace Pirros.Admin.SignIn;

/// <summary>Where people sign in, and what its claims mean here. Section <c>Auth0</c>. Any OpenID Connect authority is set up by the same keys. The first three are needed outside Development.</summary>
internal sealed class Auth0Options
{
    public const string Section = "Auth0";

    /// <summary>Host name of the Auth0 tenant, such as <c>pirros.us.auth0.com</c>; of another authority its issuer without <c>https://</c>, such as <c>id.example/realms/pirros</c>. Default: empty.</summary>
    public string Domain { get; set; } = "";

    /// <summary>Client id of the application registered there. Default: empty.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Its client secret. Default: empty.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The claim of the ID token that names the firm a person signed in for. Default: <c>org_name</c>, which Auth0 sends once "Use Organization Names in Authentication API" is on; <c>org_id</c> is always there.</summary>
    public string TenantClaim { get; set; } = "org_name";

    /// <summary>Which tenant each value of <see cref="TenantClaim"/> is, such as <c>org_7Hq…</c> → <c>harbor-lane</c>. A value that is not listed is the tenant's short name itself. Default: none.</summary>
    public Dictionary<string, string> Tenants { get; } = new(StringComparer.Ordinal);

    /// <summary>The claim that holds a person's roles: one or several. Auth0 gives it by an Action, under a name that is an address. Default: <c>https://pirros.com/roles</c>.</summary>
    public string RolesClaim { get; set; } = "https://pirros.com/roles";

    /// <summary>The role of who manages a firm's connections. Default: <c>tenant-admin</c>.</summary>
    public string TenantAdminRole { get; set; } = PortalClaims.TenantAdminRole;

    /// <summary>The role of Pirros' own staff. Default: <c>support</c>.</summary>
    public string SupportRole { get; set; } = PortalClaims.SupportRole;

    /// <summary>The value of <see cref="TenantClaim"/> that Pirros' own staff sign in with. Default: empty, which means without one. The role of support counts nowhere else, so that no firm can give it to its people.</summary>
    public string SupportOrganization { get; set; } = "";

    /// <summary>The authority's issuer, with <c>https</c> in any case.</summary>
    public string Authority => $"https://{Domain.Trim().TrimEnd('/')}";

    /// <summary>Its origin, which pages must be allowed to be led to.</summary>
    public string Origin => new Uri(Authority).GetLeftPart(UriPartial.Authority);

    /// <summary>The keys that are not set.</summary>
    public IReadOnlyList<string> Missing =>
        new[] { (nameof(Domain), Domain), (nameof(ClientId), ClientId), (nameof(ClientSecret), ClientSecret) }
            .Where(setting => string.IsNullOrWhiteSpace(setting.Item2))
            .Select(setting => $"{Section}:{setting.Item1}")
            .ToList();

    /// <summary>What is wrong with what is set, a sentence each.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (Missing.Count == 0 && (Domain.Contains("://", StringComparison.Ordinal) || !Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || authority.Query.Length > 0))
            yield return $"{Section}:{nameof(Domain)} is '{Domain}'. Give a host name without https://, such as pirros.us.auth0.com.";
        foreach (var (organization, slug) in Tenants)
        {
            if (!Pirros.Admin.Tenants.TenantId.TryParse(slug, out _))
                yield return $"{Section}:{nameof(Tenants)}:{organization} is '{slug}', which is no tenant's short name.";
        }

        if (string.Equals(TenantAdminRole, SupportRole, StringComparison.Ordinal))
            yield return $"{Section}:{nameof(TenantAdminRole)} and {Section}:{nameof(SupportRole)} are the same, '{SupportRole}'. Give each a role of its own.";
    }
}
