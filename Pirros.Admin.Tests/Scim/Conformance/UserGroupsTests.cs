using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>The <c>groups</c> of a user: read-only, direct and through other groups (RFC 7643 §4.1.2).</summary>
public sealed class UserGroupsTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task User_shows_direct_and_indirect_groups()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana");
        var direct = await scim.GroupAsync("Direct", ana);
        var middle = await scim.GroupAsync("Middle", direct);
        var top = await scim.GroupAsync("Top", middle);
        await scim.GroupAsync("Unrelated");
        var groups = await GroupsAsync(scim, $"Users/{ana}");
        Assert.Equal(
            new Dictionary<string, string> { [direct] = "direct Direct", [middle] = "indirect Middle", [top] = "indirect Top" },
            groups.ToDictionary(g => g["value"]!.GetValue<string>(), g => $"{g["type"]} {g["display"]}"));
        Assert.Equal($"{scim.Client.BaseAddress}Groups/{direct}", groups.Single(g => g["value"]!.GetValue<string>() == direct)["$ref"]!.GetValue<string>());
    }

    [Fact]
    public async Task Group_that_is_both_direct_and_indirect_is_shown_as_direct_once()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana");
        var inner = await scim.GroupAsync("Inner", ana);
        var outer = await scim.GroupAsync("Outer", inner, ana);
        var groups = await GroupsAsync(scim, $"Users/{ana}");
        Assert.Equal(2, groups.Count);
        Assert.Equal("direct", groups.Single(g => g["value"]!.GetValue<string>() == outer)["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Groups_that_contain_each_other_come_to_an_end()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana");
        var one = await scim.GroupAsync("One", ana);
        var two = await scim.GroupAsync("Two", one);
        await scim.PatchGroupAsync(one, $$"""[{"op":"add","path":"members","value":[{"value":"{{two}}"}]}]""");
        Assert.Equal(["direct", "indirect"], (await GroupsAsync(scim, $"Users/{ana}")).Select(g => g["type"]!.GetValue<string>()).Order());
    }

    [Fact]
    public async Task Lists_searches_and_answers_to_changes_show_them_too()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana");
        await scim.UserAsync("bo");
        await scim.GroupAsync("Team", ana);
        Assert.Single(await GroupsAsync(scim, "Users?filter=userName%20eq%20%22ana%22", "Resources", 0));
        var all = (await scim.SendAsync("GET", "Users", 200))!["Resources"]!.AsArray();
        Assert.Equal([1, 0], all.Select(u => u!["groups"]?.AsArray().Count ?? 0).OrderDescending());
        var patched = (await scim.SendAsync("PATCH", $"Users/{ana}", 200, """{"Operations":[{"op":"replace","path":"title","value":"Architect"}]}"""))!;
        Assert.Single(patched["groups"]!.AsArray());
        var replaced = (await scim.SendAsync("PUT", $"Users/{ana}", 200, """{"userName":"ana","groups":[]}"""))!;
        Assert.Single(replaced["groups"]!.AsArray());
        Assert.Null((await scim.SendAsync("GET", $"Users/{ana}?excludedAttributes=groups", 200))!["groups"]);
        Assert.Equal("Team", (await scim.SendAsync("GET", $"Users/{ana}?attributes=groups.display", 200))!["groups"]![0]!["display"]!.GetValue<string>());
    }

    [Fact]
    public async Task Groups_of_a_user_are_read_only()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana");
        var group = await scim.GroupAsync("Team", ana);
        var refused = (await scim.SendAsync("PATCH", $"Users/{ana}", 400, """{"Operations":[{"op":"remove","path":"groups"}]}"""))!;
        Assert.Equal("mutability", refused["scimType"]!.GetValue<string>());
        var made = (await scim.SendAsync("POST", "Users", 201, $$"""{"userName":"bo","groups":[{"value":"{{group}}"}]}"""))!;
        Assert.Null(made["groups"]);
        Assert.Equal([ana], await scim.MembersAsync(group));
    }

    [Theory]
    [InlineData("groups.value eq \"{inner}\"", 1)]
    [InlineData("groups[value eq \"{outer}\"]", 1)]
    [InlineData("groups.value eq \"nothing\"", 0)]
    [InlineData("not (groups.value eq \"{inner}\")", 1)]
    [InlineData("groups.display eq \"outer\"", 1)]
    [InlineData("groups.type eq \"indirect\"", 1)]
    [InlineData("groups[type eq \"direct\" and display sw \"Outer\"]", 0)]
    [InlineData("groups pr", 1)]
    [InlineData("not (groups pr)", 1)]
    public async Task Users_are_found_by_their_groups(string filter, int total)
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana");
        await scim.UserAsync("bo");
        var inner = await scim.GroupAsync("Inner", ana);
        var outer = await scim.GroupAsync("Outer", inner);
        var text = filter.Replace("{inner}", inner, StringComparison.Ordinal).Replace("{outer}", outer, StringComparison.Ordinal);
        Assert.Equal(total, (await scim.SendAsync("GET", $"Users?filter={Uri.EscapeDataString(text)}", 200))!["totalResults"]!.GetValue<int>());
    }

    private static async Task<List<JsonNode>> GroupsAsync(ScimConversation scim, string path, string? list = null, int index = 0)
    {
        var body = (await scim.SendAsync("GET", path, 200))!;
        var user = list is null ? body : body[list]![index]!;
        return [.. user["groups"]!.AsArray().Select(g => g!)];
    }
}
