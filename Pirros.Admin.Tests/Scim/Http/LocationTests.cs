using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Scim.Http;

/// <summary>Locations name the host by which the request came, whatever it was called by before (RFC 7643 §3.1).</summary>
public sealed class LocationTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_request_is_answered_with_locations_of_its_own_host()
    {
        var made = await app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}");
        using var client = app.ScimClient(made);
        using var created = await client.PostAsJsonAsync("Users", new { schemas = new[] { "urn:ietf:params:scim:schemas:core:2.0:User" }, userName = "ana@contoso.example" }, Cancel);
        var id = (await created.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["id"]!.GetValue<string>();
        foreach (var (scheme, host) in new[] { ("https", "one.example"), ("https", "one.example"), ("https", "two.example:8443"), ("http", "two.example:8443"), ("https", "one.example") })
        {
            var path = $"/scim/v2/connections/{made.Connection.Id}/Users/{id}";
            var http = await app.Server.SendAsync(
                context =>
                {
                    context.Request.Method = "GET";
                    context.Request.Scheme = scheme;
                    context.Request.Path = path;
                    context.Request.Headers.Host = host;
                    context.Request.Headers.Authorization = $"Bearer {made.Secret}";
                },
                Cancel);
            Assert.Equal(200, http.Response.StatusCode);
            Assert.Equal($"{scheme}://{host}{path}", http.Response.Headers.ContentLocation);
            var user = (await JsonNode.ParseAsync(http.Response.Body, cancellationToken: Cancel))!;
            Assert.Equal($"{scheme}://{host}{path}", user["meta"]!["location"]!.GetValue<string>());
        }
    }
}
