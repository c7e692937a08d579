using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pirros.Admin.Tests.E2E;

/// <summary>The whole journey: copy the values from the page as an admin does, then be the identity provider with nothing but what was copied.</summary>
[Collection(PortalTest.OneClipboard)]
public sealed class FirstSyncTests(Browser browser) : PortalTest(browser)
{
    private const int People = 50;
    private const string Patch = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private const string Core = "urn:ietf:params:scim:schemas:core:2.0:User";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entra_syncs_with_the_copied_values()
    {
        var (scimUrl, token) = await CreateConnectionAsync("harbor-lane", "Harbor & Lane Architects", "Mara Quinn", "Microsoft Entra ID", "Tenant URL", "Secret Token", "Identifier (Entity ID)", "Reply URL");
        using var entra = Client(scimUrl, token, null);
        Assert.Equal(0, (await SendAsync(entra, "GET", $"/Users?filter=userName+eq+\"{Guid.CreateVersion7()}\"", 200))!["totalResults"]!.GetValue<int>());

        List<string> ids = [];
        for (var i = 0; i < People; i++)
        {
            var name = $"person{i}@harborlane.example";
            Assert.Equal(0, (await SendAsync(entra, "GET", $"/Users?filter=userName+eq+\"{name}\"", 200))!["totalResults"]!.GetValue<int>());
            ids.Add((await SendAsync(entra, "POST", "/Users", 201, User(name, $"Person {i}")))!["id"]!.GetValue<string>());
        }

        await SendAsync(entra, "PATCH", $"/Users/{ids[0]}", 200, Operations(("Replace", "displayName", "Renamed Person"), ("Replace", "emails[type eq \"work\"].value", "renamed@harborlane.example")));
        await SendAsync(entra, "PATCH", $"/Users/{ids[1]}", 200, Operations(("Replace", "active", "False")));
        await SendAsync(entra, "PATCH", $"/Users/{ids[2]}", 200, Operations(("Replace", "active", "False")));
        var rehired = await SendAsync(entra, "POST", "/Users", 201, User("person2@harborlane.example", "Person 2 again"));
        Assert.Equal(ids[2], rehired!["id"]!.GetValue<string>());
        Assert.True(rehired["active"]!.GetValue<bool>());
        await SendAsync(entra, "DELETE", $"/Users/{ids[3]}", 204);
        await SendAsync(entra, "GET", $"/Users/{ids[3]}", 404);

        await Expect(Page.GetByText("49 users, 48 active")).ToBeVisibleAsync();
        await Expect(Page.GetByText("Healthy", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(Page.GetByText("deleted Person 3")).ToBeVisibleAsync();
        await Expect(Page.GetByText("deactivated Person 1", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(Page.GetByText("restored Person 2 again")).ToBeVisibleAsync();
        await Expect(Page.GetByText("updated Renamed Person")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Okta_syncs_with_the_copied_values()
    {
        var (scimUrl, token) = await CreateConnectionAsync("keystone-structural", "Keystone Structural", "Jonas Keller", "Okta", "Base URL", "API Token", "Audience URI (SP Entity ID)", "Single sign-on URL");
        using var okta = Client(scimUrl, token, "Okta SCIM Client 1.0.0");
        await SendAsync(okta, "GET", "/Users?startIndex=1&count=2", 200);

        List<JsonObject> users = [];
        for (var i = 0; i < People; i++)
        {
            var name = $"engineer{i}@keystone.example";
            var match = $"/Users?filter={Uri.EscapeDataString($"userName eq \"{name}\"")}&startIndex=1&count=100";
            Assert.Equal(0, (await SendAsync(okta, "GET", match, 200))!["totalResults"]!.GetValue<int>());
            var body = User(name, $"Engineer {i}");
            body["password"] = "dummy-0kta";
            body["groups"] = new JsonArray();
            users.Add((await SendAsync(okta, "POST", "/Users", 201, body))!.AsObject());
        }

        // The App Integration Wizard's way: read, then PUT the whole user back.
        var read = (await SendAsync(okta, "GET", $"/Users/{users[0]["id"]}", 200))!.AsObject();
        read["name"]!["familyName"] = "Changed";
        read["displayName"] = "Engineer Changed";
        await SendAsync(okta, "PUT", $"/Users/{users[0]["id"]}", 200, read);
        var leaving = (await SendAsync(okta, "GET", $"/Users/{users[1]["id"]}", 200))!.AsObject();
        leaving["active"] = false;
        await SendAsync(okta, "PUT", $"/Users/{users[1]["id"]}", 200, leaving);
        leaving["active"] = true;
        await SendAsync(okta, "PUT", $"/Users/{users[1]["id"]}", 200, leaving);
        await SendAsync(okta, "PATCH", $"/Users/{users[2]["id"]}", 200, new JsonObject { ["schemas"] = new JsonArray(Patch), ["Operations"] = new JsonArray(new JsonObject { ["op"] = "replace", ["value"] = new JsonObject { ["active"] = false } }) });

        await Expect(Page.GetByText("50 users, 49 active")).ToBeVisibleAsync();
        await Expect(Page.GetByText("deactivated Engineer 2", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(Page.GetByText("reactivated Engineer 1", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(Page.GetByText("updated Engineer Changed")).ToBeVisibleAsync();
    }

    /// <summary>Makes a connection in the portal and copies every value and the secret through the clipboard.</summary>
    private async Task<(string ScimUrl, string Token)> CreateConnectionAsync(
        string slug, string firm, string person, string provider, string scimLabel, string tokenLabel, string entityLabel, string replyLabel)
    {
        await App.Get<Tenants.TenantService>().CreateAsync(TestApp.Operator, slug, firm, Cancel);
        await SignInAsync(person, "/connections");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create a connection" }).ClickAsync();
        // The card is pressed, as a person does, once the dialog stands still; the choice is then the server's to show.
        await Page.Locator(".choice", new() { HasText = provider }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Radio, new() { Name = provider })).ToBeCheckedAsync();
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Head office");
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        var secret = Page.GetByRole(AriaRole.Region, new() { Name = $"New {tokenLabel}" });
        var token = await CopyAsync(secret.GetByRole(AriaRole.Button, new() { Name = "Copy" }));
        Assert.StartsWith("pscim_", token, StringComparison.Ordinal);
        await Page.GetByRole(AriaRole.Button, new() { Name = "I have copied it" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Head office", Exact = true })).ToBeVisibleAsync();
        Assert.DoesNotContain(token, await Page.ContentAsync(), StringComparison.Ordinal);

        var id = await CopyValueAsync("Connection ID");
        Assert.Equal($"urn:auth0:{slug}:{id}", await CopyValueAsync(entityLabel));
        var scimUrl = await CopyValueAsync(scimLabel);
        Assert.Equal($"{Origin}/scim/v2/connections/{id}", scimUrl);
        Assert.Equal(scimUrl, await CopyValueAsync(replyLabel));
        var all = await CopyAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Copy all" }));
        Assert.Contains(scimUrl, all, StringComparison.Ordinal);
        Assert.DoesNotContain(token, all, StringComparison.Ordinal);
        return (scimUrl, token);
    }

    private Task<string> CopyValueAsync(string label) => CopyAsync(Page.GetByRole(AriaRole.Button, new() { Name = $"Copy {label}", Exact = true }));

    private static HttpClient Client(string scimUrl, string token, string? userAgent)
    {
        var client = new HttpClient { BaseAddress = new Uri(scimUrl) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (userAgent is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        return client;
    }

    private static async Task<JsonNode?> SendAsync(HttpClient client, string method, string path, int expected, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), client.BaseAddress + path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/scim+json");
        using var response = await client.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True((HttpStatusCode)expected == response.StatusCode, $"{method} {path} answered {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private static JsonObject User(string userName, string displayName) => new()
    {
        ["schemas"] = new JsonArray(Core),
        ["externalId"] = userName.Split('@')[0],
        ["userName"] = userName,
        ["displayName"] = displayName,
        ["active"] = true,
        ["name"] = new JsonObject { ["givenName"] = displayName.Split(' ')[0], ["familyName"] = displayName.Split(' ')[1] },
        ["emails"] = new JsonArray(new JsonObject { ["value"] = userName, ["type"] = "work", ["primary"] = true }),
    };

    private static JsonObject Operations(params (string Op, string Path, string Value)[] operations) => new()
    {
        ["schemas"] = new JsonArray(Patch),
        ["Operations"] = new JsonArray([.. operations.Select(o => JsonSerializer.SerializeToNode(new { op = o.Op, path = o.Path, value = o.Value }))]),
    };
}
