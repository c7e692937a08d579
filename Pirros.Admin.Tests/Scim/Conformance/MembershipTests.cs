namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Changes of a group's members by PATCH (RFC 7644 §3.5.2), as the standard writes them and as identity providers do.</summary>
public sealed class MembershipTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("""[{"op":"add","path":"members","value":[{"value":"{c}"}]}]""", "abc")]
    [InlineData("""[{"op":"Add","path":"members","value":[{"$ref":null,"value":"{c}"}]}]""", "abc")]
    [InlineData("""[{"op":"add","path":"members","value":{"value":"{c}"}}]""", "abc")]
    [InlineData("""[{"op":"add","path":"members","value":"{c}"}]""", "abc")]
    [InlineData("""[{"op":"add","value":{"members":[{"value":"{c}"}]}}]""", "abc")]
    [InlineData("""[{"op":"add","path":"urn:ietf:params:scim:schemas:core:2.0:Group:members","value":[{"value":"{c}"}]}]""", "abc")]
    [InlineData("""[{"op":"add","path":"members","value":[{"value":"{a}"},{"value":"{c}"},{"value":"{c}"}]}]""", "abc")]
    [InlineData("""[{"op":"add","path":"members","value":[{"$ref":"https://elsewhere.example/v2/Users/{c}"}]}]""", "abc")]
    [InlineData("""[{"op":"remove","path":"members[value eq \"{a}\"]"}]""", "b")]
    [InlineData("""[{"op":"Remove","path":"members","value":[{"$ref":null,"value":"{a}"}]}]""", "b")]
    [InlineData("""[{"op":"remove","path":"members[value eq \"{a}\" or value eq \"{b}\"]"}]""", "")]
    [InlineData("""[{"op":"remove","path":"members[value eq \"nobody\"]"}]""", "ab")]
    [InlineData("""[{"op":"remove","path":"members[value eq \"{A}\"]"}]""", "b")]
    [InlineData("""[{"op":"remove","path":"members","value":[{"value":"{A}"}]}]""", "b")]
    [InlineData("""[{"op":"add","path":"members","value":[{"value":"{C}"},{"value":"{c}"}]}]""", "abc")]
    [InlineData("""[{"op":"remove","path":"members","value":[]}]""", "ab")]
    [InlineData("""[{"op":"remove","path":"members"}]""", "")]
    [InlineData("""[{"op":"replace","path":"members","value":[{"value":"{b}"},{"value":"{c}"}]}]""", "bc")]
    [InlineData("""[{"op":"replace","path":"members","value":[]}]""", "")]
    [InlineData("""[{"op":"remove","path":"members[value eq \"{a}\"]"},{"op":"add","path":"members","value":[{"value":"{c}"}]}]""", "bc")]
    [InlineData("""[{"op":"add","path":"members","value":[{"value":"{c}"}]},{"op":"remove","path":"members[value eq \"{c}\"]"}]""", "ab")]
    [InlineData("""[{"op":"replace","value":{"id":"{group}","displayName":"Renamed"}}]""", "ab")]
    [InlineData("""[{"op":"replace","path":"displayName","value":"Renamed"},{"op":"add","path":"members","value":[{"value":"{c}"}]}]""", "abc")]
    public async Task Operations_leave_exactly_these_members(string operations, string expected)
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ids = new Dictionary<char, string> { ['a'] = await scim.UserAsync("a"), ['b'] = await scim.UserAsync("b"), ['c'] = await scim.UserAsync("c") };
        var group = await scim.GroupAsync("Team", ids['a'], ids['b']);
        var text = ids.Aggregate(operations, (t, id) => t.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal).Replace($"{{{char.ToUpperInvariant(id.Key)}}}", id.Value.ToUpperInvariant(), StringComparison.Ordinal)).Replace("{group}", group, StringComparison.Ordinal);
        await scim.PatchGroupAsync(group, text);
        Assert.Equal(expected.Select(c => ids[c]).Order(), (await scim.MembersAsync(group)).Order());
    }

    [Fact]
    public async Task Member_that_is_there_already_is_no_error_and_no_change()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana");
        var group = await scim.GroupAsync("Team", ana);
        using var again = await scim.AskAsync("PATCH", $"Groups/{group}", $$"""{"Operations":[{"op":"Add","path":"members","value":[{"value":"{{ana}}"}]}]}""");
        Assert.Equal((204, "W/\"1\""), ((int)again.StatusCode, again.Headers.ETag!.ToString()));
        using var gone = await scim.AskAsync("PATCH", $"Groups/{group}", """{"Operations":[{"op":"remove","path":"members"}]}""");
        Assert.Equal((204, "W/\"2\""), ((int)gone.StatusCode, gone.Headers.ETag!.ToString()));
    }

    [Theory]
    [InlineData("""[{"op":"add","path":"members","value":[{"value":"{a}"},{"value":"nobody"}]}]""", "invalidValue", "'nobody'")]
    [InlineData("""[{"op":"replace","path":"members","value":[{"value":"nobody"}]}]""", "invalidValue", "'nobody'")]
    [InlineData("""[{"op":"add","path":"members","value":[{"display":"x"}]}]""", "invalidValue", "members[0].value")]
    [InlineData("""[{"op":"replace","path":"displayName","value":"X"},{"op":"add","path":"members","value":[{"value":"nobody"}]}]""", "invalidValue", "'nobody'")]
    [InlineData("""[{"op":"add","path":"members","value":[{"value":"{a}"}]},{"op":"remove","path":"displayName"}]""", "mutability", "displayName")]
    [InlineData("""[{"op":"remove","path":"members[display eq \"x\"]"}]""", "invalidFilter", "by their value")]
    [InlineData("""[{"op":"replace","path":"members[value eq \"{a}\"].display","value":"Boss"}]""", "mutability", "members.display")]
    [InlineData("""[{"op":"remove","path":"members.type"}]""", "mutability", "members.type")]
    [InlineData("""[{"op":"remove","path":"members.value"}]""", "mutability", "members.value")]
    [InlineData("""[{"op":"remove","path":"members[value eq \"{a}\"].value"}]""", "mutability", "members.value")]
    [InlineData("""[{"op":"replace","path":"members[value eq \"{a}\"].value","value":"{b}"}]""", "mutability", "members.value")]
    public async Task Change_that_can_not_be_made_is_refused_whole(string operations, string scimType, string says)
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana");
        var group = await scim.GroupAsync("Team");
        var refused = (await scim.SendAsync("PATCH", $"Groups/{group}", 400, $$"""{"Operations":{{operations.Replace("{a}", ana, StringComparison.Ordinal)}}}"""))!;
        Assert.Equal(scimType, refused["scimType"]!.GetValue<string>());
        Assert.Contains(says, refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        var after = (await scim.SendAsync("GET", $"Groups/{group}", 200))!;
        Assert.Equal(("Team", "W/\"1\"", 0), (after["displayName"]!.GetValue<string>(), after["meta"]!["version"]!.GetValue<string>(), after["members"]?.AsArray().Count ?? 0));
    }

    [Fact]
    public async Task Members_of_another_connection_are_unknown()
    {
        using var mine = await ScimConversation.BeginAsync(app);
        using var other = await ScimConversation.BeginAsync(app);
        var stranger = await other.UserAsync("stranger");
        await mine.SendAsync("POST", "Groups", 400, $$"""{"displayName":"Team","members":[{"value":"{{stranger}}"}]}""");
        Assert.Equal(0, (await mine.SendAsync("GET", "Groups", 200))!["totalResults"]!.GetValue<int>());
        var group = await other.GroupAsync("Team", stranger);
        await mine.SendAsync("PATCH", $"Groups/{group}", 404, """{"Operations":[{"op":"remove","path":"members"}]}""");
        Assert.Single(await other.MembersAsync(group));
    }

    [Fact]
    public async Task Deleted_user_leaves_every_group_and_their_versions_tell()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        string[] users = [await scim.UserAsync("a"), await scim.UserAsync("b")];
        var group = await scim.GroupAsync("Team", users);
        var other = await scim.GroupAsync("Other", users[1]);
        await scim.SendAsync("DELETE", $"Users/{users[0]}", 204);
        Assert.Equal([users[1]], await scim.MembersAsync(group));
        Assert.Equal("W/\"2\"", (await scim.SendAsync("GET", $"Groups/{group}", 200))!["meta"]!["version"]!.GetValue<string>());
        Assert.Equal("W/\"1\"", (await scim.SendAsync("GET", $"Groups/{other}", 200))!["meta"]!["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task Deactivated_user_stays_a_member()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana");
        var group = await scim.GroupAsync("Team", ana);
        await scim.SendAsync("PATCH", $"Users/{ana}", 200, """{"Operations":[{"op":"Replace","path":"active","value":"False"}]}""");
        Assert.Equal([ana], await scim.MembersAsync(group));
    }

    [Fact]
    public async Task Precondition_that_fails_changes_nothing()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var ana = await scim.UserAsync("ana");
        var group = await scim.GroupAsync("Team");
        var add = $$"""{"Operations":[{"op":"add","path":"members","value":[{"value":"{{ana}}"}]}]}""";
        await scim.SendAsync("PATCH", $"Groups/{group}", 412, add, ("If-Match", "W/\"7\""));
        Assert.Empty(await scim.MembersAsync(group));
        await scim.SendAsync("PATCH", $"Groups/{group}", 204, add, ("If-Match", "W/\"1\""));
        Assert.Equal([ana], await scim.MembersAsync(group));
    }

    [Fact]
    public async Task Patch_that_asks_for_attributes_is_answered_with_them()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var group = await scim.GroupAsync("Team");
        var answered = (await scim.SendAsync("PATCH", $"Groups/{group}?attributes=displayName", 200, """{"Operations":[{"op":"replace","path":"displayName","value":"Renamed"}]}"""))!;
        Assert.Equal("Renamed", answered["displayName"]!.GetValue<string>());
    }

    [Fact]
    public async Task Five_hundred_members_arrive_a_hundred_at_a_time_and_none_is_lost()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var users = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => scim.UserAsync($"user{i}")));
        var group = await scim.GroupAsync("Everybody");
        await Task.WhenAll(users.Chunk(100).Select(some => scim.PatchGroupAsync(group, $$"""[{"op":"add","path":"members","value":[{{string.Join(',', some.Select(id => $$"""{"value":"{{id}}"}"""))}}]}]""")));
        Assert.Equal(users.Order(), (await scim.MembersAsync(group)).Order());
        await scim.PatchGroupAsync(group, $$"""[{"op":"remove","path":"members[value eq \"{{users[7]}}\"]"}]""");
        Assert.Equal(499, (await scim.MembersAsync(group)).Count());
    }
}
