using System.Text;
using System.Text.Json.Nodes;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Http;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Scim.Http;

/// <summary>Every route of the endpoint with every scope alone, and with all but that one.</summary>
public sealed class TokenScopeTests : IAsyncLifetime
{
    private const string Discovery = "";
    private const string ReadAll = "users:read groups:read";

    // A route, and the scopes that it needs.
    private static readonly (string Route, string Needs)[] Rows =
    [
        ("GET Users", "users:read"), ("POST Users", "users:write"), ("POST Users/.search", "users:read"), ("GET Users/{id}", "users:read"), ("PUT Users/{id}", "users:write"), ("PATCH Users/{id}", "users:write"), ("DELETE Users/{id}", "users:write"),
        ("GET Groups", "groups:read"), ("POST Groups", "groups:write"), ("POST Groups/.search", "groups:read"), ("GET Groups/{id}", "groups:read"), ("PUT Groups/{id}", "groups:write"), ("PATCH Groups/{id}", "groups:write"), ("DELETE Groups/{id}", "groups:write"),
        ("GET ", ReadAll), ("POST .search", ReadAll),
        ("POST Bulk", Discovery), // each of its operations needs what it would need alone
        ("GET ServiceProviderConfig", Discovery), ("GET ResourceTypes", Discovery), ("GET ResourceTypes/{id}", Discovery), ("GET Schemas", Discovery), ("GET Schemas/{id}", Discovery),
    ];

    private static readonly TokenScopes[] Each = [TokenScopes.UsersRead, TokenScopes.UsersWrite, TokenScopes.GroupsRead, TokenScopes.GroupsWrite];

    private readonly TestApp _app = TestApp.With(("Limits:RequestsPerSecond", "10000"), ("Limits:Burst", "10000"));
    private TestConnection _connection = null!;
    private string _user = "";
    private string _group = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connection = await _app.ConnectionAsync();
        using var client = _app.ScimClient(_connection);
        _user = await MadeAsync(client, "Users", """{"userName":"ana@acme.example"}""");
        _group = await MadeAsync(client, "Groups", """{"displayName":"Studio"}""");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public void Every_route_has_a_row_and_every_row_a_route()
        => Assert.Equal(_app.Get<ScimRoutes>().All.Select(route => $"{route.Method} {route.Path}").Order(StringComparer.Ordinal), Rows.Select(row => row.Route).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Route_answers_to_the_scopes_that_it_needs_and_to_no_others()
    {
        foreach (var scopes in Each.Concat(Each.Select(one => TokenScopes.All & ~one)))
        {
            using var client = await LimitedAsync(new TokenLimits(scopes, null));
            foreach (var (route, needs) in Rows)
            {
                var missing = needs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(ScopeNames.Of(scopes)).ToList();
                var (status, text) = await AskAsync(client, route);
                if (missing.Count == 0)
                {
                    Assert.True(status is 200 or 201 or 204 or 404, $"{route} with {ScopeNames.TextOf(scopes)}: {status} {text}");
                    continue;
                }

                Assert.True(status == 403, $"{route} with {ScopeNames.TextOf(scopes)}: {status} {text}");
                var error = JsonNode.Parse(text)!;
                Assert.Equal(("403", $"This token lacks the scope {string.Join(" and ", missing)}. What it may do can be changed in Pirros Admin, on the connection's page under Tokens."), (error["status"]!.GetValue<string>(), error["detail"]!.GetValue<string>()));
                Assert.Equal("urn:ietf:params:scim:api:messages:2.0:Error", error["schemas"]![0]!.GetValue<string>());
            }
        }
    }

    [Fact]
    public async Task Head_needs_what_get_needs()
    {
        using var client = await LimitedAsync(new TokenLimits(TokenScopes.GroupsRead, null));
        using var refused = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"Users/{_user}"), Cancel);
        using var answered = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"Groups/{_group}"), Cancel);
        Assert.Equal((403, 200), ((int)refused.StatusCode, (int)answered.StatusCode));

        // RFC 6750 §3.1
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"users:read\"", refused.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Operation_of_a_bulk_request_needs_what_it_would_need_alone_and_the_others_are_carried_out()
    {
        using var client = await LimitedAsync(new TokenLimits(TokenScopes.UsersWrite, null));
        var before = _group;
        var body = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"POST","path":"/Groups","bulkId":"g","data":{"displayName":"Bulk"}},{"method":"POST","path":"/Users","bulkId":"u","data":{"userName":"bo@acme.example"}},{"method":"PATCH","path":"/Groups/{group}","data":{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","path":"members","value":[{"value":"bulkId:u"}]}]}}]}"""
            .Replace("{group}", _group, StringComparison.Ordinal);
        using var response = await client.PostAsync("Bulk", new StringContent(body, Encoding.UTF8, "application/scim+json"), Cancel);
        var operations = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["Operations"]!.AsArray();
        Assert.Equal(["403", "201", "403"], operations.Select(operation => operation!["status"]!.GetValue<string>()));
        Assert.Contains("groups:write", operations[2]!["response"]!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        using var all = await LimitedAsync(TokenLimits.None);
        var group = JsonNode.Parse(await all.GetStringAsync($"Groups/{before}", Cancel))!;
        Assert.Null(group["members"]);
    }

    [Fact]
    public async Task Refusal_is_in_the_activity_with_its_reason_and_token_and_the_diagnosis_says_so()
    {
        using var client = await LimitedAsync(new TokenLimits(TokenScopes.UsersRead | TokenScopes.UsersWrite, null));
        using var written = new SemaphoreSlim(0);
        using var listening = _app.Get<ActivityFeed>().Listen(_connection.Connection.Id, () => written.Release());
        await AskAsync(client, "POST Groups");
        ActivityRecord? refused;
        while ((refused = (await _app.Get<IActivityStore>().LatestAsync(_connection.Connection.Id, 20, Cancel)).FirstOrDefault(record => record.Status == 403)) is null)
            Assert.True(await written.WaitAsync(TimeSpan.FromSeconds(30), Cancel), "No refusal was recorded.");
        Assert.Equal((ActivityKind.Refused, TokenRefusal.Scope, _connection.TokenId), (refused.What, refused.Details.Refusal, refused.Token));
        Assert.Equal("Refused: the token may not do that", ActivitySentence.Of(refused));
        var summary = await _app.Get<ConnectionService>().GetAsync(TestApp.Operator, _connection.Connection.Id, Cancel);
        Assert.Equal(ConnectionCondition.TokenLimited, ConnectionConditions.WorstOf(summary, TimeProvider.System.GetUtcNow()).Condition);
    }

    private async Task<HttpClient> LimitedAsync(TokenLimits limits)
    {
        await _app.Get<TokenService>().LimitAsync(TestApp.Operator, _connection.Connection.Id, _connection.TokenId, TokenLimits.None, null, Cancel);
        await MakeThereAsync();
        await _app.Get<TokenService>().LimitAsync(TestApp.Operator, _connection.Connection.Id, _connection.TokenId, limits, null, Cancel);
        return _app.ScimClient(_connection);
    }

    // What the row before deleted is there again.
    private async Task MakeThereAsync()
    {
        using var client = _app.ScimClient(_connection);
        _user = await MadeAsync(client, "Users", $$"""{"userName":"{{Guid.CreateVersion7():N}}@acme.example"}""");
        _group = await MadeAsync(client, "Groups", $$"""{"displayName":"{{Guid.CreateVersion7():N}}"}""");
    }

    private async Task<(int Status, string Text)> AskAsync(HttpClient client, string route)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        var filled = path.Replace("{id}", path.Split('/')[0] switch { "Users" => _user, "Groups" => _group, "Schemas" => "urn:ietf:params:scim:schemas:core:2.0:User", _ => "User" }, StringComparison.Ordinal);
        var body = method switch
        {
            "POST" when path.EndsWith(".search", StringComparison.Ordinal) => "{}",
            "POST" when path == "Bulk" => """{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"DELETE","path":"/Users/nobody"}]}""",
            "PATCH" => """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"displayName","value":"Patched"}]}""",
            "POST" or "PUT" => $$"""{"userName":"{{Guid.CreateVersion7():N}}","displayName":"{{Guid.CreateVersion7():N}}"}""",
            _ => null,
        };
        using var request = new HttpRequestMessage(new HttpMethod(method), filled);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        using var response = await client.SendAsync(request, Cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task<string> MadeAsync(HttpClient client, string type, string body)
    {
        using var made = await client.PostAsync(type, new StringContent(body, Encoding.UTF8, "application/scim+json"), Cancel);
        var text = await made.Content.ReadAsStringAsync(Cancel);
        Assert.True((int)made.StatusCode == 201, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<string>();
    }
}
