using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

public abstract class SlicesStoreContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly Actor Support = new(ActorKind.Support, "auth0|sam", "Samira Okafor");

    [Fact]
    public async Task Slug_can_be_taken_once()
    {
        var tenants = Store.Get<TenantService>();
        await tenants.CreateAsync(Store.Operator, "acme", "Acme", Cancel);
        Assert.Equal(Refusal.Conflict, (await Assert.ThrowsAsync<RefusedException>(() => tenants.CreateAsync(Store.Operator, "acme", "Other", Cancel))).Reason);
        Assert.Equal("Acme", Assert.Single(await tenants.ListAsync(Store.Operator, Cancel)).Name);
    }

    [Fact]
    public async Task Tenants_without_a_connection_are_found_by_a_part_of_their_name_and_by_support_only()
    {
        await Store.ConnectionAsync();
        var tenants = Store.Get<TenantService>();
        await tenants.CreateAsync(Store.Operator, "keystone", "Keystone Structural", Cancel);
        await tenants.CreateAsync(Store.Operator, "harbor", "Harbor & Lane", Cancel);
        Assert.Equal(["harbor", "keystone"], await SlugsAsync(null));
        Assert.Equal(["keystone"], await SlugsAsync(" STRUCT "));
        Assert.Equal(["harbor"], await SlugsAsync("harb"));
        await Assert.ThrowsAsync<RefusedException>(() => tenants.WithoutConnectionAsync(new Actor(ActorKind.TenantAdmin, "auth0|ann", "Ann", new TenantId("harbor")), null, 10, Cancel));

        async Task<IEnumerable<string>> SlugsAsync(string? text) => (await tenants.WithoutConnectionAsync(Support, text, 10, Cancel)).Select(tenant => tenant.Id.Value);
    }

    [Theory]
    [InlineData("", "Acme")]
    [InlineData("Acme", "Acme")]
    [InlineData("a_b", "Acme")]
    [InlineData("-a", "Acme")]
    [InlineData("acme", " ")]
    [InlineData("acme", "a\u202Eb")]
    public async Task Bad_slug_or_name_is_refused(string slug, string name)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Store.Get<TenantService>().CreateAsync(Store.Operator, slug, name, Cancel));
        Assert.Equal(Refusal.Invalid, refused.Reason);
        Assert.Empty(await Store.Get<TenantService>().ListAsync(Store.Operator, Cancel));
    }

    [Fact]
    public async Task Activity_comes_back_newest_first_and_moves_the_connections_head()
    {
        var connection = await Store.ConnectionAsync();
        var now = Store.Clock.GetUtcNow();
        var first = Record(connection.Id, now, 200);
        var second = Record(connection.Id, now.AddSeconds(1), 401);
        await Store.Get<IActivityStore>().AppendAsync(new ActivityBatch([first, second], []), Cancel);
        await Store.Get<IActivityStore>().AppendAsync(new ActivityBatch([Record(new ConnectionId("con-0000000000000000"), now, 401) with { Token = null }], []), Cancel);
        Assert.Equal([second, first], await Store.Get<ActivityService>().LatestAsync(Store.Operator, connection.Id, 10, Cancel));
        Assert.Empty(await Store.Get<IActivityStore>().LatestAsync(new ConnectionId("con-0000000000000000"), 10, Cancel));
        var summary = await Store.Get<ConnectionService>().GetAsync(Store.Operator, connection.Id, Cancel);
        Assert.Equal((now.AddSeconds(1), 401, now), (summary.LastRequestAt, summary.LastStatus, summary.LastSuccessAt));
        Assert.Equal(ConnectionState.Failing, summary.StateAt(now));
    }

    [Theory]
    [InlineData("acme", 1)]
    [InlineData("ACME arch", 1)]
    [InlineData("head OFFICE", 1)]
    [InlineData("nobody", 0)]
    [InlineData("%", 0)]
    [InlineData("_", 0)]
    public async Task Support_finds_connections_by_what_a_caller_reads_out(string text, int found)
    {
        var connection = await Store.ConnectionAsync();
        await Store.ConnectionAsync("other-firm");
        var connections = Store.Get<ConnectionService>();
        await connections.RenameAsync(Store.Operator, connection.Id, "Head office", Cancel);
        var issued = await Store.Get<TokenService>().RotateAsync(Store.Operator, connection.Id, TimeSpan.Zero, TokenService.DefaultLifetime, null, Cancel);
        Assert.Equal(found, (await connections.SearchAsync(Support, text, Cancel)).Count);
        foreach (var exact in new[] { connection.Id.Value, connection.Id.Value[..9], issued.Token.Id.Value[..8], $"pscim_{issued.Token.Id.Value[..6]}", issued.Secret })
            Assert.Equal(connection.Id, Assert.Single(await connections.SearchAsync(Support, exact, Cancel)).Connection.Id);
        var stranger = new Actor(ActorKind.TenantAdmin, "auth0|eve", "Eve", new TenantId("other-firm"));
        await Assert.ThrowsAsync<RefusedException>(() => connections.SearchAsync(stranger, text, Cancel));
    }

    [Fact]
    public async Task Schemas_that_two_people_declare_at_once_are_both_kept()
    {
        var connection = await Store.ConnectionAsync();
        var schemas = Store.Get<DeclaredSchemaService>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => schemas.DeclareAsync(Store.Operator, connection.Id, new DeclaredSchema($"urn:acme:{i % 2}:User", "User", [new() { Name = $"a{i}", Type = AttributeType.Complex, SubAttributes = [new() { Name = "$ref", Type = AttributeType.Reference }] }]), Cancel)));
        var declared = await schemas.ListAsync(Store.Operator, connection.Id, Cancel);
        Assert.Equal(["urn:acme:0:User", "urn:acme:1:User"], declared.Select(s => s.Id).Order());
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"a{i}"), declared.SelectMany(s => s.Attributes).Select(a => a.Name).Order());
        Assert.All(declared.SelectMany(s => s.Attributes), attribute => Assert.Equal("$ref", Assert.Single(attribute.SubAttributes).Name));
        await schemas.RemoveAsync(Store.Operator, connection.Id, "URN:acme:0:User", null, Cancel);
        await schemas.RemoveAsync(Store.Operator, connection.Id, "urn:acme:1:User", "A1", Cancel);
        Assert.Equal(["a3", "a5", "a7"], Assert.Single(await schemas.ListAsync(Store.Operator, connection.Id, Cancel)).Attributes.Select(a => a.Name).Order());
        Assert.Equal(["schema.declare", "schema.remove"], (await Store.Get<IAuditStore>().LatestAsync(connection.Tenant, 20, Cancel)).Where(e => e.Connection == connection.Id).Select(e => e.Action).Where(a => a.StartsWith("schema", StringComparison.Ordinal)).Distinct().Order());
    }

    [Fact]
    public async Task Schema_is_declared_by_those_who_reach_the_connection()
    {
        var connection = await Store.ConnectionAsync();
        var stranger = new Actor(ActorKind.TenantAdmin, "auth0|eve", "Eve", new TenantId("other-firm"));
        var schemas = Store.Get<DeclaredSchemaService>();
        var schema = new DeclaredSchema("urn:acme:2.0:User", "User", [new() { Name = "badge" }]);
        Assert.Equal(Refusal.NotFound, (await Assert.ThrowsAsync<RefusedException>(() => schemas.DeclareAsync(stranger, connection.Id, schema, Cancel))).Reason);
        await schemas.DeclareAsync(Store.Operator, connection.Id, schema, Cancel);
        Assert.Equal(Refusal.NotFound, (await Assert.ThrowsAsync<RefusedException>(() => schemas.ListAsync(stranger, connection.Id, Cancel))).Reason);
        Assert.Equal(Refusal.NotFound, (await Assert.ThrowsAsync<RefusedException>(() => schemas.RemoveAsync(stranger, connection.Id, schema.Id, null, Cancel))).Reason);
        Assert.Equal(Refusal.NotFound, (await Assert.ThrowsAsync<RefusedException>(() => schemas.RemoveAsync(Store.Operator, connection.Id, schema.Id, "other", Cancel))).Reason);
        Assert.Single(await schemas.ListAsync(Store.Operator, connection.Id, Cancel));
    }

    private static ActivityRecord Record(ConnectionId connection, DateTimeOffset at, int status)
        => new(connection, OrderedId.Next(at), at, "GET", "/Users?filter=x", status, TimeSpan.FromMilliseconds(3), ActivityKind.List, "Ana", null, new TokenId("abcdefABCDEF"), "203.0.113.9", "Okta", 0);
}

public sealed class SlicesStoreOnSqliteTests() : SlicesStoreContract(TestStore.OnSqliteAsync);

public sealed class SlicesStoreOnPostgresTests(PostgresServer server) : SlicesStoreContract(() => TestStore.OnPostgresAsync(server));
