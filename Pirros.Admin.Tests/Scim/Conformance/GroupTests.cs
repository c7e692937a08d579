using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Groups as resources (RFC 7643 §4.2; RFC 7644 §3.3 to §3.6).</summary>
public sealed class GroupTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Group_is_created_with_its_members_and_read_back()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana@a.example", "Ana Lima");
        var inner = await scim.GroupAsync("Inner");
        var made = (await scim.SendAsync("POST", "Groups", 201, $$"""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Field Eng","externalId":"8b0c","members":[{"value":"{{ana}}"},{"value":"{{inner}}","display":"The inner ones"}]}
            """))!;
        var id = made["id"]!.GetValue<string>();
        var read = (await scim.SendAsync("GET", $"Groups/{id}", 200))!;
        Assert.True(JsonNode.DeepEquals(made, read));
        Assert.Equal("Group", read["meta"]!["resourceType"]!.GetValue<string>());
        Assert.Equal($"{scim.Client.BaseAddress}Groups/{id}", read["meta"]!["location"]!.GetValue<string>());
        var members = read["members"]!.AsArray().ToDictionary(m => m!["value"]!.GetValue<string>(), m => m!.ToJsonString());
        Assert.Equal($$"""{"value":"{{ana}}","$ref":"{{scim.Client.BaseAddress}}Users/{{ana}}","type":"User","display":"Ana Lima"}""", members[ana]);
        Assert.Equal($$"""{"value":"{{inner}}","$ref":"{{scim.Client.BaseAddress}}Groups/{{inner}}","type":"Group","display":"The inner ones"}""", members[inner]);
    }

    [Fact]
    public async Task Group_without_members_has_no_such_attribute()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var made = (await scim.SendAsync("POST", "Groups", 201, """{"displayName":"Empty","members":[]}"""))!;
        Assert.Null(made["members"]);
    }

    [Fact]
    public async Task Second_group_of_a_name_is_a_conflict()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        await scim.GroupAsync("Field Eng");
        var refused = (await scim.SendAsync("POST", "Groups", 409, """{"displayName":"field ENG"}"""))!;
        Assert.Equal("uniqueness", refused["scimType"]!.GetValue<string>());
        var other = await scim.GroupAsync("Other");
        await scim.SendAsync("PUT", $"Groups/{other}", 409, """{"displayName":"Field Eng"}""");
        await scim.SendAsync("PATCH", $"Groups/{other}", 409, """{"Operations":[{"op":"replace","path":"displayName","value":"Field Eng"}]}""");
    }

    [Fact]
    public async Task Group_without_a_name_is_refused()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var refused = (await scim.SendAsync("POST", "Groups", 400, """{"externalId":"x"}"""))!;
        Assert.Equal(("invalidValue", "displayName: a value is required."), (refused["scimType"]!.GetValue<string>(), refused["detail"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Replacement_sets_exactly_the_members_that_it_names()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        string[] users = [await scim.UserAsync("a"), await scim.UserAsync("b"), await scim.UserAsync("c")];
        var id = await scim.GroupAsync("Team", users[0], users[1]);
        var replaced = (await scim.SendAsync("PUT", $"Groups/{id}", 200, $$"""{"displayName":"Team","members":[{"value":"{{users[1]}}"},{"value":"{{users[2]}}"}]}"""))!;
        Assert.Equal("W/\"2\"", replaced["meta"]!["version"]!.GetValue<string>());
        Assert.Equal([users[1], users[2]], await scim.MembersAsync(id));
        await scim.SendAsync("PUT", $"Groups/{id}", 200, """{"displayName":"Renamed"}""");
        Assert.Empty(await scim.MembersAsync(id));
    }

    [Fact]
    public async Task Replacement_that_changes_nothing_keeps_the_version()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana");
        var id = await scim.GroupAsync("Team", ana);
        var same = (await scim.SendAsync("PUT", $"Groups/{id}", 200, $$"""{"id":"{{id}}","displayName":"Team","members":[{"value":"{{ana}}"}]}"""))!;
        Assert.Equal("W/\"1\"", same["meta"]!["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task Deleted_group_is_gone_from_everywhere()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana");
        var inner = await scim.GroupAsync("Inner", ana);
        var outer = await scim.GroupAsync("Outer", inner);
        await scim.SendAsync("DELETE", $"Groups/{inner}", 204);
        await scim.SendAsync("GET", $"Groups/{inner}", 404);
        Assert.Empty(await scim.MembersAsync(outer));
        Assert.Null((await scim.SendAsync("GET", $"Users/{ana}", 200))!["groups"]);
    }

    [Theory]
    [InlineData("displayName eq \"field eng\"", 1)]
    [InlineData("displayName eq \"nobody\"", 0)]
    [InlineData("externalId eq \"8b0c\"", 1)]
    [InlineData("members.value eq \"{user}\"", 1)]
    [InlineData("members[value eq \"{user}\"]", 1)]
    [InlineData("members eq \"{user}\" and displayName sw \"F\"", 1)]
    [InlineData("id eq \"{group}\" and members eq \"{other}\"", 0)]
    [InlineData("members.value eq \"{other}\"", 1)]
    [InlineData("not (members.value eq \"{user}\")", 1)]
    [InlineData("members pr", 2)]
    [InlineData("not (members pr)", 0)]
    [InlineData("members.type eq \"User\"", 2)]
    [InlineData("members[type eq \"Group\"]", 0)]
    [InlineData("members.display co \"ana\"", 1)]
    public async Task Groups_are_found_by_a_filter(string filter, int total)
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana@a.example", "Ana Lima");
        var bo = await scim.UserAsync("bo@a.example", "Bo");
        var group = (await scim.SendAsync("POST", "Groups", 201, $$"""{"displayName":"Field Eng","externalId":"8b0c","members":[{"value":"{{ana}}"}]}"""))!["id"]!.GetValue<string>();
        await scim.GroupAsync("Others", bo);
        var text = filter.Replace("{user}", ana, StringComparison.Ordinal).Replace("{other}", bo, StringComparison.Ordinal).Replace("{group}", group, StringComparison.Ordinal);
        var found = (await scim.SendAsync("GET", $"Groups?filter={Uri.EscapeDataString(text)}", 200))!;
        Assert.Equal(total, found["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task Members_are_left_out_when_they_are_not_wanted()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana", "Ana");
        var id = await scim.GroupAsync("Team", ana);
        Assert.Null((await scim.SendAsync("GET", $"Groups/{id}?excludedAttributes=members", 200))!["members"]);
        Assert.Equal(["schemas", "id", "displayName"], (await scim.SendAsync("GET", $"Groups/{id}?attributes=displayName", 200))!.AsObject().Select(m => m.Key));
        Assert.Equal($$"""[{"value":"{{ana}}"}]""", (await scim.SendAsync("GET", $"Groups/{id}?attributes=members.value", 200))!["members"]!.ToJsonString());
        Assert.Null((await scim.SendAsync("GET", $"Groups/{id}?excludedAttributes=members.display", 200))!["members"]![0]!["display"]);
        Assert.Null((await scim.SendAsync("GET", "Groups?excludedAttributes=members", 200))!["Resources"]![0]!["members"]);
        Assert.Single((await scim.SendAsync("GET", "Groups", 200))!["Resources"]![0]!["members"]!.AsArray());
    }
}
