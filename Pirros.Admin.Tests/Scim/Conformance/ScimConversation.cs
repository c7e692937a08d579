using System.Text;
using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>A conversation with the endpoint of a connection of its own: what is sent, and what must come back.</summary>
public sealed class ScimConversation(HttpClient client) : IDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HttpClient Client => client;

    public static async Task<ScimConversation> BeginAsync(TestApp app) => new(app.ScimClient(await app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}")));

    /// <summary>Sends a request that must be answered with <paramref name="status"/>; gives the body, or null when there is none.</summary>
    public async Task<JsonNode?> SendAsync(string method, string path, int status, string? body = null, params (string Name, string Value)[] headers)
    {
        using var response = await AskAsync(method, path, body, headers);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True((int)response.StatusCode == status, $"{method} {path} was answered {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>Sends a request; gives the whole response.</summary>
    public async Task<HttpResponseMessage> AskAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request, Cancel);
    }

    /// <summary>Makes a user; gives its id.</summary>
    public async Task<string> UserAsync(string userName, string? displayName = null)
        => (await SendAsync("POST", "Users", 201, new JsonObject { ["userName"] = userName, ["displayName"] = displayName ?? userName }.ToJsonString()))!["id"]!.GetValue<string>();

    /// <summary>Makes a group; gives its id.</summary>
    public async Task<string> GroupAsync(string displayName, params string[] members)
    {
        var body = new JsonObject { ["displayName"] = displayName, ["members"] = new JsonArray([.. members.Select(m => new JsonObject { ["value"] = m })]) };
        return (await SendAsync("POST", "Groups", 201, body.ToJsonString()))!["id"]!.GetValue<string>();
    }

    /// <summary>Patches a group with the operations, a JSON array; it must be answered 204.</summary>
    public Task PatchGroupAsync(string id, string operations) => SendAsync("PATCH", $"Groups/{id}", 204, $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":{{operations}}}""");

    /// <summary>The ids of a group's members, in no order.</summary>
    public async Task<IEnumerable<string>> MembersAsync(string id)
        => ((await SendAsync("GET", $"Groups/{id}", 200))!["members"]?.AsArray() ?? []).Select(m => m!["value"]!.GetValue<string>()).ToHashSet();

    public void Dispose() => client.Dispose();
}
