using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Schemas that a connection declares (RFC 7643 §3.3), seen by a client.</summary>
public sealed class DeclaredSchemaTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Urn = "urn:ietf:params:scim:schemas:extension:acme:2.0:User";
    private const string GroupUrn = "urn:ietf:params:scim:schemas:extension:acme:2.0:Group";

    private static readonly DeclaredSchema Badge = new(
        Urn,
        "User",
        [
            new() { Name = "badge" },
            new() { Name = "code", CaseExact = true },
            new() { Name = "floor", Type = AttributeType.Integer },
            new() { Name = "share", Type = AttributeType.Decimal },
            new() { Name = "remote", Type = AttributeType.Boolean },
            new() { Name = "since", Type = AttributeType.DateTime },
            new() { Name = "photo", Type = AttributeType.Binary },
            new() { Name = "page", Type = AttributeType.Reference, ReferenceTypes = ["external"] },
            new() { Name = "studios", MultiValued = true },
            new() { Name = "serial", Mutability = Mutability.Immutable },
            new() { Name = "note", Returned = Returned.Request },
            new() { Name = "kind", Returned = Returned.Always },
            new() { Name = "desk", Type = AttributeType.Complex, SubAttributes = [new() { Name = "room" }, new() { Name = "seat", Type = AttributeType.Integer }] },
            new() { Name = "keys", Type = AttributeType.Complex, MultiValued = true, SubAttributes = [new() { Name = "value" }, new() { Name = "type", CanonicalValues = ["door", "safe"] }, new() { Name = "primary", Type = AttributeType.Boolean }] },
        ])
    {
        Name = "Acme",
        Description = "What Acme knows of a person.",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Attribute_that_is_not_declared_is_dropped_and_one_that_is_declared_is_kept_and_shown()
    {
        var connection = await app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}");
        var body = Body("""{"badge":"B-17"}""");
        using (var before = app.ScimClient(connection))
        {
            var scim = new ScimSession(before);
            Assert.Null((await scim.PostAsync("Users", body)).Is(201).At(Urn));
        }

        await DeclareAsync(connection, Badge);
        using var after = await NextAsync(connection);
        var id = (await after.GetAsync("Users")).Text("Resources/0/id")!;
        var replaced = (await after.PutAsync(id, body)).Is(200);
        ScimSession.AssertSame("""{"badge":"B-17"}""", replaced.At(Urn));
        ScimSession.AssertSame($"""["{ScimSession.Core}","{Urn}"]""", replaced.At("schemas"));
        ScimSession.AssertSame("""{"badge":"B-17"}""", (await after.GetAsync($"Users/{id}")).At(Urn));
    }

    [Fact]
    public async Task Values_of_every_type_are_kept_filtered_and_sorted_by()
    {
        using var scim = await OpenAsync(Badge);
        const string all = """{"badge":"B-17","code":"Abc","floor":3,"share":0.75,"remote":true,"since":"2026-01-31T12:00:00Z","photo":"aGVsbG8=","page":"https://acme.example/ana","studios":["Lisbon","Porto"],"serial":"s1","kind":"k","desk":{"room":"2.01","seat":4},"keys":[{"value":"k1","type":"door","primary":true},{"value":"k2","type":"safe"}]}""";
        var created = (await scim.PostAsync("Users", Body(all))).Is(201);
        ScimSession.AssertSame(all.Replace("12:00:00Z", "12:00:00.000Z", StringComparison.Ordinal), created.At(Urn));
        (await scim.PostAsync("Users", """{"userName":"other@acme.example"}""")).Is(201);
        foreach (var filter in new[]
        {
            "badge eq \"b-17\"", "code eq \"Abc\"", "floor gt 2", "share lt 0.8", "remote eq true", "since ge \"2026-01-31T12:00:00Z\"", "page sw \"https\"", "studios eq \"porto\"", "desk.room eq \"2.01\"",
            "desk.seat ge 4", "keys[type eq \"safe\" and value eq \"k2\"]", "keys.value eq \"k1\"", "desk pr",
        })
        {
            Assert.Equal(1, await scim.CountAsync($"{Urn}:{filter}"));
        }

        Assert.Equal(0, await scim.CountAsync($"{Urn}:code eq \"abc\""));
        Assert.Equal(created.Text("id"), (await scim.GetAsync($"Users?sortBy={Urn}:floor&sortOrder=ascending")).Text("Resources/0/id"));
        Assert.Equal(1, (await scim.PostAsync(".search", $$"""{"filter":"{{Urn}}:badge pr"}""")).Is(200).At("totalResults")!.GetValue<int>());
        var part = (await scim.GetAsync($"Users/{created.Text("id")}?attributes={Urn}:desk.room")).Is(200);
        ScimSession.AssertSame("""{"kind":"k","desk":{"room":"2.01"}}""", part.At(Urn));
    }

    [Theory]
    [InlineData("""{"floor":"3"}""", """{"floor":3}""")]
    [InlineData("""{"remote":"True"}""", """{"remote":true}""")]
    [InlineData("""{"share":2}""", """{"share":2}""")]
    public async Task Values_in_another_form_are_read_as_their_type(string sent, string kept)
    {
        using var scim = await OpenAsync(Badge);
        ScimSession.AssertSame(kept, (await scim.PostAsync("Users", Body(sent))).Is(201).At(Urn));
    }

    [Theory]
    [InlineData("""{"floor":1.5}""", "floor")]
    [InlineData("""{"floor":"ground"}""", "floor")]
    [InlineData("""{"share":"half"}""", "share")]
    [InlineData("""{"since":"yesterday"}""", "since")]
    [InlineData("""{"remote":"perhaps"}""", "remote")]
    [InlineData("""{"photo":"%"}""", "photo")]
    [InlineData("""{"desk":"2.01"}""", "desk")]
    [InlineData("""{"keys":[{"value":"a","primary":true},{"value":"b","primary":true}]}""", "primary")]
    public async Task Value_that_is_not_of_its_type_is_refused_by_name(string sent, string named)
    {
        using var scim = await OpenAsync(Badge);
        (await scim.PostAsync("Users", Body(sent))).IsError(400, "invalidValue", named);
        Assert.Equal(0, await scim.CountAsync("userName pr"));
    }

    [Fact]
    public async Task Patch_reaches_declared_attributes_in_every_form_of_path()
    {
        using var scim = await OpenAsync(Badge);
        var id = await scim.UserAsync();
        (await scim.PatchAsync(id, $$"""{"op":"Add","path":"{{Urn}}:badge","value":"B-1"},{"op":"Replace","path":"{{Urn}}:desk.seat","value":7}""")).Is(200);
        (await scim.PatchAsync(id, $$"""{"op":"Add","value":{"{{Urn}}":{"floor":2},"{{Urn}}:studios":["Lisbon"]} }""")).Is(200);
        (await scim.PatchAsync(id, $$"""{"op":"Add","path":"{{Urn}}:keys[type eq \"door\"].value","value":"k9"}""")).Is(200);
        var patched = await scim.GetAsync($"Users/{id}");
        ScimSession.AssertSame("""{"badge":"B-1","floor":2,"studios":["Lisbon"],"desk":{"seat":7},"keys":[{"value":"k9","type":"door"}]}""", patched.At(Urn));
        (await scim.PatchAsync(id, $$"""{"op":"Remove","path":"{{Urn}}"}""")).Is(200);
        Assert.Null((await scim.GetAsync($"Users/{id}")).At(Urn));
    }

    [Fact]
    public async Task Immutable_value_is_set_once()
    {
        using var scim = await OpenAsync(Badge);
        var id = (await scim.PostAsync("Users", Body("""{"badge":"b"}"""))).Is(201).Text("id")!;
        (await scim.PutAsync(id, Body("""{"serial":"s1"}"""))).Is(200);
        (await scim.PutAsync(id, Body("""{"serial":"s2"}"""))).IsError(400, "mutability", "serial");
        (await scim.PutAsync(id, Body("""{"badge":"b"}"""))).IsError(400, "mutability", "serial");
        (await scim.PatchAsync(id, $$"""{"op":"replace","path":"{{Urn}}:serial","value":"s2"}""")).IsError(400, "mutability", "serial");
        (await scim.PutAsync(id, Body("""{"serial":"s1","badge":"c"}"""))).Is(200);
    }

    [Fact]
    public async Task What_is_returned_on_request_is_shown_on_request()
    {
        using var scim = await OpenAsync(Badge);
        var id = (await scim.PostAsync("Users", Body("""{"badge":"b","note":"n","kind":"k"}"""))).Is(201).Text("id")!;
        ScimSession.AssertSame("""{"badge":"b","kind":"k"}""", (await scim.GetAsync($"Users/{id}")).At(Urn));
        ScimSession.AssertSame("""{"note":"n","kind":"k"}""", (await scim.GetAsync($"Users/{id}?attributes={Urn}:note")).At(Urn));
        ScimSession.AssertSame("""{"kind":"k"}""", (await scim.GetAsync($"Users/{id}?excludedAttributes={Urn}:badge,{Urn}:kind")).At(Urn));
    }

    [Fact]
    public async Task Discovery_tells_what_is_declared_and_to_nobody_else()
    {
        using var scim = await OpenAsync(Badge, new DeclaredSchema(GroupUrn, "Group", [new() { Name = "office" }]));
        var schema = (await scim.GetAsync($"Schemas/{Urn}")).Is(200);
        Assert.Equal("Acme", schema.Text("name"));
        Assert.Equal(Badge.Attributes.Select(a => a.Name), schema.At("attributes")!.AsArray().Select(a => a!["name"]!.GetValue<string>()));
        Assert.Equal(["photo", "page"], schema.At("attributes")!.AsArray().Where(a => a!["type"]!.GetValue<string>() is "binary" or "reference" && a["caseExact"]!.GetValue<bool>()).Select(a => a!["name"]!.GetValue<string>()));
        ScimSession.AssertSame("""{"name":"floor","type":"integer","multiValued":false,"required":false,"mutability":"readWrite","returned":"default","uniqueness":"none"}""", schema.At("attributes/2"));
        Assert.Equal("room", schema.Text("attributes/12/subAttributes/0/name"));
        ScimSession.AssertSame($$"""{"schema":"{{Urn}}","required":false}""", (await scim.GetAsync("ResourceTypes/User")).At("schemaExtensions/1"));
        ScimSession.AssertSame($$"""[{"schema":"{{GroupUrn}}","required":false}]""", (await scim.GetAsync("ResourceTypes/Group")).At("schemaExtensions"));
        Assert.Contains(GroupUrn, (await scim.GetAsync("Schemas")).Content, StringComparison.Ordinal);

        using var other = await ScimSession.OpenAsync(app);
        (await other.GetAsync($"Schemas/{Urn}")).IsError(404, null, Urn);
        Assert.DoesNotContain("acme", (await other.GetAsync("ResourceTypes")).Content, StringComparison.Ordinal);
        (await other.GetAsync($"Users?filter={Urn}:badge pr")).IsError(400, "invalidFilter", "badge");
    }

    [Fact]
    public async Task Groups_and_bulk_requests_have_declared_attributes_too()
    {
        using var scim = await OpenAsync(Badge, new DeclaredSchema(GroupUrn, "Group", [new() { Name = "office" }]));
        (await scim.PostAsync("Bulk", $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
              {"method":"POST","path":"/Users","bulkId":"u","data":{{Body("""{"badge":"B-1"}""")}}},
              {"method":"POST","path":"/Groups","bulkId":"g","data":{"displayName":"Studio","{{GroupUrn}}":{"office":"Porto"},"members":[{"value":"bulkId:u"}]} }]}
            """)).Is(200);
        Assert.Equal(1, await scim.CountAsync($"{Urn}:badge eq \"B-1\""));
        var group = (await scim.GetAsync($"Groups?filter={GroupUrn}:office eq \"porto\"")).Is(200);
        ScimSession.AssertSame("""{"office":"Porto"}""", group.At($"Resources/0/{GroupUrn}"));
        (await scim.SendAsync("PATCH", $"Groups/{group.Text("Resources/0/id")}", $$"""{"Operations":[{"op":"replace","path":"{{GroupUrn}}:office","value":"Faro"}]}""")).Is(204);
        ScimSession.AssertSame("""{"office":"Faro"}""", (await scim.GetAsync($"Groups/{group.Text("Resources/0/id")}")).At(GroupUrn));
    }

    [Fact]
    public async Task Schema_that_is_taken_back_is_shown_no_more_and_again_when_it_is_declared_anew()
    {
        var connection = await app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}");
        await DeclareAsync(connection, Badge);
        using var before = await NextAsync(connection);
        var id = (await before.PostAsync("Users", Body("""{"badge":"B-1","floor":3}"""))).Is(201).Text("id")!;

        await app.Get<DeclaredSchemaService>().RemoveAsync(TestApp.Operator, connection.Connection.Id, Urn, "badge", Cancel);
        using (var without = await NextAsync(connection))
        {
            ScimSession.AssertSame("""{"floor":3}""", (await without.GetAsync($"Users/{id}")).Is(200).At(Urn));
            ScimSession.AssertSame("""{"floor":3}""", (await without.GetAsync($"Users/{id}?excludedAttributes=title")).Is(200).At(Urn));
            (await without.GetAsync($"Users?filter={Urn}:badge pr")).IsError(400, "invalidFilter", "badge");
        }

        await app.Get<DeclaredSchemaService>().RemoveAsync(TestApp.Operator, connection.Connection.Id, Urn, null, Cancel);
        using (var without = await NextAsync(connection))
        {
            Assert.Null((await without.GetAsync($"Users/{id}")).Is(200).At(Urn));
            ScimSession.AssertSame($"""["{ScimSession.Core}"]""", (await without.GetAsync($"Users/{id}")).At("schemas"));
            Assert.Null((await without.GetAsync("Users")).At($"Resources/0/{Urn}"));
            (await without.GetAsync($"Schemas/{Urn}")).IsError(404, null, Urn);
        }

        await DeclareAsync(connection, Badge);
        using var after = await NextAsync(connection);
        ScimSession.AssertSame("""{"badge":"B-1","floor":3}""", (await after.GetAsync($"Users/{id}")).At(Urn));
    }

    [Fact]
    public async Task Part_of_an_attribute_that_is_declared_again_without_it_is_shown_no_more()
    {
        var connection = await app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}");
        await DeclareAsync(connection, Badge);
        using var before = await NextAsync(connection);
        var id = (await before.PostAsync("Users", Body("""{"desk":{"room":"2.01","seat":4}}"""))).Is(201).Text("id")!;
        await app.Get<DeclaredSchemaService>().RemoveAsync(TestApp.Operator, connection.Connection.Id, Urn, "desk", Cancel);
        await DeclareAsync(connection, new DeclaredSchema(Urn, "User", [new() { Name = "desk", Type = AttributeType.Complex, SubAttributes = [new() { Name = "room" }] }]));
        using var after = await NextAsync(connection);
        ScimSession.AssertSame("""{"desk":{"room":"2.01"}}""", (await after.GetAsync($"Users/{id}")).At(Urn));
        ScimSession.AssertSame("""{"desk":{"room":"2.01"}}""", (await after.GetAsync("Users")).At($"Resources/0/{Urn}"));
    }

    [Fact]
    public async Task Names_of_the_core_schema_are_other_attributes_in_an_extension()
    {
        using var scim = await OpenAsync(new DeclaredSchema(Urn, "User", [.. new[] { "userName", "displayName", "externalId", "active", "id" }.Select(name => new AttributeDeclaration { Name = name }), new() { Name = "emails", Type = AttributeType.Complex, MultiValued = true, SubAttributes = [new() { Name = "value" }, new() { Name = "type" }] }]));
        const string values = """{"userName":"u","displayName":"d","externalId":"e","active":"perhaps","id":"i","emails":[{"value":"x@acme.example","type":"work"}]}""";
        ScimSession.AssertSame(values, (await scim.PostAsync("Users", Body(values))).Is(201).At(Urn));
        foreach (var filter in new[] { "userName eq \"u\"", "displayName co \"d\"", "externalId eq \"e\"", "active eq \"perhaps\"", "id eq \"i\"", "emails.value eq \"x@acme.example\"", "emails[type eq \"work\" and value eq \"x@acme.example\"]", "emails eq \"x@acme.example\"" })
            Assert.Equal(1, await scim.CountAsync($"{Urn}:{filter}"));
        Assert.Equal(0, await scim.CountAsync("emails.value eq \"x@acme.example\""));
        Assert.Equal(0, await scim.CountAsync("userName eq \"u\""));
        (await scim.GetAsync($"Users?sortBy={Urn}:id")).Is(200);
    }

    private static string Body(string extension) => $$"""{"schemas":["{{ScimSession.Core}}","{{Urn}}"],"userName":"ana@acme.example","{{Urn}}":{{extension}} }""";

    private async Task<ScimSession> OpenAsync(params DeclaredSchema[] schemas)
    {
        var connection = await app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}");
        foreach (var schema in schemas)
            await DeclareAsync(connection, schema);
        return new ScimSession(app.ScimClient(connection));
    }

    private Task<IReadOnlyList<DeclaredSchema>> DeclareAsync(TestConnection connection, DeclaredSchema schema) => app.Get<DeclaredSchemaService>().DeclareAsync(TestApp.Operator, connection.Connection.Id, schema, Cancel);

    /// <summary>A client with a new token: what is remembered of an older one may be half a second old.</summary>
    private async Task<ScimSession> NextAsync(TestConnection connection)
    {
        var issued = await app.Get<TokenService>().RotateAsync(TestApp.Operator, connection.Connection.Id, TimeSpan.Zero, TokenService.DefaultLifetime, null, Cancel);
        return new ScimSession(app.ScimClient(connection with { TokenId = issued.Token.Id, Secret = issued.Secret }));
    }
}
