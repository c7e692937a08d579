using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Startup;

/// <summary>Two firms with a connection each and a few people, so that a first look shows something. Only ever into an empty database.</summary>
internal sealed class DemoSeed(TenantService tenants, ConnectionService connections, Scim.Server.ResourceOperations directory)
{
    private static readonly Actor Seeder = new(ActorKind.Operator, "demo|seed", "Demo data");

    private static readonly DemoUser[] HarborLane =
    [
        new("Ana", "Lima", "ana.lima", "Project Architect", "Design"),
        new("Tomasz", "Wójcik", "tomasz.wojcik", "BIM Manager", "Digital Practice"),
        new("Priya", "Raghunathan", "priya.raghunathan", "Associate Principal", "Design"),
        new("Declan", "O'Rourke", "declan.orourke", "Construction Administrator", "Delivery"),
        new("Mei-Ling", "Zhao", "meiling.zhao", "Interior Designer", "Interiors"),
        new("Henrik", "Sørensen", "henrik.sorensen", "Specifications Writer", "Delivery", Active: false),
    ];

    private static readonly DemoUser[] Keystone =
    [
        new("Luis", "Ferrer", "luis.ferrer", "Structural Engineer", "Buildings"),
        new("Hannah", "Abernathy", "hannah.abernathy", "Senior Structural Engineer", "Buildings"),
        new("Kwame", "Mensah", "kwame.mensah", "Revit Technician", "Drafting"),
        new("Ingrid", "Vasquez-Thornbury", "ingrid.vasquez", "Principal", "Bridges"),
    ];

    public async Task RunAsync(CancellationToken cancel)
    {
        if ((await tenants.ListAsync(Seeder, cancel)).Count > 0)
            return;
        await AddAsync(DemoPeople.HarborLane, "Harbor & Lane Architects", IdentityProvider.EntraId, "harborlane.example", HarborLane, cancel);
        await AddAsync(DemoPeople.KeystoneStructural, "Keystone Structural", IdentityProvider.Okta, "keystone.example", Keystone, cancel);
    }

    private async Task AddAsync(TenantId slug, string name, IdentityProvider provider, string domain, DemoUser[] users, CancellationToken cancel)
    {
        var tenant = await tenants.CreateAsync(Seeder, slug.Value, name, cancel);
        var connection = await connections.CreateAsync(Seeder, tenant.Id, provider, null, cancel);
        foreach (var user in users)
            await directory.CreateAsync(connection.Id, Scim.Protocol.Schema.ResourceTypes.User, user.ToJson(domain), cancel);
    }
}
