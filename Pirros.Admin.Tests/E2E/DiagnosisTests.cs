using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Tokens;
using static Microsoft.Playwright.Assertions;

namespace Pirros.Admin.Tests.E2E;

/// <summary>An admin's mistakes in Entra ID, one after another, over real HTTP: the card on the connection's page names each by itself, and is content when it is mended.</summary>
[Collection(PortalTest.OneClipboard)]
public sealed class DiagnosisTests(Browser browser) : PortalTest(browser)
{
    private const string Probe = "/Users?filter=userName+eq+\"6f0d3a0e-1b2c-4d5e-8f90-aabbccddeeff\"";

    private string _base = "";
    private string _token = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ILocator Says => Page.Locator(".diagnosis-says");

    private ILocator State => Page.Locator(".connection-head .pill");

    [Fact]
    public async Task Wrong_tokens_and_URLs_are_named_until_they_are_mended()
    {
        var made = await OpenAsync();
        var other = await App.ConnectionAsync("harbor-lane", IdentityProvider.Okta);
        await Expect(Says).ToContainTextAsync("No request has arrived yet.");
        await Expect(Page.Locator(".diagnosis-causes")).ToContainTextAsync("Nobody is assigned.");

        foreach (var (sent, says) in new[]
        {
            (made.Secret[..40], "is cut off"),
            ($"{made.Secret}{made.Secret}", "was pasted twice"),
            ($"{made.Secret[..^1]}{(made.Secret[^1] == 'a' ? 'b' : 'a')}", "its check digits do not fit"),
            ("dsn_0123456789", "is no token of Pirros"),
            (other.Secret, "is that of another connection: Okta"),
            (SecretToken.New().Secret, "was never issued here"),
        })
        {
            _token = sent;
            await SendAsync("GET", Probe, HttpStatusCode.Unauthorized);
            await Expect(Says).ToContainTextAsync(says);
            await Expect(State).ToHaveTextAsync("Failing");
        }

        _token = made.Secret;
        await SendAsync("GET", $"/scim/v2/connections/{made.Connection.Id}{Probe}", HttpStatusCode.NotFound);
        await Expect(Says).ToContainTextAsync("holds the path /scim/v2 twice");
        await SendAsync("GET", $"/Users{Probe}", HttpStatusCode.NotFound);
        await Expect(Says).ToContainTextAsync("has /Users at its end");
        await Expect(State).ToHaveTextAsync("Failing");

        // A slash at the end of the Tenant URL does no harm.
        await SendAsync("GET", $"/{Probe}", HttpStatusCode.OK);
        await Expect(Says).ToContainTextAsync("The connection works: Test Connection arrived.");
        await Expect(State).ToHaveTextAsync("Waiting");

        await CreateAsync("ana@harborlane.example");
        await Expect(Says).ToContainTextAsync("Requests arrive and are answered");
        await Expect(State).ToHaveTextAsync("Healthy");

        var issued = await App.Get<TokenService>().RotateAsync(TestApp.Operator, made.Connection.Id, TimeSpan.FromDays(1), TimeSpan.FromDays(365), null, Cancel);
        await SendAsync("GET", Probe, HttpStatusCode.OK);
        await Expect(Says).ToContainTextAsync("still uses the old token");
        await App.Get<TokenService>().RevokeAsync(TestApp.Operator, made.Connection.Id, made.TokenId, null, Cancel);
        await SendAsync("GET", Probe, HttpStatusCode.Unauthorized);
        await Expect(Says).ToContainTextAsync($"pscim_{made.TokenId}…, was revoked on");
        await Expect(Page.Locator(".diagnosis-next")).ToContainTextAsync($"paste the current token pscim_{issued.Token.Id}…");
        await Page.GetByRole(AriaRole.Button, new() { Name = "What this is told from" }).ClickAsync();
        await Expect(Page.Locator(".diagnosis-evidence .activity")).ToHaveCountAsync(3);
        await AssertAccessibleAsync();
    }

    [Fact]
    public async Task Filters_duplicates_invalid_people_and_a_mass_deactivation_are_named()
    {
        var made = await OpenAsync();
        List<string> ids = [];
        for (var i = 0; i < 14; i++)
            ids.Add(await CreateAsync($"person{i}@harborlane.example"));
        await SendAsync("GET", "/Users?filter=employeeCode+eq+\"7\"", HttpStatusCode.BadRequest);
        await Expect(Says).ToContainTextAsync("looks for people by employeeCode");
        await SendAsync("GET", Probe, HttpStatusCode.OK);
        await Expect(Says).ToContainTextAsync("Requests arrive and are answered");

        await SendAsync("POST", "/Users", HttpStatusCode.BadRequest, """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"bo@harborlane.example","name":"Bo"}""");
        await Expect(Says).ToContainTextAsync("bo@harborlane.example was refused for what Microsoft Entra ID sends");
        await SendAsync("POST", "/Users", HttpStatusCode.Conflict, """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"person1@harborlane.example"}""");
        await Expect(Says).ToContainTextAsync("person1@harborlane.example was refused once: another active account has that userName.");
        await Expect(State).ToHaveTextAsync("Attention");

        const string leave = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"active","value":"False"}]}""";
        foreach (var id in ids.Take(11))
            await SendAsync("PATCH", $"/Users/{id}", HttpStatusCode.OK, leave);
        await Expect(Says).ToContainTextAsync("6 deactivations went beyond what is usual");
        await App.Get<DeactivationService>().SeenAsync(TestApp.Operator, made.Connection.Id, Cancel);
        await Expect(Says).ToContainTextAsync("11 of 14 people were deactivated within 24 hours");
        await Expect(Page.Locator(".diagnosis-next")).ToContainTextAsync("Users and groups");
        await AssertAccessibleAsync();
    }

    [Fact]
    public async Task Rotation_is_followed_and_undone_on_the_page()
    {
        var made = await OpenAsync();
        await CreateAsync("ana@harborlane.example");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rotate", Exact = true }).Last.ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rotate token" }).ClickAsync();
        var secret = await CopyAsync(Page.GetByRole(AriaRole.Region, new() { Name = "New Secret Token" }).GetByRole(AriaRole.Button, new() { Name = "Copy" }));
        await Page.GetByRole(AriaRole.Button, new() { Name = "I have copied it" }).ClickAsync();
        var panel = Page.GetByRole(AriaRole.Group, new() { Name = "Change of tokens" });
        await Expect(panel).ToContainTextAsync("has not used the new token yet");
        _token = secret;
        await SendAsync("GET", Probe, HttpStatusCode.OK);
        await Expect(panel).ToContainTextAsync("Keep the old one until it has been silent for 40 min.");
        await Expect(panel).ToContainTextAsync("1 of the latest 2 requests");
        await AssertAccessibleAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Undo the rotation" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Undo rotation", Exact = true }).ClickAsync();
        await Expect(panel).ToHaveCountAsync(0);
        await SendAsync("GET", Probe, HttpStatusCode.Unauthorized);
        await Expect(Says).ToContainTextAsync("was revoked on");
        _token = made.Secret;
        await SendAsync("GET", Probe, HttpStatusCode.OK);
        await Expect(State).ToHaveTextAsync("Healthy");
    }

    private async Task<TestConnection> OpenAsync()
    {
        var made = await App.ConnectionAsync("harbor-lane");
        (_base, _token) = ($"{Origin}/scim/v2/connections/{made.Connection.Id}", made.Secret);
        await SignInAsync("Mara Quinn", $"/connections/{made.Connection.Id}");
        await Expect(Says).ToBeVisibleAsync();
        return made;
    }

    private async Task<string> CreateAsync(string userName)
        => JsonNode.Parse(await SendAsync("POST", "/Users", HttpStatusCode.Created, $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{userName}}"}"""))!["id"]!.GetValue<string>();

    private async Task<string> SendAsync(string method, string path, HttpStatusCode expected, string? body = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), _base + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        using var response = await client.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(expected == response.StatusCode, $"{method} {path} answered {(int)response.StatusCode}: {text}");
        return text;
    }

    private async Task AssertAccessibleAsync()
    {
        await SettledAsync();
        Assert.Empty(await Axe.ViolationsAsync(Page));
    }
}
