using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Tests.SignIn;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Scim.Http;

/// <summary>OAuth 2.0 client credentials over HTTP (RFC 6749 §4.4, §5), and what is opened with them.</summary>
public sealed class TokenEndpointTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Ways() => ["basic", "basic with the id in the body too", "post"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Client_that_shows_its_secret_gets_a_token_that_opens_its_connection(string way)
    {
        await using var app = new TestApp();
        var connection = await ClientAsync(app);
        using var response = await AskAsync(app, connection, way);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(("no-store", "no-cache"), (response.Headers.CacheControl!.ToString(), response.Headers.Pragma.ToString()));
        var body = await BodyAsync(response);
        Assert.Equal(("Bearer", 3_600, "users:read users:write groups:read groups:write"), (Text(body, "token_type"), body["expires_in"]!.GetValue<int>(), Text(body, "scope")));
        Assert.Equal(4, body.AsObject().Count);
        Assert.Equal(HttpStatusCode.OK, await UsersAsync(app, connection, Text(body, "access_token")));
        Assert.Equal(HttpStatusCode.Unauthorized, await UsersAsync(app, await app.ConnectionAsync("other-firm"), Text(body, "access_token")));
        Assert.Equal(HttpStatusCode.Unauthorized, await UsersAsync(app, connection, connection.Secret));
    }

    [Fact]
    public async Task Scope_can_be_narrowed_and_not_widened()
    {
        await using var app = new TestApp();
        var connection = await ClientAsync(app, new TokenLimits(TokenScopes.UsersRead | TokenScopes.UsersWrite, null));
        Assert.Equal("users:read users:write", Text(await BodyAsync(await AskAsync(app, connection)), "scope"));
        var narrow = await BodyAsync(await AskAsync(app, connection, fields: ("scope", "users:write")));
        Assert.Equal("users:write", Text(narrow, "scope"));
        Assert.Equal(HttpStatusCode.Forbidden, await UsersAsync(app, connection, Text(narrow, "access_token")));
        await AssertErrorAsync(await AskAsync(app, connection, fields: ("scope", "users:read groups:read")), 400, "invalid_scope");
        await AssertErrorAsync(await AskAsync(app, connection, fields: ("scope", "admin")), 400, "invalid_scope");
    }

    [Theory]
    [InlineData("grant_type=password", 400, "unsupported_grant_type")]
    [InlineData("", 400, "invalid_request")]
    [InlineData("grant_type=", 400, "invalid_request")] // without a value it counts as left out
    [InlineData("grant_type=client_credentials&grant_type=client_credentials", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&client_secret=another", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&client_id=another", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&unknown=ignored", 200, null)]
    public async Task Request_is_judged_as_the_rfc_says(string body, int status, string? error)
    {
        await using var app = new TestApp();
        var connection = await ClientAsync(app);
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Url(connection)) { Content = new StringContent(body, Encoding.ASCII, "application/x-www-form-urlencoded") };
        request.Headers.Authorization = Basic(connection.Connection.Id.Value, connection.Secret);
        using var response = await client.SendAsync(request, Cancel);
        if (error is null)
            Assert.Equal(status, (int)response.StatusCode);
        else
            await AssertErrorAsync(response, status, error);
    }

    [Fact]
    public async Task Other_methods_other_bodies_and_too_large_ones_are_refused()
    {
        await using var app = new TestApp();
        var connection = await ClientAsync(app);
        using var client = app.CreateClient();
        using var get = await client.GetAsync(Url(connection), Cancel);
        await AssertErrorAsync(get, 405, "invalid_request");
        Assert.Equal("POST", get.Content.Headers.Allow.Single());
        using var json = await client.PostAsync(Url(connection), new StringContent("""{"grant_type":"client_credentials"}""", Encoding.UTF8, "application/json"), Cancel);
        await AssertErrorAsync(json, 400, "invalid_request");
        using var large = await client.PostAsync(Url(connection), new StringContent($"grant_type={new string('a', 20_000)}", Encoding.ASCII, "application/x-www-form-urlencoded"), Cancel);
        await AssertErrorAsync(large, 413, "invalid_request");
        using var request = new HttpRequestMessage(HttpMethod.Post, Url(connection)) { Content = new StringContent("grant_type=client_credentials", Encoding.ASCII, "application/x-www-form-urlencoded") };
        request.Headers.TryAddWithoutValidation("Authorization", "Basic ???");
        using var garbled = await client.SendAsync(request, Cancel);
        await AssertErrorAsync(garbled, 400, "invalid_request");
    }

    [Fact]
    public async Task Wrong_clients_are_told_alike_whether_the_connection_is_there_or_not_and_held_back_when_they_go_on()
    {
        await using var app = TestApp.With(("Limits:WrongTokensPerMinute", "3"));
        var connection = await ClientAsync(app);
        var other = await ClientAsync(app, slug: "other-firm");
        var secretToken = await app.ConnectionAsync("third-firm");
        var told = new List<string>();
        foreach (var (address, id, secret) in new[]
        {
            (connection.Connection.Id.Value, connection.Connection.Id.Value, other.Secret),
            (other.Connection.Id.Value, other.Connection.Id.Value, connection.Secret),
            (secretToken.Connection.Id.Value, secretToken.Connection.Id.Value, secretToken.Secret),
            ("con-0000000000000000", "con-0000000000000000", connection.Secret),
            ("nonsense", "nonsense", ""),
        })
        {
            var answers = new StringBuilder();
            for (var i = 0; i < 5; i++)
            {
                using var response = await SendAsync(app, address, Basic(id, secret));
                Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
                if (response.StatusCode == HttpStatusCode.Unauthorized)
                    Assert.Equal("Basic", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
                else
                    Assert.NotNull(response.Headers.RetryAfter);
                answers.Append((int)response.StatusCode).Append(Text(await BodyAsync(response), "error"));
            }

            told.Add(answers.ToString());
        }

        Assert.Equal("401invalid_client401invalid_client401invalid_client429temporarily_unavailable429temporarily_unavailable", Assert.Single(told.Distinct()));

        // A right secret is accepted at once all the same.
        using var right = await AskAsync(app, connection);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task Wrong_client_identifier_is_no_way_in()
    {
        await using var app = new TestApp();
        var connection = await ClientAsync(app);
        using var response = await SendAsync(app, connection.Connection.Id.Value, Basic("con-0000000000000000", connection.Secret));
        await AssertErrorAsync(response, 401, "invalid_client");
    }

    [Fact]
    public async Task Tokens_end_with_their_client_here_and_in_another_instance_and_replaying_helps_nobody()
    {
        var clock = new MovedClock();
        await using var app = new TestApp { Replace = services => services.AddSingleton<TimeProvider>(clock) };
        var connection = await ClientAsync(app);
        await using var other = new TestApp { Replace = services => services.AddSingleton<TimeProvider>(clock) }.Set(("Database:ConnectionString", $"Data Source={app.DatabaseFile}"));
        var access = Text(await BodyAsync(await AskAsync(app, connection)), "access_token");
        Assert.Equal(HttpStatusCode.OK, await UsersAsync(app, connection, access));
        Assert.Equal(HttpStatusCode.OK, await UsersAsync(other, connection, access));
        await app.Get<TokenService>().RevokeAsync(TestApp.Operator, connection.Connection.Id, connection.TokenId, null, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, await UsersAsync(app, connection, access));

        // Within the second that is promised.
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await UsersAsync(other, connection, access));
        await AssertErrorAsync(await AskAsync(app, connection), 401, "invalid_client");
        await AssertErrorAsync(await AskAsync(other, connection), 401, "invalid_client");
    }

    [Fact]
    public async Task Client_that_is_limited_to_addresses_gets_a_token_from_them_alone_and_uses_it_from_them_alone()
    {
        await using var app = TestApp.With(("Proxy:Networks:0", "127.0.0.0/8"));
        app.Listen();
        var connection = await ClientAsync(app, new TokenLimits(TokenScopes.All, AddressRangeReader.Read("192.0.2.0/24")));
        await AssertErrorAsync(await SendAsync(app, connection.Connection.Id.Value, Basic(connection.Connection.Id.Value, connection.Secret), "198.51.100.7"), 400, "unauthorized_client");
        var access = Text(await BodyAsync(await SendAsync(app, connection.Connection.Id.Value, Basic(connection.Connection.Id.Value, connection.Secret), "192.0.2.7")), "access_token");
        Assert.Equal(HttpStatusCode.OK, await UsersAsync(app, connection, access, "192.0.2.8"));
        Assert.Equal(HttpStatusCode.Forbidden, await UsersAsync(app, connection, access, "198.51.100.7"));
    }

    [Fact]
    public async Task Activity_tells_who_asked_and_why_not_and_holds_no_secret_wherever_it_was_sent()
    {
        await using var app = new TestApp();
        var connection = await ClientAsync(app);
        using var written = new SemaphoreSlim(0);
        using var listening = app.Get<ActivityFeed>().Listen(connection.Connection.Id, () => written.Release());
        using (var client = app.CreateClient())
        using (await client.PostAsync($"{Url(connection)}?client_secret={connection.Secret}", Form(("grant_type", "client_credentials"), ("client_id", connection.Connection.Id.Value), ("client_secret", connection.Secret)), Cancel))
        using (await client.PostAsync($"{Url(connection)}", Form(("grant_type", "client_credentials"), ("client_id", "someone"), ("client_secret", connection.Secret)), Cancel))
        {
        }

        await UsersAsync(app, connection, connection.Secret);
        IReadOnlyList<ActivityRecord> kept;
        while ((kept = await app.Get<IActivityStore>().LatestAsync(connection.Connection.Id, 10, Cancel)).Count < 3)
            Assert.True(await written.WaitAsync(TimeSpan.FromSeconds(30), Cancel), "Not all was recorded.");
        var by = kept.OrderBy(record => record.At).ToList();
        Assert.Equal([(200, null), (401, TokenRefusal.ClientId), (401, TokenRefusal.ClientSecret)], by.Select(record => (record.Status, record.Details.Refusal)));
        Assert.Equal(("/oauth/token", connection.TokenId), (by[0].Path, by[0].Token!.Value));
        Assert.DoesNotContain(kept, record => record.ToString().Contains(connection.Secret[20..], StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains(connection.Secret[20..], StringComparison.Ordinal) && !line.Contains("Request starting", StringComparison.Ordinal) && !line.Contains("Request finished", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Endpoint_says_that_it_takes_oauth_when_the_connection_has_a_client()
    {
        await using var app = new TestApp();
        var connection = await ClientAsync(app);
        using var client = app.ScimClient(await app.ConnectionAsync("other-firm"));
        Assert.Equal(["oauthbearertoken"], await SchemesAsync(client));
        using var own = app.ScimClient(connection);
        own.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Text(await BodyAsync(await AskAsync(app, connection)), "access_token"));
        Assert.Equal(["oauthbearertoken", "oauth2"], await SchemesAsync(own));
        await app.Get<TokenService>().RotateAsync(TestApp.Operator, connection.Connection.Id, TokenChoice.Of(TokenKind.Secret, TokenLimits.None), TimeSpan.FromDays(1), TokenService.DefaultLifetime, null, Cancel);
        Assert.Equal(["oauthbearertoken", "oauth2"], await SchemesAsync(own)); // while the old one's grace lasts
    }

    private static async Task<IEnumerable<string>> SchemesAsync(HttpClient client)
        => JsonNode.Parse(await client.GetStringAsync("ServiceProviderConfig", Cancel))!["authenticationSchemes"]!.AsArray().Select(scheme => scheme!["type"]!.GetValue<string>());

    /// <summary>A connection whose only credential is a client secret.</summary>
    private static async Task<TestConnection> ClientAsync(TestApp app, TokenLimits? limits = null, string slug = "acme")
    {
        await app.TenantAsync(slug);
        var connection = await app.Get<ConnectionService>().CreateAsync(TestApp.Operator, new Admin.Tenants.TenantId(slug), IdentityProvider.EntraId, null, Cancel);
        var issued = await app.Get<TokenService>().RotateAsync(TestApp.Operator, connection.Id, TokenChoice.Of(TokenKind.Client, limits ?? TokenLimits.None), TimeSpan.Zero, TokenService.DefaultLifetime, null, Cancel);
        return new TestConnection(connection, issued.Token.Id, issued.Secret);
    }

    private static async Task<HttpResponseMessage> AskAsync(TestApp app, TestConnection connection, string way = "basic", params (string Name, string Value)[] fields)
    {
        using var client = app.CreateClient();
        var id = connection.Connection.Id.Value;
        (string, string)[] form = [("grant_type", "client_credentials"), .. fields];
        if (way != "basic")
            form = [.. form, ("client_id", id)];
        if (way == "post")
            form = [.. form, ("client_secret", connection.Secret)];
        using var request = new HttpRequestMessage(HttpMethod.Post, Url(connection)) { Content = Form(form) };
        if (way != "post")
            request.Headers.Authorization = Basic(id, connection.Secret);
        return await client.SendAsync(request, Cancel);
    }

    private static async Task<HttpResponseMessage> SendAsync(TestApp app, string address, AuthenticationHeaderValue authorization, string? from = null)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/scim/v2/connections/{address}/oauth/token") { Content = Form(("grant_type", "client_credentials")) };
        request.Headers.Authorization = authorization;
        if (from is not null)
            request.Headers.Add("X-Forwarded-For", from);
        return await client.SendAsync(request, Cancel);
    }

    private static async Task<HttpStatusCode> UsersAsync(TestApp app, TestConnection connection, string token, string? from = null)
    {
        using var client = app.ScimClient(connection);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (from is not null)
            client.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        using var response = await client.GetAsync("Users?count=1", Cancel);
        return response.StatusCode;
    }

    private static async Task AssertErrorAsync(HttpResponseMessage response, int status, string error)
    {
        Assert.Equal((status, "application/json", "no-store"), ((int)response.StatusCode, response.Content.Headers.ContentType!.ToString(), response.Headers.CacheControl!.ToString()));
        var body = await BodyAsync(response);
        Assert.Equal(error, Text(body, "error"));
        Assert.Matches("^[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+$", Text(body, "error_description"));
    }

    private static string Url(TestConnection connection) => $"/scim/v2/connections/{connection.Connection.Id}/oauth/token";

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static AuthenticationHeaderValue Basic(string id, string secret) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}")));

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;

    private static string Text(JsonNode body, string name) => body[name]!.GetValue<string>();
}
