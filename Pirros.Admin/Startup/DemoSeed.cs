using System.Text.Json.Nodes;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Scim.Http;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Startup;

/// <summary>Two firms with a connection each and a few people, so that a first look shows something. Only ever into an empty database.</summary>
internal sealed class DemoSeed(TenantService tenants, ConnectionService connections, DeclaredSchemaService declared, ResourceOperations directory)
{
    private static readonly Actor Seeder = new(ActorKind.Operator, "demo|seed", "Demo data");

    private static readonly DeclaredSchema HarborLaneSchema = new(
        "urn:ietf:params:scim:schemas:extension:harborlane:2.0:User",
        ResourceTypes.User.Name,
        [
            new() { Name = "badgeNumber" },
            new() { Name = "studios", MultiValued = true },
            new() { Name = "startDate", Type = AttributeType.DateTime },
        ]);

    private static readonly DemoUser[] HarborLane =
    [
        new("Ana", "Lima", "ana.lima", "Project Architect", "Design") { Own = HarborLaneOwn("HL-0412", "2019-03-04", "Waterfront") },
        new("Tomasz", "Wójcik", "tomasz.wojcik", "BIM Manager", "Digital Practice") { Own = HarborLaneOwn("HL-0398", "2018-09-17", "Waterfront", "Campus") },
        new("Priya", "Raghunathan", "priya.raghunathan", "Associate Principal", "Design") { Own = HarborLaneOwn("HL-0127", "2009-01-12", "Campus") },
        new("Declan", "O'Rourke", "declan.orourke", "Construction Administrator", "Delivery") { Own = HarborLaneOwn("HL-0533", "2021-06-01", "Civic") },
        new("Mei-Ling", "Zhao", "meiling.zhao", "Interior Designer", "Interiors") { Own = HarborLaneOwn("HL-0561", "2022-02-14", "Hospitality", "Campus") },
        new("Henrik", "Sørensen", "henrik.sorensen", "Specifications Writer", "Delivery", Active: false) { Own = HarborLaneOwn("HL-0290", "2015-10-05", "Civic") },
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
        await AddAsync(DemoPeople.HarborLane, "Harbor & Lane Architects", IdentityProvider.EntraId, "harborlane.example", HarborLaneSchema, HarborLane, cancel);
        await AddAsync(DemoPeople.KeystoneStructural, "Keystone Structural", IdentityProvider.Okta, "keystone.example", null, Keystone, cancel);
    }

    private async Task AddAsync(TenantId slug, string name, IdentityProvider provider, string domain, DeclaredSchema? schema, DemoUser[] users, CancellationToken cancel)
    {
        var tenant = await tenants.CreateAsync(Seeder, slug.Value, name, cancel);
        var connection = await connections.CreateAsync(Seeder, tenant.Id, provider, null, cancel);
        var types = ConnectionTypes.Of(schema is null ? [] : await declared.DeclareAsync(Seeder, connection.Id, schema, cancel));
        foreach (var user in users)
            await directory.CreateAsync(connection.Id, types.User, user.ToJson(domain), cancel);
    }

    private static (string Urn, JsonObject Values) HarborLaneOwn(string badge, string start, params string[] studios)
        => (HarborLaneSchema.Id, new JsonObject { ["badgeNumber"] = badge, ["studios"] = new JsonArray([.. studios]), ["startDate"] = $"{start}T00:00:00Z" });
}
