using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Paging by cursor (RFC 9865).</summary>
public sealed class CursorPagingTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Pages_follow_each_other_to_the_last_and_back_to_the_first()
    {
        using var scim = await FilledAsync();
        var first = await scim.PageAsync("Users?cursor&count=2");
        Assert.Equal(("a b", 5, 2), (first.Names(), first.Total(), first["itemsPerPage"]!.GetValue<int>()));
        Assert.Null(first["startIndex"]);
        Assert.False(first.AsObject().ContainsKey("previousCursor"));
        var second = await scim.PageAsync($"Users?cursor={first.Cursor("nextCursor")}&count=2");
        Assert.Equal(("c d", 5), (second.Names(), second.Total()));
        var last = await scim.PageAsync($"Users?cursor={second.Cursor("nextCursor")}&count=2");
        Assert.Equal(("e", 5, 1), (last.Names(), last.Total(), last["itemsPerPage"]!.GetValue<int>()));
        Assert.False(last.AsObject().ContainsKey("nextCursor"));

        var back = await scim.PageAsync($"Users?cursor={last.Cursor("previousCursor")}&count=2");
        Assert.Equal("c d", back.Names());
        var begin = await scim.PageAsync($"Users?cursor={back.Cursor("previousCursor")}&count=2");
        Assert.Equal("a b", begin.Names());
        Assert.Null(begin.Cursor("previousCursor"));
        Assert.Equal("c d", (await scim.PageAsync($"Users?cursor={begin.Cursor("nextCursor")}&count=2")).Names());
    }

    [Theory]
    [InlineData("filter=userName%20ne%20%22c%22&", "a b", "d e")]
    [InlineData("sortBy=userName&sortOrder=descending&", "e d", "c b")]
    [InlineData("sortBy=title&filter=userName%20pr&", "e b", "a c")]
    [InlineData("attributes=userName&", "a b", "c d")]
    public async Task Pages_keep_filter_and_order(string query, string first, string second)
    {
        using var scim = await FilledAsync();
        var page = await scim.PageAsync($"Users?{query}cursor=&count=2");
        Assert.Equal(first, page.Names());
        Assert.Matches("^[A-Za-z0-9._~-]+$", page.Cursor("nextCursor"));
        var next = await scim.PageAsync($"Users?{query.Replace("userName", "USERNAME", StringComparison.Ordinal)}cursor={page.Cursor("nextCursor")}");
        Assert.Equal((second, page.Total()), (next.Names(), next.Total()));
    }

    [Fact]
    public async Task Search_by_post_pages_by_cursor()
    {
        using var scim = await FilledAsync();
        var first = (await scim.SendAsync("POST", "Users/.search", 200, """{"cursor":"","count":3}"""))!;
        Assert.Equal("a b c", first.Names());
        Assert.Null(first["startIndex"]);
        var second = (await scim.SendAsync("POST", "Users/.search", 200, new JsonObject { ["Cursor"] = first.Cursor("nextCursor"), ["count"] = 3 }.ToJsonString()))!;
        Assert.Equal("d e", second.Names());
        Assert.Equal("d e", (await scim.PageAsync($"Users?cursor={first.Cursor("nextCursor")}&count=3")).Names());
        Assert.Equal(1, (await scim.SendAsync("POST", "Users/.search", 200, """{"cursor":null,"count":3}"""))!["startIndex"]!.GetValue<int>());
        await scim.RefusedAsync("POST", "Users/.search", "invalidCount", """{"cursor":"","count":"three"}""");
        await scim.RefusedAsync("POST", "Users/.search", "invalidValue", """{"count":"three"}""");
        await scim.RefusedAsync("POST", "Users/.search", "invalidCursor", """{"cursor":"three"}""");
        await scim.RefusedAsync("POST", "Users/.search", "invalidCursor", """{"cursor":3}""");
        await scim.RefusedAsync("POST", "Users/.search", "invalidFilter", """{"filter":3}""");
    }

    [Fact]
    public async Task Who_names_no_method_gets_an_index_and_may_go_on_by_cursor()
    {
        using var scim = await FilledAsync();
        var page = await scim.PageAsync("Users?count=2");
        Assert.Equal(("a b", 1), (page.Names(), page["startIndex"]!.GetValue<int>()));
        Assert.Equal("c d", (await scim.PageAsync($"Users?count=2&cursor={page.Cursor("nextCursor")}")).Names());
        Assert.Null((await scim.PageAsync("Users?count=2&startIndex=1")).Cursor("nextCursor"));
        Assert.Null((await scim.PageAsync("Users?count=5")).Cursor("nextCursor"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public async Task Page_with_room_for_nobody_is_refused(int count)
    {
        using var scim = await FilledAsync();
        await scim.RefusedAsync("GET", $"Users?cursor&count={count}", "invalidCount");
        await scim.RefusedAsync("POST", "Users/.search", "invalidCount", $$"""{"cursor":"","count":{{count}}}""");
        Assert.Equal(5, (await scim.PageAsync($"Users?count={count}")).Total());
    }

    [Fact]
    public async Task Count_beyond_the_longest_page_is_no_error()
    {
        using var scim = await FilledAsync();
        Assert.Equal("a b c d e", (await scim.PageAsync("Users?cursor&count=5000")).Names());
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("A")]
    [InlineData("x.y~z")]
    [InlineData("%20")]
    [InlineData("%22%5D%7D")]
    [InlineData("AAAAAAAAAAAAAAAAMHwyfDF8eA")]
    public async Task Cursor_that_nobody_gave_out_is_refused(string cursor)
    {
        using var scim = await FilledAsync();
        await scim.RefusedAsync("GET", $"Users?cursor={cursor}&count=2", "invalidCursor");
    }

    [Fact]
    public async Task Cursor_that_was_cut_or_changed_is_refused()
    {
        using var scim = await FilledAsync();
        var next = (await scim.PageAsync("Users?cursor&count=2")).Cursor("nextCursor")!;
        foreach (var changed in new[] { next[..^4], next[4..], next + "AAAA", (next[0] == 'A' ? "B" : "A") + next[1..] })
            await scim.RefusedAsync("GET", $"Users?cursor={changed}&count=2", "invalidCursor");
    }

    [Theory]
    [InlineData("Users?sortBy=userName&")]
    [InlineData("Users?sortBy=title&sortOrder=descending&")]
    [InlineData("Users?filter=userName%20ne%20%22b%22&")]
    [InlineData("Groups?")]
    [InlineData("?")]
    public async Task Cursor_of_another_query_is_refused(string other)
    {
        using var scim = await FilledAsync();
        var next = (await scim.PageAsync("Users?sortBy=title&cursor&count=2")).Cursor("nextCursor");
        await scim.RefusedAsync("GET", $"{other}count=2&cursor={next}", "invalidCursor");
    }

    [Fact]
    public async Task Cursor_of_another_connection_is_refused()
    {
        using var scim = await FilledAsync();
        using var other = await FilledAsync();
        await other.RefusedAsync("GET", $"Users?count=2&cursor={(await scim.PageAsync("Users?cursor&count=2")).Cursor("nextCursor")}", "invalidCursor");
    }

    [Fact]
    public async Task Count_that_is_none_or_changes_is_refused()
    {
        using var scim = await FilledAsync();
        await scim.RefusedAsync("GET", "Users?cursor&count=two", "invalidCount");
        var next = (await scim.PageAsync("Users?cursor&count=2")).Cursor("nextCursor");
        await scim.RefusedAsync("GET", $"Users?cursor={next}&count=3", "invalidCount");
        Assert.Equal("c d", (await scim.PageAsync($"Users?cursor={next}")).Names());
    }

    [Fact]
    public async Task Cursor_and_index_together_are_refused()
    {
        using var scim = await FilledAsync();
        await scim.RefusedAsync("GET", "Users?cursor&startIndex=1", "invalidValue");
        await scim.RefusedAsync("POST", "Users/.search", "invalidValue", """{"cursor":"","startIndex":1}""");
    }

    [Fact]
    public async Task Place_that_was_deleted_still_leads_to_the_next_page_and_an_emptied_page_back_to_the_first()
    {
        using var scim = await FilledAsync();
        var first = await scim.PageAsync("Users?cursor&count=2");
        await scim.SendAsync("DELETE", $"Users/{first["Resources"]![1]!["id"]}", 204);
        var second = await scim.PageAsync($"Users?cursor={first.Cursor("nextCursor")}&count=2");
        Assert.Equal(("c d", 4), (second.Names(), second.Total()));
        await scim.SendAsync("DELETE", $"Users/{first["Resources"]![0]!["id"]}", 204);
        var back = await scim.PageAsync($"Users?cursor={second.Cursor("previousCursor")}&count=2");
        Assert.Equal("c d", back.Names());
        Assert.Null(back.Cursor("previousCursor"));
        foreach (var one in second["Resources"]!.AsArray())
            await scim.SendAsync("DELETE", $"Users/{one!["id"]}", 204);
        await scim.UserAsync("f");
        Assert.Equal("e f", (await scim.PageAsync($"Users?cursor={second.Cursor("nextCursor")}&count=2")).Names());
    }

    [Fact]
    public async Task Configuration_and_its_schema_tell_how_lists_are_paged()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        var expected = JsonNode.Parse("""{"cursor":true,"index":true,"defaultPaginationMethod":"index","defaultPageSize":100,"maxPageSize":1000}""");
        Assert.True(JsonNode.DeepEquals(expected, (await scim.PageAsync("ServiceProviderConfig"))["pagination"]));
        Assert.Equal(
            ["cursor", "index", "defaultPaginationMethod", "defaultPageSize", "maxPageSize", "cursorTimeout"],
            Admin.Scim.Protocol.Schema.CoreSchemas.ServiceProviderConfig.Find("pagination")!.SubAttributes.Select(a => a.Name));
    }

    /// <summary>Five users; by title they are e, b, and then those without one.</summary>
    private async Task<ScimConversation> FilledAsync()
    {
        var scim = await ScimConversation.BeginAsync(app);
        foreach (var (name, title) in new[] { ("a", null), ("b", "y"), ("c", null), ("d", null), ("e", "x") })
            await scim.SendAsync("POST", "Users", 201, new JsonObject { ["userName"] = name, ["title"] = title }.ToJsonString());
        return scim;
    }
}
