namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Entity tags and preconditions: RFC 7644 §3.14, RFC 9110 §13.</summary>
public sealed class VersioningTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Retitle = """{"Operations":[{"op":"replace","path":"title","value":"Dr"}]}""";

    [Fact]
    public async Task Version_changes_with_the_resource_and_only_then()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync();
        var first = await scim.GetAsync($"Users/{id}");
        var second = await scim.SendAsync("PATCH", $"Users/{id}", Retitle);
        Assert.NotEqual(first.Header("ETag"), second.Header("ETag"));
        Assert.True(string.CompareOrdinal(second.Text("meta/lastModified"), first.Text("meta/lastModified")) >= 0);
        Assert.Equal(first.Text("meta/created"), second.Text("meta/created"));
        Assert.Equal(second.Content, (await scim.SendAsync("PATCH", $"Users/{id}", Retitle)).Is(200).Content);
        Assert.Equal(second.Content, (await scim.PutAsync(id, second.Content)).Is(200).Content);
        Assert.StartsWith("W/\"", second.Header("ETag"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("W/\"1\"", 304)]
    [InlineData("\"1\"", 304)]
    [InlineData("W/\"7\", W/\"1\"", 304)]
    [InlineData("*", 304)]
    [InlineData("W/\"2\"", 200)]
    [InlineData("nonsense", 200)]
    public async Task If_None_Match_spares_the_body_of_what_is_known(string known, int status)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync();
        var read = (await scim.GetAsync($"Users/{id}", ("If-None-Match", known))).Is(status);
        Assert.Equal(status == 304, read.Content.Length == 0);
        Assert.Equal("W/\"1\"", read.Header("ETag"));
    }

    [Theory]
    [InlineData("W/\"1\"", 200)]
    [InlineData("*", 200)]
    [InlineData("W/\"7\", W/\"2\"", 412)]
    public async Task If_Match_holds_for_reading_too(string expected, int status)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync();
        var read = (await scim.GetAsync($"Users/{id}", ("If-Match", expected))).Is(status);
        Assert.Equal(status == 200 ? id : null, read.Text("id"));
        Assert.Equal(status == 412, read.Text("detail")?.Contains("W/\"1\"", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("W/\"1\"", true)]
    [InlineData("\"1\"", true)]
    [InlineData("W/\"9\",W/\"1\"", true)]
    [InlineData("*", true)]
    [InlineData("W/\"2\"", false)]
    [InlineData("\"\"", false)]
    [InlineData("nonsense", false)]
    public async Task If_Match_lets_a_change_through_when_it_names_the_version(string header, bool passes)
    {
        using var scim = await ScimSession.OpenAsync(app);
        foreach (var (method, body, done) in new[] { ("PUT", """{"userName":"a@b","title":"Dr"}""", 200), ("PATCH", Retitle, 200), ("DELETE", null, 204) })
        {
            var id = await scim.UserAsync("a@b");
            var before = await scim.GetAsync($"Users/{id}");
            var reply = await scim.SendAsync(method, $"Users/{id}", body, ("If-Match", header));
            if (passes)
            {
                reply.Is(done);
            }
            else
            {
                reply.IsError(412, null, "W/\"1\"");
                Assert.Equal(before.Content, (await scim.GetAsync($"Users/{id}")).Content);
            }

            await scim.SendAsync("DELETE", $"Users/{id}");
        }
    }

    [Fact]
    public async Task Precondition_on_what_is_not_there_is_404()
    {
        using var scim = await ScimSession.OpenAsync(app);
        (await scim.SendAsync("PATCH", "Users/none", Retitle, ("If-Match", "*"))).IsError(404, null, "none");
        (await scim.SendAsync("DELETE", "Users/none", null, ("If-Match", "W/\"1\""))).IsError(404, null, "none");
    }

    [Fact]
    public async Task Second_of_two_changes_to_one_version_is_refused()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync();
        (await scim.SendAsync("PATCH", $"Users/{id}", Retitle, ("If-Match", "W/\"1\""))).Is(200);
        (await scim.SendAsync("PUT", $"Users/{id}", """{"userName":"a@b"}""", ("If-Match", "W/\"1\""))).IsError(412, null, "W/\"2\"");
        Assert.Equal("Dr", (await scim.GetAsync($"Users/{id}")).Text("title"));
    }
}
