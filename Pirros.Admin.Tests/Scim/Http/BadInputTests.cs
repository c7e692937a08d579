using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Pirros.Admin.Tests.Scim.Http;

/// <summary>Whatever a client sends, it is answered with a SCIM error that says what to do, nothing fails and nothing is half done.</summary>
public sealed class BadInputTests : IClassFixture<TestApp>
{
    private readonly TestApp _app;

    public BadInputTests(TestApp app) => _app = app;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, int, string?> Bodies() => new()
    {
        { "no body", "POST", "", 400, "invalidSyntax" },
        { "not JSON", "POST", "{\"userName\":", 400, "invalidSyntax" },
        { "a list", "POST", "[]", 400, "invalidSyntax" },
        { "text", "POST", "\"x\"", 400, "invalidSyntax" },
        { "1,000 levels", "POST", string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000), 400, "invalidSyntax" },
        { "half a surrogate pair", "POST", "{\"userName\":\"a\\ud800\"}", 400, "invalidSyntax" },
        { "a zero character", "POST", "{\"userName\":\"a\\u0000b\"}", 400, "invalidValue" },
        { "no userName", "POST", "{\"displayName\":\"Ana\"}", 400, "invalidValue" },
        { "blank userName", "POST", "{\"userName\":\"  \"}", 400, "invalidValue" },
        { "userName is an object", "POST", "{\"userName\":{\"a\":1}}", 400, "invalidValue" },
        { "userName is too long", "POST", $"{{\"userName\":\"{new string('a', 600)}\"}}", 400, "invalidValue" },
        { "active is no boolean", "POST", "{\"userName\":\"a@b\",\"active\":\"perhaps\"}", 400, "invalidValue" },
        { "two primaries", "POST", "{\"userName\":\"a@b\",\"emails\":[{\"value\":\"a@b\",\"primary\":true},{\"value\":\"c@d\",\"primary\":true}]}", 400, "invalidValue" },
        { "an operation that is none", "PATCH", "{\"Operations\":[{\"op\":\"move\",\"path\":\"title\",\"value\":\"x\"}]}", 400, "invalidSyntax" },
        { "no operations", "PATCH", "{}", 400, "invalidSyntax" },
        { "a path that is none", "PATCH", "{\"Operations\":[{\"op\":\"replace\",\"path\":\"emails[type eq\",\"value\":\"x\"}]}", 400, "invalidPath" },
        { "remove without a path", "PATCH", "{\"Operations\":[{\"op\":\"remove\"}]}", 400, "noTarget" },
        { "the id", "PATCH", "{\"Operations\":[{\"op\":\"replace\",\"path\":\"id\",\"value\":\"x\"}]}", 400, "mutability" },
        { "the last operation is wrong", "PATCH", "{\"Operations\":[{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Changed\"},{\"op\":\"replace\",\"path\":\"active\",\"value\":\"perhaps\"}]}", 400, "invalidValue" },
        { "the userName removed", "PATCH", "{\"Operations\":[{\"op\":\"remove\",\"path\":\"userName\"}]}", 400, null },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_is_refused_and_nothing_changes(string what, string method, string body, int status, string? scimType)
    {
        using var client = _app.ScimClient(await _app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}"));
        using var made = await client.PostAsync("Users", Json("{\"userName\":\"kept@b.example\",\"displayName\":\"Kept\"}"), Cancel);
        var before = await made.Content.ReadAsStringAsync(Cancel);
        var id = JsonNode.Parse(before)!["id"]!.GetValue<string>();
        using var request = new HttpRequestMessage(new HttpMethod(method), method == "POST" ? "Users" : $"Users/{id}") { Content = Json(body) };
        using var response = await client.SendAsync(request, Cancel);
        await AssertErrorAsync(response, status, scimType, what);
        Assert.Equal(before, await client.GetStringAsync($"Users/{id}", Cancel));
        Assert.Equal(1, JsonNode.Parse(await client.GetStringAsync("Users?count=0", Cancel))!["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task Body_over_a_megabyte_is_413()
    {
        using var client = _app.ScimClient(await _app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}"));
        using var response = await client.PostAsync("Users", Json($"{{\"userName\":\"{new string('a', 1_100_000)}\"}}"), Cancel);
        await AssertErrorAsync(response, 413, null, "large body");
    }

    [Fact]
    public async Task Other_media_type_is_415()
    {
        using var client = _app.ScimClient(await _app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}"));
        using var response = await client.PostAsync("Users", new StringContent("<user/>", Encoding.UTF8, "application/xml"), Cancel);
        await AssertErrorAsync(response, 415, null, "xml");
    }

    [Theory]
    [InlineData("Users?filter=userName%20eq", 400, "invalidFilter")]
    [InlineData("Users?filter=((((((", 400, "invalidFilter")]
    [InlineData("Users?filter=password%20sw%20%22a%22", 400, "invalidFilter")]
    [InlineData("Users?filter=active%20gt%20true", 400, "invalidFilter")]
    [InlineData("Users?filter=%00", 400, null)]
    [InlineData("Users?filter=userName%20eq%20%22a%5Cu0000%22", 400, "invalidFilter")]
    [InlineData("Users?filter=userName%20eq%20%22%5Cud800%22", 400, "invalidFilter")]
    [InlineData("Users?startIndex=abc", 400, "invalidValue")]
    [InlineData("Users?count=99999999999999999999", 400, "invalidValue")]
    [InlineData("Users?sortBy=meta.location", 400, "invalidValue")]
    [InlineData("Users?filter=meta.location%20pr", 400, "invalidFilter")]
    [InlineData("Groups?filter=members.$ref%20pr", 400, "invalidFilter")]
    [InlineData("Users/no-such-id", 404, null)]
    [InlineData("Users/a/b", 404, null)]
    [InlineData("Nothing", 404, null)]
    [InlineData("Me", 501, null)]
    [InlineData("Schemas/urn:nothing", 404, null)]
    [InlineData("Schemas?filter=id%20eq%20%22x%22", 403, null)]
    public async Task Address_is_refused_with_a_scim_error(string address, int status, string? scimType)
    {
        using var client = _app.ScimClient(await _app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}"));
        using var response = await client.GetAsync(address, Cancel);
        await AssertErrorAsync(response, status, scimType, address);
    }

    [Fact]
    public async Task Filter_of_a_million_characters_is_refused_by_post()
    {
        using var client = _app.ScimClient(await _app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}"));
        using var response = await client.PostAsync("Users/.search", Json($"{{\"filter\":\"{new string('(', 1_000_000)}\"}}"), Cancel);
        await AssertErrorAsync(response, 400, "invalidFilter", "long filter");
    }

    [Theory]
    [InlineData(9_000, 200)]
    [InlineData(20_000, 400)]
    [InlineData(1_000_000, 414)]
    public async Task Filter_in_the_address_is_answered_however_long_it_is(int characters, int status)
    {
        // The server itself refuses long addresses, so this one is asked over a real connection.
        await using var app = new TestApp();
        app.Listen();
        using var client = app.ScimClient(await app.ConnectionAsync());
        using var response = await client.GetAsync($"Users?filter=userName%20eq%20%22{new string('a', characters)}%22", Cancel);
        if (status == 200)
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        else
            await AssertErrorAsync(response, status, status == 400 ? "invalidFilter" : null, $"filter of {characters} characters");
    }

    [Fact]
    public async Task Host_that_is_no_internationalised_name_is_refused()
    {
        // A client reads its own Host header and fails on it, so this one is handed to the server.
        var made = await _app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}");
        var http = await _app.Server.SendAsync(
            context =>
            {
                context.Request.Method = "GET";
                context.Request.Path = $"/scim/v2/connections/{made.Connection.Id}/Users";
                context.Request.Headers.Host = "xn--";
                context.Request.Headers.Authorization = $"Bearer {made.Secret}";
            },
            Cancel);
        Assert.Equal(400, http.Response.StatusCode);
        var error = (await JsonNode.ParseAsync(http.Response.Body, cancellationToken: Cancel))!;
        Assert.Equal("invalidSyntax", error["scimType"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("GET", "/saml/{id}/metadata")]
    [InlineData("GET", "/signin/sso?connection={id}")]
    [InlineData("GET", "/signin")]
    [InlineData("GET", "/connections/{id}/sso/test")]
    [InlineData("GET", "/livez")]
    [InlineData("GET", "/events/v1/events")]
    [InlineData("GET", "/language/de")]
    [InlineData("POST", "/scim/v2/connections/{id}")]
    public async Task Host_that_is_no_internationalised_name_is_refused_everywhere(string method, string address)
    {
        var made = await _app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}");
        var parts = address.Replace("{id}", made.Connection.Id.Value, StringComparison.Ordinal).Split('?');
        var http = await _app.Server.SendAsync(
            context =>
            {
                (context.Request.Method, context.Request.Path, context.Request.QueryString) = (method, parts[0], new QueryString(parts.Length > 1 ? $"?{parts[1]}" : ""));
                context.Request.Headers.Host = "xn--";
                if (method == "POST")
                {
                    context.Request.ContentType = "application/x-www-form-urlencoded";
                    context.Request.Body = new MemoryStream("SAMLResponse=PHg%2B"u8.ToArray());
                }
            },
            Cancel);
        Assert.Equal(StatusCodes.Status400BadRequest, http.Response.StatusCode);
    }

    [Fact]
    public async Task Unknown_method_is_405_with_those_there_are()
    {
        using var client = _app.ScimClient(await _app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}"));
        using var response = await client.DeleteAsync("Users", Cancel);
        await AssertErrorAsync(response, 405, null, "DELETE /Users");
        Assert.Equal("GET, HEAD, POST", string.Join(", ", response.Content.Headers.Allow));
    }

    [Fact]
    public async Task Stranger_learns_nothing_about_which_connections_exist()
    {
        var real = await _app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}");
        var off = await _app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}");
        await _app.Get<Admin.Connections.ConnectionService>().SetEnabledAsync(TestApp.Operator, off.Connection.Id, false, Cancel);
        List<string> answers = [];
        foreach (var (id, token) in new[]
        {
            (real.Connection.Id.Value, "wrong"), (real.Connection.Id.Value, off.Secret), (off.Connection.Id.Value, off.Secret), ("con-0000000000000000", real.Secret), ("nonsense", real.Secret), (real.Connection.Id.Value, ""),
        })
        {
            using var client = _app.CreateClient();
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/scim/v2/connections/{id}/Users");
            request.Headers.TryAddWithoutValidation("Authorization", token.Length == 0 ? null : $"Bearer {token}");
            using var response = await client.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            response.Headers.Date = null;
            answers.Add($"{response.Headers}{response.Content.Headers}{await response.Content.ReadAsStringAsync(Cancel)}");
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Browser_at_the_scim_url_gets_a_page_and_no_hint_whether_it_exists()
    {
        var real = await _app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}");
        List<string> pages = [];
        foreach (var id in new[] { real.Connection.Id.Value, "con-0000000000000000" })
        {
            using var client = _app.CreateClient();
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/scim/v2/connections/{id}");
            request.Headers.Accept.ParseAdd("text/html");
            using var response = await client.SendAsync(request, Cancel);
            Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
            pages.Add(await response.Content.ReadAsStringAsync(Cancel));
            using var saml = await client.PostAsync($"/scim/v2/connections/{id}", new FormUrlEncodedContent([KeyValuePair.Create("SAMLResponse", "PHg+")]), Cancel);
            Assert.Equal(System.Net.HttpStatusCode.Forbidden, saml.StatusCode);
            Assert.Contains("The sign-in was not completed", await saml.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        Assert.Single(pages.Distinct());
    }

    private static async Task AssertErrorAsync(HttpResponseMessage response, int status, string? scimType, string what)
    {
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True((int)response.StatusCode == status, $"{what} was answered {(int)response.StatusCode}: {text}");
        Assert.Equal("application/scim+json", response.Content.Headers.ContentType?.ToString());
        var error = JsonNode.Parse(text)!;
        Assert.Equal(status.ToString(System.Globalization.CultureInfo.InvariantCulture), error["status"]!.GetValue<string>());
        Assert.False(string.IsNullOrWhiteSpace(error["detail"]!.GetValue<string>()));
        Assert.True(text.Length < 2_000);
        if (scimType is not null)
            Assert.Equal(scimType, error["scimType"]?.GetValue<string>());
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/scim+json");
}
