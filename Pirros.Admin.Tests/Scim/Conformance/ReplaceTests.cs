namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Replacing with PUT: RFC 7644 §3.5.1.</summary>
public sealed class ReplaceTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Example_of_the_standard_replaces_the_user()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync("bjensen", "\"title\":\"Dr\",\"phoneNumbers\":[{\"value\":\"1\"}]");
        var before = await scim.GetAsync($"Users/{id}");
        var after = (await scim.PutAsync(id, ScimSession.Sample("rfc7644-3.5.1-user-put_request"))).Is(200);
        Assert.Equal(id, after.Text("id"));
        Assert.Equal("Jane", after.Text("name/middleName"));
        Assert.Equal(2, after.At("emails")!.AsArray().Count);
        Assert.Null(after.At("title"));
        Assert.Null(after.At("phoneNumbers"));
        Assert.Equal(before.Text("meta/created"), after.Text("meta/created"));
        Assert.Equal(after.Text("meta/version"), after.Header("ETag"));
        Assert.NotEqual(before.Header("ETag"), after.Header("ETag"));
        Assert.Equal(after.Text("meta/location"), after.Header("Content-Location"));
        Assert.Equal(after.Content, (await scim.GetAsync($"Users/{id}")).Content);
    }

    [Fact]
    public async Task Put_creates_nothing()
    {
        using var scim = await ScimSession.OpenAsync(app);
        (await scim.PutAsync("0190a1b2-0000-7000-8000-000000000000", """{"userName":"a@b"}""")).IsError(404, null, "0190a1b2");
        (await scim.SendAsync("PUT", "Users", """{"userName":"a@b"}""")).IsError(405, null, "PUT");
        Assert.Equal(0, await scim.CountAsync("userName pr"));
    }

    [Fact]
    public async Task Read_only_attributes_are_ignored_so_that_what_was_read_can_be_sent_back()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync(members: "\"title\":\"Dr\"");
        var before = await scim.GetAsync($"Users/{id}");
        Assert.Equal(before.Content, (await scim.PutAsync(id, before.Content)).Is(200).Content);
        var changed = before.Json!.DeepClone();
        changed["id"] = "other";
        changed["meta"]!["created"] = "2001-01-01T00:00:00Z";
        changed["meta"]!["resourceType"] = "Group";
        changed["groups"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"value":"g"}]""");
        Assert.Equal(before.Content, (await scim.PutAsync(id, changed.ToJsonString())).Is(200).Content);
    }

    [Theory]
    [InlineData("""{"title":"Dr"}""", "userName")]
    [InlineData("""{"userName":""}""", "userName")]
    [InlineData("""{"userName":"a@b","emails":[{"value":"x"},{"value":["y"]}]}""", "emails[1].value")]
    [InlineData("""{"userName":"a@b","name":{"givenName":{"x":1}}}""", "name.givenName")]
    public async Task Replacement_that_breaks_the_schema_changes_nothing(string body, string place)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync();
        var before = await scim.GetAsync($"Users/{id}");
        (await scim.PutAsync(id, body)).IsError(400, "invalidValue", place);
        Assert.Equal(before.Content, (await scim.GetAsync($"Users/{id}")).Content);
    }

    [Fact]
    public async Task Name_of_another_user_is_409_and_one_s_own_in_another_case_is_not()
    {
        using var scim = await ScimSession.OpenAsync(app);
        await scim.UserAsync("taken@b.example");
        var id = await scim.UserAsync("own@b.example");
        (await scim.PutAsync(id, """{"userName":"TAKEN@b.example"}""")).IsError(409, "uniqueness", "TAKEN@b.example");
        Assert.Equal("OWN@b.example", (await scim.PutAsync(id, """{"userName":"OWN@b.example"}""")).Is(200).Text("userName"));
    }

    [Fact]
    public async Task Body_of_another_schema_is_refused()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync();
        (await scim.PutAsync(id, """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"userName":"a@b"}""")).IsError(400, "invalidSyntax", "schemas");
    }

    [Fact]
    public async Task Active_that_is_left_out_stays_as_it_was()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync("a@b", "\"active\":false");
        Assert.False((await scim.PutAsync(id, """{"userName":"a@b","title":"Dr"}""")).Is(200).At("active")!.GetValue<bool>());
    }
}
