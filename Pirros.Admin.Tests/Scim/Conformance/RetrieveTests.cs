using System.Globalization;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Reading a resource and lists of them: RFC 7644 §3.4.1, §3.4.2, §3.4.3, §3.8.</summary>
public sealed class RetrieveTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Resource_is_read_at_its_location_as_it_is()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync(members: "\"title\":\"Dr\"");
        var read = (await scim.GetAsync($"Users/{id}")).Is(200);
        Assert.Equal("application/scim+json", read.Header("Content-Type"));
        Assert.Equal(read.Text("meta/location"), read.Header("Content-Location"));
        Assert.Equal(read.Text("meta/version"), read.Header("ETag"));
        Assert.Equal(["schemas", "id", "userName", "title", "active", "meta"], read.Members);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("?unknown=1&alsoUnknown")]
    public async Task Slash_at_the_end_and_unknown_parameters_are_passed_over(string end)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync();
        Assert.Equal(id, (await scim.GetAsync($"Users/{id}{end}")).Is(200).Text("id"));
        Assert.Equal(1, (await scim.GetAsync($"Users{end}")).Is(200).At("totalResults")!.GetValue<int>());
    }

    [Theory]
    [InlineData("application/scim+json")]
    [InlineData("application/json")]
    [InlineData("*/*")]
    [InlineData("application/json;q=0.5, text/html")]
    [InlineData("application/xml")]
    public async Task Answer_is_scim_json_whatever_is_accepted(string accept)
    {
        using var scim = await ScimSession.OpenAsync(app);
        await scim.UserAsync();
        Assert.Equal("application/scim+json", (await scim.GetAsync("Users", ("Accept", accept))).Is(200).Header("Content-Type"));
    }

    [Fact]
    public async Task Letters_of_every_script_come_back_as_they_were_sent()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync(members: "\"displayName\":\"Zoë \\u6797 🏛 <&> \\\"q\\\"\"");
        Assert.Equal("Zoë 林 🏛 <&> \"q\"", (await scim.GetAsync($"Users/{id}")).Text("displayName"));
    }

    [Fact]
    public async Task Head_gives_the_headers_of_get_without_its_body()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync();
        var get = await scim.GetAsync($"Users/{id}");
        var head = (await scim.SendAsync("HEAD", $"Users/{id}")).Is(200);
        Assert.Empty(head.Content);
        Assert.Equal(get.Header("ETag"), head.Header("ETag"));
        Assert.Equal(get.Header("Content-Type"), head.Header("Content-Type"));
        Assert.Equal(get.Content.Length.ToString(CultureInfo.InvariantCulture), head.Header("Content-Length"));
        (await scim.SendAsync("HEAD", "Users/none")).Is(404);
    }

    [Fact]
    public async Task List_tells_how_many_there_are_and_what_is_on_the_page()
    {
        using var scim = await ScimSession.OpenAsync(app);
        for (var i = 0; i < 5; i++)
            await scim.UserAsync($"user{i}@b.example");
        var all = (await scim.GetAsync("Users")).Is(200);
        ScimSession.AssertSame("""["urn:ietf:params:scim:api:messages:2.0:ListResponse"]""", all.At("schemas"));
        Assert.Equal((5, 1, 5), Counts(all));
        var page = await scim.GetAsync("Users?startIndex=4&count=10");
        Assert.Equal((5, 4, 2), Counts(page));
        Assert.Equal([all.Text("Resources/3/id"), all.Text("Resources/4/id")], [page.Text("Resources/0/id"), page.Text("Resources/1/id")]);
        Assert.Equal((await scim.GetAsync($"Users/{all.Text("Resources/0/id")}")).Content, all.At("Resources/0")!.ToJsonString(Relaxed));
    }

    [Theory]
    [InlineData("count=0", 3, 1, 0)]
    [InlineData("count=-7", 3, 1, 0)]
    [InlineData("startIndex=0&count=2", 3, 1, 2)]
    [InlineData("startIndex=-3", 3, 1, 3)]
    [InlineData("startIndex=99", 3, 99, 0)]
    [InlineData("startIndex=2147483647&count=2147483647", 3, 2147483647, 0)]
    [InlineData("count=100000", 3, 1, 3)]
    [InlineData("startIndex=&count=&filter=", 3, 1, 3)]
    [InlineData("filter=userName+eq+%22nobody%22", 0, 1, 0)]
    [InlineData("filter=userName+sw+%22user%22&count=1", 3, 1, 1)]
    [InlineData("filter=userName+sw+%22user%22&startIndex=9", 3, 9, 0)]
    public async Task Paging_parameters_are_read_as_the_standard_says(string query, int total, int startIndex, int items)
    {
        using var scim = await ScimSession.OpenAsync(app);
        for (var i = 0; i < 3; i++)
            await scim.UserAsync($"user{i}@b.example");
        var list = (await scim.GetAsync($"Users?{query}")).Is(200);
        Assert.Equal((total, startIndex, items), Counts(list));
        Assert.Equal(items, list.At("Resources")!.AsArray().Count);
    }

    [Theory]
    [InlineData("userName eq \"USER1@B.EXAMPLE\"", 1)]
    [InlineData("USERNAME EQ \"user1@b.example\" AND Title PR", 1)]
    [InlineData("externalId eq \"E1\"", 0)]
    [InlineData("externalId eq \"e1\"", 1)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:title eq \"dr\"", 1)]
    [InlineData("URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER:title eq \"dr\"", 1)]
    [InlineData("title eq null", 1)]
    [InlineData("not (title pr)", 1)]
    [InlineData("title ne \"Dr\"", 1)]
    [InlineData("emails[type eq \"work\" and value co \"@w\"]", 1)]
    [InlineData("emails.type eq \"work\"", 1)]
    [InlineData("emails co \"@w\"", 1)]
    [InlineData("active eq true", 2)]
    [InlineData("meta.created gt \"2011-05-13T04:42:34Z\"", 2)]
    [InlineData("meta.lastModified le \"2011-05-13T04:42:34Z\"", 0)]
    [InlineData("meta.resourceType eq \"User\"", 2)]
    [InlineData("schemas eq \"urn:ietf:params:scim:schemas:core:2.0:User\"", 2)]
    [InlineData("schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"", 1)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq \"7\"", 1)]
    [InlineData("title pr or userName sw \"user2\" and externalId eq \"none\"", 1)]
    [InlineData("(title pr or userName sw \"user2\") and externalId eq \"none\"", 0)]
    public async Task Filter_finds_what_it_says_by_get_and_by_post(string filter, int matches)
    {
        using var scim = await ScimSession.OpenAsync(app);
        await scim.UserAsync("user1@b.example", $$"""
            "externalId":"e1","title":"Dr","emails":[{"value":"1@w.example","type":"work"},{"value":"1@h.example","type":"home"}],"{{ScimSession.Enterprise}}":{"manager":{"value":"7"} }
            """);
        await scim.UserAsync("user2@b.example");
        Assert.Equal(matches, await scim.CountAsync(filter));
        var search = new System.Text.Json.Nodes.JsonObject { ["schemas"] = new System.Text.Json.Nodes.JsonArray("urn:ietf:params:scim:api:messages:2.0:SearchRequest"), ["filter"] = filter };
        Assert.Equal(matches, Counts(await scim.PostAsync("Users/.search", search.ToJsonString())).Total);
    }

    [Fact]
    public async Task Search_by_post_takes_the_parameters_of_get()
    {
        using var scim = await ScimSession.OpenAsync(app);
        for (var i = 0; i < 3; i++)
            await scim.UserAsync($"user{i}@b.example", "\"title\":\"Dr\"");
        var found = (await scim.PostAsync("Users/.search", """{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"attributes":["title"],"filter":"title eq \"Dr\"","startIndex":2,"count":1}""")).Is(200);
        Assert.Equal((3, 2, 1), Counts(found));
        Assert.Equal(["schemas", "id", "title"], found.At("Resources/0")!.AsObject().Select(m => m.Key));
        (await scim.PostAsync("Users/.search", """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"]}""")).IsError(400, "invalidSyntax", "SearchRequest");
        (await scim.PostAsync("Users/.search", """{"startIndex":"x"}""")).IsError(400, "invalidValue", "startIndex");
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static (int Total, int StartIndex, int Items) Counts(ScimReply list) =>
        (list.At("totalResults")!.GetValue<int>(), list.At("startIndex")!.GetValue<int>(), list.At("itemsPerPage")!.GetValue<int>());
}
