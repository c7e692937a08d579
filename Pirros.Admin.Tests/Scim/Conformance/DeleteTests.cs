namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Deleting: RFC 7644 §3.6.</summary>
public sealed class DeleteTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Deleted_user_is_gone_for_every_operation()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync("a@b.example", "\"externalId\":\"e\"");
        var gone = (await scim.SendAsync("DELETE", $"Users/{id}")).Is(204);
        Assert.Empty(gone.Content);
        (await scim.GetAsync($"Users/{id}")).IsError(404, null, id);
        (await scim.PutAsync(id, """{"userName":"a@b.example"}""")).IsError(404, null, id);
        (await scim.PatchAsync(id, """{"op":"replace","path":"title","value":"x"}""")).IsError(404, null, id);
        (await scim.SendAsync("DELETE", $"Users/{id}")).IsError(404, null, id);
        Assert.Equal(0, await scim.CountAsync("externalId eq \"e\""));
        Assert.Equal(0, (await scim.GetAsync("Users")).At("totalResults")!.GetValue<int>());
    }

    [Fact]
    public async Task Deleted_user_does_not_stand_in_the_way_of_a_new_one()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync("a@b.example", "\"externalId\":\"e\",\"title\":\"Dr\"");
        (await scim.SendAsync("DELETE", $"Users/{id}")).Is(204);
        var again = (await scim.PostAsync("Users", """{"userName":"A@b.example","externalId":"e"}""")).Is(201);
        Assert.NotEqual(id, again.Text("id"));
        Assert.Null(again.At("title"));
        Assert.Equal("W/\"1\"", again.Header("ETag"));
        (await scim.GetAsync($"Users/{id}")).IsError(404, null, id);
    }

    [Fact]
    public async Task Lists_are_not_deleted()
    {
        using var scim = await ScimSession.OpenAsync(app);
        await scim.UserAsync();
        (await scim.SendAsync("DELETE", "Users")).IsError(405, null, "DELETE");
        Assert.Equal(1, await scim.CountAsync("userName pr"));
    }
}
