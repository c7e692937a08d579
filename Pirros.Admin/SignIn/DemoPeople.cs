using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.SignIn;

/// <summary>The people that one can sign in as in Development without Auth0.</summary>
public sealed class DemoPeople
{
    internal static readonly TenantId HarborLane = new("harbor-lane");
    internal static readonly TenantId KeystoneStructural = new("keystone-structural");

    /// <summary>A tenant admin of each demo tenant, and support.</summary>
    public IReadOnlyList<DemoPerson> All =>
    [
        new(SignInTexts.FormatTenantAdminOf("Harbor & Lane Architects"), new Actor(ActorKind.TenantAdmin, "demo|mara-quinn", "Mara Quinn", HarborLane)),
        new(SignInTexts.FormatTenantAdminOf("Keystone Structural"), new Actor(ActorKind.TenantAdmin, "demo|jonas-keller", "Jonas Keller", KeystoneStructural)),
        new(SignInTexts.SupportOfAll, new Actor(ActorKind.Support, "demo|samira-okafor", "Samira Okafor")),
    ];
}

/// <summary>One of them.</summary>
/// <param name="Description">What that person is.</param>
/// <param name="Actor">Who they are to the services.</param>
public sealed record DemoPerson(string Description, Actor Actor);
