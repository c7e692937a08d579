using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pirros.Admin.Tests.E2E;

/// <summary>An admin looks for somebody who can't sign in, and finds out who switched that person off, when and by which request.</summary>
[Collection(PortalTest.OneClipboard)]
public sealed partial class DirectoryTests(Browser browser) : PortalTest(browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Admin_finds_a_person_and_learns_why_she_is_inactive()
    {
        await App.Get<Tenants.TenantService>().CreateAsync(TestApp.Operator, "harbor-lane", "Harbor & Lane Architects", Cancel);
        var made = await App.ConnectionAsync("harbor-lane");
        using var entra = App.ScimClient(made);
        List<string> ids = [];
        for (var i = 0; i < 60; i++)
            ids.Add(await CreateAsync(entra, "Users", $$"""{"userName":"person{{i:00}}@harborlane.example","displayName":"Person {{i:00}}"}"""));
        await CreateAsync(entra, "Groups", $$"""{"displayName":"Waterfront","members":[{"value":"{{ids[7]}}"}]}""");

        await SignInAsync("Mara Quinn", $"/connections/{made.Connection.Id}");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Users", Exact = true }).ClickAsync();
        await Expect(Page.GetByText("60 users", new() { Exact = true })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Person 59" })).ToBeVisibleAsync();
        await Expect(Page).ToHaveURLAsync(At());
        await Page.GetByRole(AriaRole.Link, new() { Name = "Previous" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Person 00" })).ToBeVisibleAsync();

        await Page.GetByLabel("Search users").FillAsync("PERSON07@");
        await Expect(Page.GetByText("1 match", new() { Exact = true })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Person 07" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Person 07" })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Waterfront" })).ToBeVisibleAsync();
        await Expect(Page.GetByText("Why this person is inactive")).ToHaveCountAsync(0);

        // What happens meanwhile shows by itself.
        using var body = Json("""{"Operations":[{"op":"Replace","path":"active","value":"False"}]}""");
        (await entra.PatchAsync($"Users/{ids[7]}", body, Cancel)).EnsureSuccessStatusCode();
        await Expect(Page.GetByText("Why this person is inactive")).ToBeVisibleAsync();
        await Expect(Page.GetByText($"by PATCH /Users/{ids[7]}")).ToBeVisibleAsync();

        await Page.GoBackAsync();
        await Expect(Page.GetByText("1 match", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(Page.GetByLabel("Search users")).ToHaveValueAsync("PERSON07@");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Inactive", Exact = true }).ClickAsync();
        await Expect(Page.GetByText("1 match", new() { Exact = true })).ToBeVisibleAsync();
        await Page.ReloadAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Person 07" })).ToBeVisibleAsync();
    }

    private static async Task<string> CreateAsync(HttpClient client, string endpoint, string json)
    {
        using var body = Json(json);
        var response = await client.PostAsync(endpoint, body, Cancel);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["id"]!.GetValue<string>();
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/scim+json");

    [GeneratedRegex("[?&]at=")]
    private static partial Regex At();
}
