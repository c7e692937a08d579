using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.SignIn;

/// <summary>The people that one can sign in as in Development without Auth0.</summary>
public sealed class DemoPeople
{
    internal static readonly TenantId HarborLane = new("harbor-lane");
    internal static readonly TenantId KeystoneStructural = new("keystone-structural");

    /// <summary>A tenant admin of each demo tenant, and support.</summary>
    public IReadOnlyList<DemoPerson> All { get; } =
    [
        new("Tenant admin, Harbor & Lane Architects", new Actor(ActorKind.TenantAdmin, "demo|mara-quinn", "Mara Quinn", HarborLane)),
        new("Tenant admin, Keystone Structural", new Actor(ActorKind.TenantAdmin, "demo|jonas-keller", "Jonas Keller", KeystoneStructural)),
        new("Pirros support, all tenants", new Actor(ActorKind.Support, "demo|samira-okafor", "Samira Okafor")),
    ];
}

/// <summary>One of them.</summary>
/// <param name="Description">What that person is.</param>
/// <param name="Actor">Who they are to the services.</param>
public sealed record DemoPerson(string Description, Actor Actor);
