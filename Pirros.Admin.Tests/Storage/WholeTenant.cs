using System.Text.Json;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Guides;
using Pirros.Admin.HandOffs;
using Pirros.Admin.Preflight;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Storage.TenantData;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

/// <summary>A tenant that has rows in every table that is a tenant's, those of a later table too.</summary>
internal sealed class WholeTenant
{
    private static readonly ConnectionId Sandbox = new("con-sandbox000000000");

    private WholeTenant(Connection open, Connection off, string secret) => (Open, Off, Secret) = (open, off, secret);

    public Connection Open { get; }

    public Connection Off { get; }

    /// <summary>Opens <see cref="Open"/>.</summary>
    public string Secret { get; }

    public static async Task<WholeTenant> MakeAsync(TestStore store, string slug = "acme", bool withPassing = true)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (open, off) = (await store.ConnectionAsync(slug), await store.ConnectionAsync(slug, IdentityProvider.Okta));
        var admin = new Actor(ActorKind.TenantAdmin, "auth0|mara", "Mara Quinn", open.Tenant, "203.0.113.4");
        var secret = (await store.Get<TokenService>().RotateAsync(admin, open.Id, TimeSpan.Zero, TimeSpan.FromDays(9), "Ticket 4711 – Zürich", cancel)).Secret;
        await store.Get<ConnectionService>().SetEnabledAsync(admin, off.Id, false, cancel);
        await store.Get<HandOffService>().CreateAsync(admin, open.Id, TimeSpan.FromHours(1), null, cancel);
        await store.Get<DeclaredSchemaService>().DeclareAsync(admin, open.Id, new DeclaredSchema("urn:acme:2.0:User", "User", [new() { Name = "badge" }]), cancel);
        await store.Get<GuideService>().TickAsync(admin, open.Id, "entra-app", cancel);
        await store.Get<DeactivationService>().SetAsync(admin, open.Id, new BrakeSettings(BrakeMode.Hold, 20, 5, 90), cancel);
        await FillAsync(store, open.Id, 12);
        await FillAsync(store, off.Id, 3);
        var now = store.Clock.GetUtcNow();
        var records = Enumerable.Range(0, 1_100).Select(i => Record(store, open.Id, now.AddSeconds(i)));
        await store.Get<IActivityStore>().AppendAsync(new ActivityBatch([.. records], [new ActivityRule("user-created", record => record.What == ActivityKind.Created)]), cancel);
        if (withPassing)
        {
            var sandbox = new Sandbox(Sandbox, open.Id, new TokenId("abcdefghijkl"), now.AddMinutes(5));
            await store.Get<IPreflightStore>().OpenAsync(sandbox, new byte[32], now, AuditEntry.Of(store.Clock, admin, open.Tenant, open.Id, "preflight.run", "entra"), cancel);
            await FillAsync(store, Sandbox, 2);
        }

        await FillOthersAsync(store, open);
        return new WholeTenant(open, off, secret);
    }

    /// <summary>A request that wrote something.</summary>
    public static ActivityRecord Record(TestStore store, ConnectionId connection, DateTimeOffset at) => new(
        connection, OrderedId.Next(at), at, "POST", "/Users", 201, TimeSpan.FromMilliseconds(3), ActivityKind.Created, "Ana Lima", null, new TokenId("abcdefghijkl"), "20.190.8.1", "test", 0)
    {
        Details = new ActivityDetails(Guid.CreateVersion7(store.Clock.GetUtcNow()).ToString(), null, null, null, [new AttributeChange("title", null, "Lead \"<ü>\" \n x")], """{"title":"Lead"}"""),
    };

    public static async Task<long> CountAsync(TestStore store, string sql, params object?[] arguments)
        => await store.Get<SqlSessionPool>().ReadAsync(session => session.FirstAsync(sql, arguments, row => row.GetInt64(0), CancellationToken.None), CancellationToken.None);

    public static TenantTables Tables(TestStore store)
    {
        using var db = store.Get<Func<AdminDb>>()();
        return new TenantTables(db.Model);
    }

    private static async Task FillAsync(TestStore store, ConnectionId connection, int users)
    {
        var operations = store.Get<ResourceOperations>();
        var members = new List<string>();
        for (var i = 0; i < users; i++)
        {
            using var user = JsonDocument.Parse($$"""{"userName":"Zoë{{i}}@acme.example","externalId":"e{{i}}","active":{{(i % 3 == 0 ? "false" : "true")}},"displayName":"Zoë \"{{i}}\"\n","emails":[{"value":"Zoe{{i}}@acme.example","type":"work"}]}""");
            members.Add((await operations.CreateAsync(connection, ResourceTypes.User, user.RootElement, CancellationToken.None)).Stored.Id);
        }

        using var group = JsonDocument.Parse($$"""{"displayName":"Architects","members":[{{string.Join(',', members.Select(id => $$"""{"value":"{{id}}"}"""))}}]}""");
        await operations.CreateAsync(connection, ResourceTypes.Group, group.RootElement, CancellationToken.None);
    }

    // What a later table holds doesn't matter here, only whose it is.
    private static async Task FillOthersAsync(TestStore store, Connection connection)
    {
        foreach (var table in Tables(store).All)
        {
            var owner = table.OfTenant ? connection.Tenant.Value : connection.Id.Value;
            if (table.Name == TenantTables.Sandboxes || await CountAsync(store, $"SELECT COUNT(*) FROM \"{table.Name}\" WHERE \"{table.Owner}\"=@p0", owner) > 0)
                continue;
            object?[] values = [.. table.Columns.Select(column => column.Name == table.Owner ? owner : Any(column))];
            await store.Get<IWriteQueue>().RunAsync(async scope => await scope.Sql.ExecuteAsync(table.Insert, values, CancellationToken.None), CancellationToken.None);
        }

        object Any(TenantColumn column) => column.Kind switch
        {
            ColumnKind.Text => "x",
            ColumnKind.Flag => true,
            ColumnKind.Id => Guid.CreateVersion7(),
            ColumnKind.Bytes or ColumnKind.Document => "{}"u8.ToArray(),
            ColumnKind.Number => 1L,
            _ => store.Clock.GetUtcNow().UtcTicks,
        };
    }
}
