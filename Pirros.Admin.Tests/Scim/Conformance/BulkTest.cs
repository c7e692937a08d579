using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>A connection of its own, and how a bulk request is sent and its answer read.</summary>
public abstract class BulkTest(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    protected const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    protected TestApp App { get; } = app;

    protected TestConnection Connection { get; private set; } = null!;

    protected HttpClient Client { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Connection = await App.ConnectionAsync($"firm-{Guid.CreateVersion7():N}");
        Client = App.ScimClient(Connection);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        return ValueTask.CompletedTask;
    }

    protected static string User(string name, string? bulkId = null) => $$"""{"method":"POST","path":"/Users","bulkId":"{{bulkId ?? name}}","data":{"userName":"{{name}}"} }""";

    protected static JsonNode Request(string[] operations, int? failOnErrors = null)
        => JsonNode.Parse($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"failOnErrors":{{failOnErrors?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}},"Operations":[{{string.Join(',', operations)}}]}""")!;

    protected static JsonNode Sample(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", "rfc-samples", $"rfc7644-{name}.json")))!;

    /// <summary>The same statuses, and of each operation and error the same members with the same methods and bulkIds, as an example of the RFC.</summary>
    protected static void AssertShapedAs(string sample, JsonArray results)
    {
        static string Shape(JsonNode? node) => string.Join(' ', node!.AsObject().Select(m => m.Value is JsonObject error ? $"{m.Key}({Shape(error)})" : m.Key is "method" or "bulkId" or "status" or "scimType" ? $"{m.Key}={m.Value}" : m.Key).Order(StringComparer.Ordinal));
        Assert.Equal(Sample(sample)["Operations"]!.AsArray().Select(Shape), results.Select(Shape));
    }

    protected static List<string> Statuses(JsonArray results) => [.. results.Select(r => r!["status"]!.GetValue<string>())];

    protected static string IdOf(JsonNode result) => result["location"]!.GetValue<string>().Split('/')[^1];

    protected static string DetailOf(JsonNode result) => result["response"]!["detail"]!.GetValue<string>();

    protected static async Task<JsonArray> BulkAsync(HttpClient client, JsonNode request)
    {
        using var response = await client.PostAsync("Bulk", Json(request.ToJsonString()), Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("application/scim+json", response.Content.Headers.ContentType?.ToString());
        var body = JsonNode.Parse(text)!;
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:BulkResponse", Assert.Single(body["schemas"]!.AsArray())!.GetValue<string>());
        return body["Operations"]!.AsArray();
    }

    protected Task<JsonArray> BulkAsync(JsonNode request) => BulkAsync(Client, request);

    protected async Task AssertRefusedAsync(string body, int status, string? scimType, string detail)
    {
        using var response = await Client.PostAsync("Bulk", Json(body), Cancel);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal((status, scimType), ((int)response.StatusCode, error["scimType"]?.GetValue<string>()));
        Assert.Contains(detail, error["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    protected async Task<string> UserAsync(string name, bool active = true)
    {
        using var made = await Client.PostAsync("Users", Json($$"""{"userName":"{{name}}","active":{{(active ? "true" : "false")}}}"""), Cancel);
        return JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancel))!["id"]!.GetValue<string>();
    }

    protected async Task<JsonNode> GetAsync(string address) => JsonNode.Parse(await Client.GetStringAsync(address, Cancel))!;

    protected async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var response = await Client.GetAsync(address, Cancel);
        return response.StatusCode;
    }

    protected static async Task ExecuteAsync(TestApp app, string sql)
    {
        await using var database = new SqliteConnection($"Data Source={app.DatabaseFile}");
        await database.OpenAsync(Cancel);
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    protected static StringContent Json(string text) => new(text, Encoding.UTF8, "application/scim+json");
}
