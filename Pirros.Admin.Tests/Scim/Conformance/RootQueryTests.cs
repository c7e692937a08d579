using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Queries below the root, over users and groups at once (RFC 7644 §3.4.2.1), by GET and by POST.</summary>
public sealed class RootQueryTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("", "ana staff bo leads")]
    [InlineData("meta.resourceType eq \"User\"", "ana bo")]
    [InlineData("meta.resourceType eq \"Group\"", "staff leads")]
    [InlineData("meta.resourceType ne \"Group\"", "ana bo")]
    [InlineData("meta.resourceType eq \"Nothing\"", "")]
    [InlineData("(meta.resourceType eq \"User\") or (meta.resourceType eq \"Group\")", "ana staff bo leads")]
    [InlineData("meta.resourceType eq \"User\" and displayName sw \"s\"", "")]
    [InlineData("displayName sw \"s\"", "staff")]
    [InlineData("displayName eq \"BO\" or displayName eq \"Leads\"", "bo leads")]
    [InlineData("userName pr", "ana bo")]
    [InlineData("not (userName pr)", "staff leads")]
    [InlineData("userName ne \"ana\"", "staff bo leads")]
    [InlineData("userName eq \"ana\"", "ana")]
    [InlineData("members pr", "staff")]
    [InlineData("name.familyName eq null", "ana staff bo leads")]
    [InlineData("emails[type eq \"work\"]", "")]
    [InlineData("not (emails[type eq \"work\"])", "ana staff bo leads")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"x\"", "")]
    [InlineData("schemas eq \"urn:ietf:params:scim:schemas:core:2.0:Group\"", "staff leads")]
    public async Task List_holds_users_and_groups_that_match(string filter, string expected)
    {
        using var scim = await FilledAsync();
        var query = filter.Length == 0 ? "" : $"?filter={Uri.EscapeDataString(filter)}";
        foreach (var page in new[] { await scim.PageAsync(query), (await scim.SendAsync("POST", ".search", 200, new JsonObject { ["filter"] = filter }.ToJsonString()))! })
        {
            Assert.Equal(expected, page.Names());
            Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, page.Total());
        }
    }

    [Fact]
    public async Task Members_of_the_list_are_whole_resources()
    {
        using var scim = await FilledAsync();
        var page = await scim.PageAsync("");
        foreach (var one in page["Resources"]!.AsArray())
        {
            var alone = await scim.SendAsync("GET", one!["meta"]!["location"]!.GetValue<string>(), 200);
            Assert.True(JsonNode.DeepEquals(alone, one), $"alone {alone}, in the list {one}");
        }

        Assert.Equal("staff", page["Resources"]![0]!["groups"]![0]!["display"]!.GetValue<string>());
        Assert.Equal("ana", page["Resources"]![1]!["members"]![0]!["display"]!.GetValue<string>());
    }

    [Fact]
    public async Task Attributes_are_chosen_across_types()
    {
        using var scim = await FilledAsync();
        var some = (await scim.PageAsync("?attributes=userName,members.value"))["Resources"]!.AsArray();
        Assert.Equal(["id,schemas,userName", "id,members,schemas"], some.Take(2).Select(MembersOf));
        Assert.Equal(["value"], some[1]!["members"]![0]!.AsObject().Select(m => m.Key));
        var others = (await scim.PageAsync("?excludedAttributes=members,groups,meta"))["Resources"]!.AsArray();
        Assert.Equal(["active,displayName,id,schemas,userName", "displayName,id,schemas"], others.Take(2).Select(MembersOf));
        await scim.RefusedAsync("GET", "?attributes=userName&excludedAttributes=members", "invalidValue");
    }

    [Theory]
    [InlineData("sortBy=displayName", "ana bo", "leads staff")]
    [InlineData("sortBy=displayName&sortOrder=descending", "staff leads", "bo ana")]
    [InlineData("sortBy=userName", "ana bo", "staff leads")]
    [InlineData("sortBy=meta.resourceType", "staff leads", "ana bo")]
    [InlineData("filter=displayName%20pr", "ana staff", "bo leads")]
    [InlineData("", "ana staff", "bo leads")]
    public async Task Pages_by_index_and_by_cursor_go_through_both_types(string query, string first, string second)
    {
        using var scim = await FilledAsync();
        Assert.Equal(first, (await scim.PageAsync($"?{query}&count=2")).Names());
        Assert.Equal(second, (await scim.PageAsync($"?{query}&count=2&startIndex=3")).Names());
        var page = await scim.PageAsync($"?{query}&count=2&cursor=");
        Assert.Equal((first, 4), (page.Names(), page.Total()));
        var next = await scim.PageAsync($"?{query}&count=2&cursor={page.Cursor("nextCursor")}");
        Assert.Equal((second, 4, null), (next.Names(), next.Total(), next.Cursor("nextCursor")));
        Assert.Equal(first, (await scim.PageAsync($"?{query}&count=2&cursor={next.Cursor("previousCursor")}")).Names());
        Assert.Equal((4, ""), ((await scim.PageAsync($"?{query}&count=0")).Total(), (await scim.PageAsync($"?{query}&count=0")).Names()));
    }

    [Theory]
    [InlineData("shoeSize pr", "invalidFilter", "shoeSize")]
    [InlineData("userName eq \"a\" or shoeSize eq 42", "invalidFilter", "shoeSize")]
    [InlineData("meta.resourceType eq \"User\" and shoeSize eq 42", "invalidFilter", "shoeSize")]
    [InlineData("emails[shoeSize eq 42]", "invalidFilter", "shoeSize")]
    [InlineData("active gt true", "invalidFilter", "active")]
    [InlineData("password sw \"a\"", "invalidFilter", "password")]
    public async Task Attribute_that_no_type_has_is_refused(string filter, string scimType, string named)
    {
        using var scim = await ScimConversation.BeginAsync(app);
        Assert.Contains(named, await scim.RefusedAsync("GET", $"?filter={Uri.EscapeDataString(filter)}", scimType), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sort_attribute_that_no_type_has_is_refused_and_that_one_has_is_not()
    {
        using var scim = await FilledAsync();
        Assert.Contains("shoeSize", await scim.RefusedAsync("GET", "?sortBy=shoeSize", "invalidValue"), StringComparison.Ordinal);
        Assert.Equal("leads staff bo ana", (await scim.PageAsync("?sortBy=userName&sortOrder=descending&filter=displayName%20ne%20%22x%22")).Names());
    }

    [Fact]
    public async Task Nobody_else_is_in_the_list_and_nobody_gets_it_without_a_token()
    {
        using var scim = await FilledAsync();
        using var other = await ScimConversation.BeginAsync(app);
        Assert.Equal(("", 0), ((await other.PageAsync("")).Names(), (await other.PageAsync("")).Total()));
        using var request = new HttpRequestMessage(HttpMethod.Get, scim.Client.BaseAddress);
        using var stranger = app.CreateClient();
        using var response = await stranger.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(401, (int)response.StatusCode);
        await scim.SendAsync("DELETE", "", 405);
    }

    private static string MembersOf(JsonNode? resource) => string.Join(',', resource!.AsObject().Select(m => m.Key).Order(StringComparer.Ordinal));

    private async Task<ScimConversation> FilledAsync()
    {
        var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana");
        await scim.GroupAsync("staff", ana);
        await scim.UserAsync("bo");
        await scim.GroupAsync("leads");
        return scim;
    }
}
