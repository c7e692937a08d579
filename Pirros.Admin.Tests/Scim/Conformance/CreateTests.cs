namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Creating resources: RFC 7644 §3.3.</summary>
public sealed class CreateTests(TestApp app) : IClassFixture<TestApp>
{
    /// <summary>RFC 8259 §8.1: whoever reads JSON may pass over the mark that some programs put before it.</summary>
    [Fact]
    public async Task A_byte_order_mark_before_the_body_is_passed_over()
    {
        using var scim = await ScimSession.OpenAsync(app);
        (await scim.PostAsync("Users", "\uFEFF" + """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"marked@example.com"}""")).Is(201);
        (await scim.PostAsync("Users", "\uFEFF")).IsError(400, "invalidSyntax");
    }

    [Fact]
    public async Task Create_answers_201_with_the_whole_resource_where_it_is_and_its_version()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var made = (await scim.PostAsync("Users", ScimSession.Sample("rfc7644-3.3-user-post_request"))).Is(201);
        var id = made.Text("id")!;
        Assert.Equal($"{scim.BaseUrl}Users/{id}", made.Header("Location"));
        Assert.Equal(made.Header("Location"), made.Text("meta/location"));
        Assert.Equal(made.Header("Location"), made.Header("Content-Location"));
        Assert.Equal(made.Header("ETag"), made.Text("meta/version"));
        Assert.Equal("User", made.Text("meta/resourceType"));
        Assert.Equal("bjensen", made.Text("userName"));
        Assert.Equal("bjensen", made.Text("externalId"));
        ScimSession.AssertSame("""{"formatted":"Ms. Barbara J Jensen III","familyName":"Jensen","givenName":"Barbara"}""", made.At("name"));
        Assert.Equal(made.Content, (await scim.GetAsync($"Users/{id}")).Content);
        Assert.Equal(made.Content, (await scim.GetAsync(made.Header("Location")!)).Content);
    }

    [Theory]
    [InlineData("rfc7643-8.1-user-minimal")]
    [InlineData("rfc7643-8.2-user-full")]
    [InlineData("rfc7643-8.3-enterprise_user")]
    public async Task Example_user_comes_back_with_every_attribute_but_the_password_and_the_groups(string sample)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var sent = System.Text.Json.Nodes.JsonNode.Parse(ScimSession.Sample(sample))!.AsObject();
        var made = (await scim.PostAsync("Users", sent.ToJsonString())).Is(201);
        Assert.NotEqual(sent["id"]!.GetValue<string>(), made.Text("id"));
        foreach (var (name, value) in sent)
        {
            if (name is "id" or "meta")
                continue;
            if (name is "password" or "groups")
                Assert.Null(made.At(name));
            else if (name == ScimSession.Enterprise)
                Assert.Null(made.Json![name]!["manager"]!["displayName"]);
            else
                ScimSession.AssertSame(value!.ToJsonString(), made.Json![name]);
        }
    }

    [Fact]
    public async Task Read_only_attributes_in_the_body_are_ignored()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var made = (await scim.PostAsync("Users", $$$"""
            {"schemas":["{{{ScimSession.Core}}}"],"userName":"a@b","id":"mine","meta":{"version":"W/\"9\"","created":"2001-01-01T00:00:00Z","resourceType":"Group","location":"https://x/"},
             "groups":[{"value":"g1"}],"{{{ScimSession.Enterprise}}}":{"manager":{"value":"7","displayName":"Not me"} } }
            """)).Is(201);
        Assert.NotEqual("mine", made.Text("id"));
        Assert.Equal("W/\"1\"", made.Text("meta/version"));
        Assert.Equal("User", made.Text("meta/resourceType"));
        Assert.StartsWith(scim.BaseUrl, made.Text("meta/location"), StringComparison.Ordinal);
        Assert.DoesNotContain("2001", made.Text("meta/created"), StringComparison.Ordinal);
        Assert.Null(made.At("groups"));
        ScimSession.AssertSame("""{"manager":{"value":"7"}}""", made.Json![ScimSession.Enterprise]);
    }

    [Fact]
    public async Task Null_and_empty_values_mean_that_there_is_none()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var made = (await scim.PostAsync("Users", """{"userName":"a@b","title":null,"nickName":"","emails":[],"name":{},"addresses":[null,{}],"active":null}""")).Is(201);
        Assert.Equal(["schemas", "id", "userName", "active", "meta"], made.Members);
    }

    [Fact]
    public async Task Second_user_of_a_name_is_409_uniqueness_whatever_its_case()
    {
        using var scim = await ScimSession.OpenAsync(app);
        await scim.UserAsync("Ana@b.example");
        (await scim.PostAsync("Users", """{"userName":"aNA@B.example"}""")).IsError(409, "uniqueness", "userName: 'aNA@B.example'");
        Assert.Equal(1, await scim.CountAsync("userName pr"));
    }

    [Fact]
    public async Task Same_name_on_another_connection_is_another_user()
    {
        using var one = await ScimSession.OpenAsync(app);
        using var other = await ScimSession.OpenAsync(app);
        var id = await one.UserAsync("same@b.example");
        await other.UserAsync("same@b.example");
        (await other.GetAsync($"Users/{id}")).IsError(404, null, id);
        (await other.SendAsync("DELETE", $"Users/{id}")).IsError(404, null, id);
    }

    [Theory]
    [InlineData("""["urn:ietf:params:scim:schemas:core:2.0:Group"]""")]
    [InlineData("""["urn:ietf:params:scim:schemas:core:2.0:Group","urn:nobody:knows"]""")]
    [InlineData("""["urn:ietf:params:scim:api:messages:2.0:PatchOp"]""")]
    [InlineData("""["urn:nobody:knows"]""")]
    [InlineData("""["urn:scim:schemas:core:1.0"]""")]
    public async Task Body_of_another_schema_is_refused(string schemas)
    {
        using var scim = await ScimSession.OpenAsync(app);
        (await scim.PostAsync("Users", $$"""{"schemas":{{schemas}},"userName":"a@b"}""")).IsError(400, "invalidSyntax", "schemas: 'urn:ietf:params:scim:schemas:core:2.0:User'");
        Assert.Equal(0, await scim.CountAsync("userName pr"));
    }

    /// <summary>RFC 7644 section 3.7.3 itself creates users as <c>urn:ietf:params:scim:api:messages:2.0:User</c>.</summary>
    [Theory]
    [InlineData("""["urn:ietf:params:scim:api:messages:2.0:User"]""")]
    [InlineData("""["urn:ietf:params:scim:schemas:core:2.0:User","urn:nobody:knows"]""")]
    [InlineData("""[]""")]
    public async Task Schema_that_nobody_knows_is_passed_over(string schemas)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var created = (await scim.PostAsync("Users", $$"""{"schemas":{{schemas}},"userName":"a@b"}""")).Is(201);
        ScimSession.AssertSame("""["urn:ietf:params:scim:schemas:core:2.0:User"]""", created.At("schemas"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"schemas":7,"userName":"a@b"}""")]
    [InlineData("""{"schemas":[7],"userName":"a@b"}""")]
    [InlineData("""{"userName":null}""")]
    public async Task Body_that_is_no_user_is_refused(string body)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var reply = await scim.PostAsync("Users", body);
        Assert.Contains(reply.Text("scimType"), new[] { "invalidSyntax", "invalidValue" });
        reply.IsError(400, reply.Text("scimType"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/scim+json; charset=utf-8")]
    [InlineData("Application/SCIM+JSON;charset=\"UTF-8\"")]
    public async Task Body_is_taken_as_either_json_media_type(string type)
    {
        using var scim = await ScimSession.OpenAsync(app);
        Assert.Equal("application/scim+json", (await scim.SendAsync("POST", "Users", """{"userName":"a@b"}""", ("Content-Type", type))).Is(201).Header("Content-Type"));
    }

    [Fact]
    public async Task Answer_to_a_create_shows_the_attributes_that_were_asked_for()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var made = (await scim.PostAsync("Users?attributes=userName", """{"userName":"a@b","title":"Dr"}""")).Is(201);
        Assert.Equal(["schemas", "id", "userName"], made.Members);
        Assert.Equal("Dr", (await scim.GetAsync($"Users/{made.Text("id")}")).Text("title"));
    }
}
