using System.Text;
using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>A client of a new connection, with the few words that the conformance tests are written in.</summary>
internal sealed class ScimSession : IDisposable
{
    public const string Core = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    public const string PatchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    private readonly HttpClient _client;

    public ScimSession(HttpClient client) => _client = client;

    /// <summary>The base URL of the connection, with a slash at its end.</summary>
    public string BaseUrl => _client.BaseAddress!.ToString();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ScimSession> OpenAsync(TestApp app) => new(app.ScimClient(await app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}")));

    /// <summary>An example document of the RFCs, by the name of its file.</summary>
    public static string Sample(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", "rfc-samples", name + ".json"));

    public async Task<ScimReply> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
            {
                request.Content!.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _client.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new ScimReply($"{method} {path}", (int)response.StatusCode, all, text);
    }

    public Task<ScimReply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    public Task<ScimReply> PostAsync(string path, string body) => SendAsync("POST", path, body);

    public Task<ScimReply> PutAsync(string id, string body) => SendAsync("PUT", $"Users/{id}", body);

    /// <summary>A PATCH of one or several operations, given as JSON with commas between them.</summary>
    public Task<ScimReply> PatchAsync(string id, string operations) =>
        SendAsync("PATCH", $"Users/{id}", $$"""{"schemas":["{{PatchOp}}"],"Operations":[{{operations}}]}""");

    /// <summary>A new user; the members of the body besides the userName. Gives the id.</summary>
    public async Task<string> UserAsync(string userName = "bjensen@example.com", string members = "")
    {
        var made = await PostAsync("Users", $$"""{"schemas":["{{Core}}"],"userName":"{{userName}}"{{(members.Length == 0 ? "" : "," + members)}}}""");
        Assert.Equal(201, made.Status);
        return made.Text("id")!;
    }

    /// <summary>How many users match.</summary>
    public async Task<int> CountAsync(string filter) => (await GetAsync($"Users?count=0&filter={Uri.EscapeDataString(filter)}")).At("totalResults")!.GetValue<int>();

    /// <summary>Whether two JSON texts say the same.</summary>
    public static void AssertSame(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"expected {expected}, was {actual?.ToJsonString() ?? "nothing"}");

    public void Dispose() => _client.Dispose();
}
