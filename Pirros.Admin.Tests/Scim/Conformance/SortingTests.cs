namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Sorted lists (RFC 7644 §3.4.2.3). That every attribute is sorted rightly on both databases is shown by <c>ResourceQueryContract</c>.</summary>
public sealed class SortingTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static readonly string[] People =
    [
        """{"userName":"bo","title":"Lead","name":{"familyName":"alm"},"emails":[{"value":"z@x.example"},{"value":"a@x.example","primary":true}],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"B"}}""",
        """{"userName":"Ana","name":{"familyName":"Ek"},"emails":[{"value":"c@x.example"},{"value":"b@x.example"}],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"a"}}""",
        """{"userName":"Çelik","title":"architect","name":{"familyName":"Berg"}}""",
        """{"userName":"dee","title":"lead"}""",
    ];

    [Theory]
    [InlineData("sortBy=userName", "Ana bo dee Çelik")]
    [InlineData("sortBy=USERNAME&SortOrder=Ascending", "Ana bo dee Çelik")]
    [InlineData("sortby=userName&sortorder=descending", "Çelik dee bo Ana")]
    [InlineData("sortBy=title", "Çelik bo dee Ana")]
    [InlineData("sortBy=title&sortOrder=descending", "Ana dee bo Çelik")]
    [InlineData("sortBy=name.familyName", "bo Çelik Ana dee")]
    [InlineData("sortBy=emails", "bo Ana Çelik dee")]
    [InlineData("sortBy=emails.value&sortOrder=descending", "dee Çelik Ana bo")]
    [InlineData($"sortBy={Enterprise}:department", "Ana bo Çelik dee")]
    [InlineData("sortBy=urn:ietf:params:scim:schemas:core:2.0:User:title", "Çelik bo dee Ana")]
    [InlineData("sortBy=meta.created&sortOrder=descending", "dee Çelik Ana bo")]
    [InlineData("sortBy=id", "bo Ana Çelik dee")]
    [InlineData("sortBy=title&filter=title%20pr", "Çelik bo dee")]
    [InlineData("sortBy=title&count=2&startIndex=2", "bo dee")]
    [InlineData("sortBy=title&count=2&startIndex=3", "dee Ana")]
    [InlineData("sortBy=title&count=2&startIndex=4", "Ana")]
    [InlineData("sortOrder=descending", "bo Ana Çelik dee")]
    [InlineData("sortBy=&sortOrder=", "bo Ana Çelik dee")]
    public async Task List_is_in_the_order_that_is_asked_for(string query, string expected)
    {
        using var scim = await FilledAsync();
        Assert.Equal(expected, (await scim.PageAsync($"Users?{query}")).Names());
    }

    [Fact]
    public async Task Search_by_post_is_sorted_as_a_list_is()
    {
        using var scim = await FilledAsync();
        var page = await scim.SendAsync("POST", "Users/.search", 200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"SORTBY":"title","sortOrder":"descending","count":3}""");
        Assert.Equal("Ana dee bo", page!.Names());
        await scim.RefusedAsync("POST", "Users/.search", "invalidValue", """{"sortBy":7}""");
        await scim.RefusedAsync("POST", "Users/.search", "invalidValue", """{"sortBy":"title","sortOrder":"up"}""");
    }

    [Theory]
    [InlineData("sortBy=shoeSize", "shoeSize")]
    [InlineData("sortBy=emails.shoeSize", "emails.shoeSize")]
    [InlineData("sortBy=urn:nothing:userName", "urn:nothing:userName")]
    [InlineData("sortBy=name", "name.formatted")]
    [InlineData("sortBy=addresses", "addresses.formatted")]
    [InlineData($"sortBy={Enterprise}", $"{Enterprise}:employeeNumber")]
    [InlineData("sortBy=groups", "groups")]
    [InlineData("sortBy=password", "password")]
    [InlineData("sortBy=userName&sortOrder=up", "up")]
    [InlineData("sortOrder=up", "up")]
    [InlineData("sortBy=userName&sortBy=title", "sortBy")]
    public async Task What_nothing_can_be_sorted_by_is_refused_and_named(string query, string named)
    {
        using var scim = await ScimConversation.BeginAsync(app);
        Assert.Contains(named, await scim.RefusedAsync("GET", $"Users?{query}", "invalidValue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_are_sorted_by_their_attributes_only()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        foreach (var name in new[] { "beta", "Alpha" })
            await scim.GroupAsync(name);
        Assert.Equal("Alpha beta", (await scim.PageAsync("Groups?sortBy=displayName")).Names());
        Assert.Contains("userName", await scim.RefusedAsync("GET", "Groups?sortBy=userName", "invalidValue"), StringComparison.Ordinal);
        await scim.RefusedAsync("GET", "Groups?sortBy=members", "invalidValue");
    }

    [Fact]
    public async Task Configuration_says_that_lists_are_sorted()
    {
        using var scim = await ScimConversation.BeginAsync(app);
        Assert.True((await scim.PageAsync("ServiceProviderConfig"))["sort"]!["supported"]!.GetValue<bool>());
    }

    private async Task<ScimConversation> FilledAsync()
    {
        var scim = await ScimConversation.BeginAsync(app);
        foreach (var person in People)
            await scim.SendAsync("POST", "Users", 201, person);
        return scim;
    }
}
