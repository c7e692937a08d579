using System.Net;
using System.Text;
using Pirros.Admin.Activity;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>What is kept of a request beside its line, as the endpoint recorded it.</summary>
public sealed class ActivityDetailsTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_is_kept_attribute_by_attribute()
    {
        var connection = await NewAsync();
        using var client = app.ScimClient(connection);
        var id = await CreateAsync(client, """{"userName":"ana@acme.example","title":"Engineer","emails":[{"type":"work","value":"ana@acme.example"}]}""");
        await SendAsync(client, "PATCH", $"Users/{id}", """
            {"Operations":[{"op":"Replace","path":"title","value":"Lead"},{"op":"Replace","path":"emails[type eq \"work\"].value","value":"ana@new.example"},
            {"op":"Add","path":"name.givenName","value":"Ana"},{"op":"Replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department","value":"Design"},{"op":"Replace","path":"active","value":"False"}]}
            """);
        var record = await NewestAsync(connection, "PATCH");
        Assert.Equal((ActivityKind.Deactivated, id), (record.What, record.Details.ResourceId));
        Assert.Equal(
            [
                new("active", "true", "false"),
                new("emails[type eq \"work\"].value", "ana@acme.example", "ana@new.example"),
                new("name.givenName", null, "Ana"),
                new("title", "Engineer", "Lead"),
                new("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", null, "Design"),
            ],
            record.Details.Changes.OrderBy(change => change.Path, StringComparer.Ordinal));
        Assert.Contains("\"Lead\"", record.Details.Request);
    }

    [Theory]
    [InlineData("POST", "Users", """{"userName":"ben@acme.example","password":"s3cr3t-Hunter2"}""")]
    [InlineData("POST", "Users", """{"userName":"cleo@acme.example","\u0070assword":"s3cr3t-Hunter2"}""")]
    [InlineData("POST", "Users", """{"userName":"dan@acme.example","urn:x":{"list":[{"Password":{"value":"s3cr3t-Hunter2"}}]}}""")]
    [InlineData("PATCH", "Users/x", """{"Operations":[{"op":"replace","path":"password","value":"s3cr3t-Hunter2"}]}""")]
    [InlineData("PATCH", "Users/x", """{"Operations":[{"op":"replace","value":{"password":"s3cr3t-Hunter2"}}]}""")]
    [InlineData("POST", "Bulk", """{"Operations":[{"method":"POST","path":"/Users","bulkId":"1","data":{"userName":"eva@acme.example","password":"s3cr3t-Hunter2"}}]}""")]
    public async Task Password_is_not_kept_wherever_it_stands(string method, string path, string body)
    {
        var connection = await NewAsync();
        using var client = app.ScimClient(connection);
        await SendAsync(client, method, path, body);
        var record = await NewestAsync(connection, method);
        Assert.Contains("(removed)", record.Details.Request);
        Assert.All(await app.Get<IActivityStore>().LatestAsync(connection.Connection.Id, 10, Cancel), one => Assert.DoesNotContain("s3cr3t", one.ToString() + string.Concat(one.Details.Changes), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_but_its_line_is_kept_of_a_request_that_only_reads()
    {
        var connection = await NewAsync();
        using var client = app.ScimClient(connection);
        var id = await CreateAsync(client, """{"userName":"ana@acme.example"}""");
        await SendAsync(client, "GET", $"Users/{id}", null);
        Assert.Equal(ActivityDetails.None, (await NewestAsync(connection, "GET")).Details);
    }

    [Fact]
    public async Task Request_that_failed_is_kept_with_its_body_and_the_resource_it_was_about()
    {
        var connection = await NewAsync();
        using var client = app.ScimClient(connection);
        var id = await CreateAsync(client, """{"userName":"ana@acme.example"}""");
        await SendAsync(client, "PATCH", $"Users/{id}", """{"Operations":[{"op":"replace","path":"userName","value":{"a":1}}]}""");
        var record = await NewestAsync(connection, "PATCH");
        Assert.Equal((400, id, "invalidValue"), (record.Status, record.Details.ResourceId, record.Details.ScimType));
        Assert.Contains("\"userName\"", record.Details.Request);
    }

    [Fact]
    public async Task Refused_token_is_named_to_the_connection_and_not_to_who_sent_it()
    {
        var (connection, other) = (await NewAsync(), await NewAsync());
        using var client = app.ScimClient(connection with { Secret = other.Secret });
        using var response = await client.GetAsync("Users", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.DoesNotContain("another connection", await response.Content.ReadAsStringAsync(Cancel), StringComparison.OrdinalIgnoreCase);
        var details = (await NewestAsync(connection, "GET")).Details;
        Assert.Equal((TokenRefusal.OtherConnection, other.TokenId), (details.Refusal, details.RefusedToken));
    }

    private Task<TestConnection> NewAsync() => app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}");

    private static async Task<string> CreateAsync(HttpClient client, string body)
    {
        using var response = await SendAsync(client, "POST", "Users", body);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return response.Headers.Location!.Segments[^1];
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        return await client.SendAsync(request, Cancel);
    }

    /// <summary>The newest record of a method, once the log has written it.</summary>
    private async Task<ActivityRecord> NewestAsync(TestConnection connection, string method)
    {
        using var written = new SemaphoreSlim(0);
        using var listening = app.Get<ActivityFeed>().Listen(connection.Connection.Id, () => written.Release());
        while (true)
        {
            if (await FindAsync() is { } there)
                return there;
            Assert.True(await written.WaitAsync(TimeSpan.FromSeconds(30), Cancel), $"No {method} was recorded.");
        }

        async Task<ActivityRecord?> FindAsync() => (await app.Get<IActivityStore>().LatestAsync(connection.Connection.Id, 20, Cancel)).FirstOrDefault(record => record.Method == method);
    }
}
