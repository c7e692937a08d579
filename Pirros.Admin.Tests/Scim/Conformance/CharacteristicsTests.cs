namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Names, types and characteristics of attributes: RFC 7643 §2, §3, §4, and RFC 7644 §5.</summary>
public sealed class CharacteristicsTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    // Names and URNs have no case, and come back as the schema writes them.
    [InlineData("""{"USERNAME":"a@b","NickName":"n","NAME":{"GIVENNAME":"g"},"Emails":[{"VALUE":"v","Type":"work"}]}""", """{"userName":"a@b","name":{"givenName":"g"},"nickName":"n","emails":[{"value":"v","type":"work"}]}""")]
    [InlineData("""{"userName":"a@b","URN:IETF:PARAMS:SCIM:SCHEMAS:EXTENSION:ENTERPRISE:2.0:USER":{"DEPARTMENT":"d"}}""", """{"userName":"a@b","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"d"}}""")]
    // Of a name that is there twice the last counts.
    [InlineData("""{"userName":"a@b","title":"one","title":"two","TITLE":"three"}""", """{"userName":"a@b","title":"three"}""")]
    // Text that means a boolean or a number where text is meant is taken.
    [InlineData("""{"userName":"a@b","active":"False","title":7,"emails":[{"value":"v","primary":"TRUE"}]}""", """{"userName":"a@b","title":"7","active":false,"emails":[{"value":"v","primary":true}]}""")]
    // One value stands for a list of one, and a bare one for its value.
    [InlineData("""{"userName":"a@b","emails":{"value":"v"},"phoneNumbers":["1"]}""", """{"userName":"a@b","emails":[{"value":"v"}],"phoneNumbers":[{"value":"1"}]}""")]
    // Canonical values are suggestions.
    [InlineData("""{"userName":"a@b","emails":[{"value":"v","type":"Büro"}],"phoneNumbers":[{"value":"any text","type":"satellite"}]}""", """{"userName":"a@b","emails":[{"value":"v","type":"Büro"}],"phoneNumbers":[{"value":"any text","type":"satellite"}]}""")]
    // One value is there once, whatever its case; its parts are put together.
    [InlineData("""{"userName":"a@b","emails":[{"value":"v@x","type":"work"},{"value":"h@x"},{"value":"V@X","type":"Work","primary":true}]}""", """{"userName":"a@b","emails":[{"value":"V@X","type":"Work","primary":true},{"value":"h@x"}]}""")]
    [InlineData("""{"userName":"a@b","addresses":[{"locality":"Town"},{"locality":"Port"},{"locality":"Town"}]}""", """{"userName":"a@b","addresses":[{"locality":"Town"},{"locality":"Port"}]}""")]
    [InlineData("""{"userName":"a@b","emails":[{"value":"v@x","type":"work"},{"value":"v@x","type":"home"}]}""", """{"userName":"a@b","emails":[{"value":"v@x","type":"work"},{"value":"v@x","type":"home"}]}""")]
    // What nobody knows is left out.
    [InlineData("""{"userName":"a@b","favouriteColour":"red","name":{"shoeSize":7,"givenName":"g"},"urn:firm:2.0:User":{"x":1}}""", """{"userName":"a@b","name":{"givenName":"g"}}""")]
    // Types beyond text: binary and references.
    [InlineData("""{"userName":"a@b","x509Certificates":[{"value":"MIIDQzCCAqygAwIB"}],"photos":[{"value":"https://x/Photo?A=1","type":"photo"}],"profileUrl":"https://x/Me"}""", """{"userName":"a@b","profileUrl":"https://x/Me","photos":[{"value":"https://x/Photo?A=1","type":"photo"}],"x509Certificates":[{"value":"MIIDQzCCAqygAwIB"}]}""")]
    public async Task Body_is_understood_by_the_schema(string body, string stored)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var made = (await scim.PostAsync("Users", body)).Is(201).Json!.AsObject();
        var expected = System.Text.Json.Nodes.JsonNode.Parse(stored)!.AsObject();
        if (!expected.ContainsKey("active"))
            made.Remove("active");
        foreach (var name in new[] { "schemas", "id", "meta" })
            made.Remove(name);
        ScimSession.AssertSame(expected.ToJsonString(), made);
    }

    [Fact]
    public async Task Schemas_names_the_core_schema_and_each_extension_that_has_values()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var bare = await scim.PostAsync("Users", $$"""{"schemas":["{{ScimSession.Core}}","{{ScimSession.Enterprise}}","urn:firm:2.0:User"],"userName":"a@b"}""");
        ScimSession.AssertSame($"[\"{ScimSession.Core}\"]", bare.Is(201).At("schemas"));
        var patched = await scim.PatchAsync(bare.Text("id")!, $$"""{"op":"add","path":"{{ScimSession.Enterprise}}:department","value":"D"}""");
        ScimSession.AssertSame($"[\"{ScimSession.Core}\",\"{ScimSession.Enterprise}\"]", patched.Is(200).At("schemas"));
        var without = await scim.PatchAsync(bare.Text("id")!, $$"""{"op":"remove","path":"{{ScimSession.Enterprise}}"}""");
        ScimSession.AssertSame($"[\"{ScimSession.Core}\"]", without.Is(200).At("schemas"));
        (await scim.PatchAsync(bare.Text("id")!, $$"""{"op":"add","path":"schemas","value":["{{ScimSession.Enterprise}}"]}""")).Is(200);
    }

    [Fact]
    public async Task Meta_times_are_instants_in_utc_and_the_id_never_changes()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync();
        var made = await scim.GetAsync($"Users/{id}");
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", made.Text("meta/created"));
        Assert.Equal(made.Text("meta/created"), made.Text("meta/lastModified"));
        Assert.NotEqual("bulkId", id);
        Assert.Equal(id, (await scim.PutAsync(id, """{"id":"another","userName":"renamed@b"}""")).Is(200).Text("id"));
        Assert.Equal(1, await scim.CountAsync($"id eq \"{id}\""));
        Assert.Equal(0, await scim.CountAsync($"id eq \"{id.ToUpperInvariant()}\""));
    }

    [Theory]
    [InlineData("jose\u0301@b.example", "JOS\u00c9@b.example")]
    [InlineData("\uff41\uff4e\uff41@b.example", "Ana@b.example")]
    [InlineData("stra\u00dfe@b.example", "STRA\u00dfE@b.example")]
    [InlineData("\u0130x@b.example", "\u0130X@b.example")]
    public async Task User_names_are_compared_by_what_they_look_like_and_kept_as_they_are(string name, string same)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync(name);
        (await scim.PostAsync("Users", $$"""{"userName":"{{same}}"}""")).IsError(409, "uniqueness", "userName");
        Assert.Equal(1, await scim.CountAsync($"userName eq \"{same}\""));
        Assert.Equal(1, await scim.CountAsync($"userName co \"{same[..^8]}\" and not (userName ne \"{same}\")"));
        Assert.Equal(name, (await scim.GetAsync($"Users/{id}")).Text("userName"));
    }

    [Fact]
    public async Task User_name_that_grows_when_it_is_compared_is_still_within_the_limit()
    {
        using var scim = await ScimSession.OpenAsync(app);
        (await scim.PostAsync("Users", $$"""{"userName":"{{new string('\ufb2c', 512)}}"}""")).IsError(400, "invalidValue", "userName");
        (await scim.PostAsync("Users", $$"""{"userName":"{{new string('\ufb2c', 170)}}\uffff"}""")).Is(201);
    }

    [Fact]
    public async Task User_name_with_only_an_immaterial_difference_can_be_renamed_to()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync("ana@b.example");
        Assert.Equal("ANA@b.example", (await scim.PatchAsync(id, """{"op":"replace","path":"userName","value":"ANA@b.example"}""")).Is(200).Text("userName"));
    }

    [Fact]
    public async Task Case_counts_where_the_schema_says_so()
    {
        using var scim = await ScimSession.OpenAsync(app);
        await scim.UserAsync("a@b", "\"externalId\":\"Abc\",\"title\":\"Dr\",\"photos\":[{\"value\":\"https://x/P\"}]");
        Assert.Equal(1, await scim.CountAsync("externalId eq \"Abc\" and title eq \"DR\""));
        Assert.Equal(0, await scim.CountAsync("externalId eq \"abc\""));
    }
}
