namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>What a response shows: RFC 7644 §3.4.2.5, §3.9, §3.10 and the "returned" of RFC 7643 §7.</summary>
public sealed class ProjectionConformanceTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Members = $$"""
        "title":"Dr","name":{"givenName":"B","familyName":"J"},"emails":[{"value":"a@w","type":"work"},{"value":"a@h"}],"{{ScimSession.Enterprise}}":{"department":"D","division":"V"}
        """;

    [Theory]
    [InlineData("userName", """{"userName":"a@b"}""")]
    [InlineData("USERNAME", """{"userName":"a@b"}""")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName", """{"userName":"a@b"}""")]
    [InlineData("URN:ietf:params:scim:schemas:core:2.0:USER:username,title", """{"userName":"a@b","title":"Dr"}""")]
    [InlineData("name.givenName", """{"name":{"givenName":"B"}}""")]
    [InlineData("emails.value", """{"emails":[{"value":"a@w"},{"value":"a@h"}]}""")]
    [InlineData("emails.type", """{"emails":[{"type":"work"}]}""")]
    [InlineData("emails%5Btype+eq+%22work%22%5D", """{"emails":[{"value":"a@w","type":"work"},{"value":"a@h"}]}""")]
    [InlineData("id", "{}")]
    [InlineData("nothingOfTheKind", "{}")]
    [InlineData("password", "{}")]
    [InlineData("meta.resourceType", """{"meta":{"resourceType":"User"}}""")]
    public async Task Attributes_shows_those_named_and_the_id_alone(string attributes, string shown)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync("a@b", Members);
        var expected = System.Text.Json.Nodes.JsonNode.Parse(shown)!.AsObject();
        expected.Insert(0, "schemas", System.Text.Json.Nodes.JsonNode.Parse($"[\"{ScimSession.Core}\"]"));
        expected.Insert(1, "id", id);
        ScimSession.AssertSame(expected.ToJsonString(), (await scim.GetAsync($"Users/{id}?attributes={attributes}")).Is(200).Json);
        ScimSession.AssertSame(expected.ToJsonString(), (await scim.GetAsync($"Users?attributes={attributes}")).Is(200).At("Resources/0"));
    }

    [Theory]
    [InlineData("title", "title")]
    [InlineData("TITLE,emails", "title,emails")]
    [InlineData("meta", "meta")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")]
    [InlineData("id,schemas", "")]
    [InlineData("nothingOfTheKind", "")]
    public async Task ExcludedAttributes_leaves_those_named_out_but_never_the_id(string excluded, string missing)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync("a@b", Members);
        var whole = await scim.GetAsync($"Users/{id}");
        var rest = (await scim.GetAsync($"Users/{id}?excludedAttributes={excluded}")).Is(200);
        Assert.Equal(whole.Members.Except(missing.Split(',')), rest.Members);
    }

    [Fact]
    public async Task Sub_attributes_and_extension_attributes_are_named_in_standard_notation()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync("a@b", Members);
        var some = await scim.GetAsync($"Users/{id}?attributes={ScimSession.Enterprise}:department");
        ScimSession.AssertSame("""{"department":"D"}""", some.Json![ScimSession.Enterprise]);
        var rest = await scim.GetAsync($"Users/{id}?excludedAttributes={ScimSession.Enterprise}:department,name.givenName,emails.type,meta.version");
        ScimSession.AssertSame("""{"division":"V"}""", rest.Json![ScimSession.Enterprise]);
        ScimSession.AssertSame("""{"familyName":"J"}""", rest.At("name"));
        ScimSession.AssertSame("""[{"value":"a@w"},{"value":"a@h"}]""", rest.At("emails"));
        Assert.Null(rest.At("meta/version"));
        Assert.NotNull(rest.At("meta/created"));
    }

    [Fact]
    public async Task Both_parameters_together_are_refused()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync();
        foreach (var path in new[] { "Users", $"Users/{id}" })
            (await scim.GetAsync($"{path}?attributes=title&excludedAttributes=name")).IsError(400, "invalidValue", "excludedAttributes");
    }

    [Fact]
    public async Task Parameters_shape_the_answers_to_writes_too()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var made = (await scim.PostAsync("Users?excludedAttributes=meta,active", $$"""{"userName":"a@b",{{Members}}}""")).Is(201);
        Assert.Null(made.At("meta"));
        Assert.NotNull(made.Header("Location"));
        var id = made.Text("id")!;
        Assert.Equal(["schemas", "id", "title"], (await scim.SendAsync("PUT", $"Users/{id}?attributes=title", """{"userName":"a@b","title":"Prof"}""")).Is(200).Members);
        var patched = await scim.SendAsync("PATCH", $"Users/{id}?attributes=active", """{"Operations":[{"op":"replace","path":"active","value":false}]}""");
        Assert.Equal(["schemas", "id", "active"], patched.Is(200).Members);
    }

    [Fact]
    public async Task Password_is_never_shown_nor_searched()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var made = (await scim.PostAsync("Users?attributes=password,userName", """{"userName":"a@b","password":"t1meMa$heen"}""")).Is(201);
        Assert.DoesNotContain("t1meMa$heen", made.Content, StringComparison.Ordinal);
        var id = made.Text("id")!;
        foreach (var path in new[] { $"Users/{id}", $"Users/{id}?attributes=password", "Users?attributes=password" })
            Assert.DoesNotContain("password", (await scim.GetAsync(path)).Is(200).Content, StringComparison.OrdinalIgnoreCase);
        (await scim.GetAsync("Users?filter=password%20pr")).IsError(400, "invalidFilter", "password");
    }
}
