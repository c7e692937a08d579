using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;
using static Microsoft.Playwright.Assertions;

namespace Pirros.Admin.Tests.E2E;

/// <summary>An admin looks for what went wrong with one person: live, filtered, opened by keyboard, taken away as a file.</summary>
[Collection(PortalTest.OneClipboard)]
public sealed class ActivityTests(Browser browser) : PortalTest(browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Admin_finds_a_failed_request_reads_it_and_takes_it_away()
    {
        await App.Get<TenantService>().CreateAsync(TestApp.Operator, "harbor-lane", "Harbor & Lane Architects", Cancel);
        var made = await App.ConnectionAsync("harbor-lane");
        using var client = App.ScimClient(made);
        await SignInAsync("Mara Quinn", $"/connections/{made.Connection.Id}");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Activity" }).ClickAsync();
        await Expect(Page.GetByText("No request has arrived yet").Last).ToBeVisibleAsync();

        // Live: what arrives shows by itself.
        var created = await client.PostAsync("Users", Json("""{"userName":"ana@harborlane.example","displayName":"Ana Lima","title":"Architect","password":"Tr0ub4dor"}"""), Cancel);
        await Expect(Page.GetByText("created Ana Lima")).ToBeVisibleAsync();
        for (var i = 0; i < 55; i++)
            await client.GetAsync($"Users?filter=userName+eq+\"p{i}@harborlane.example\"", Cancel);
        await client.PatchAsync(created.Headers.Location, Json("""{"Operations":[{"op":"Replace","path":"title","value":"Principal"}]}"""), Cancel);
        await client.PostAsync("Users", Json("""{"userName":"ana@harborlane.example","displayName":"Ana Lima"}"""), Cancel);
        await Expect(Page.GetByText("updated Ana Lima: title")).ToBeVisibleAsync();

        // A row opens by keyboard and shows what changed.
        await Page.Locator(".activity-summary").First.FocusAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator(".changes tbody tr > *")).ToHaveTextAsync(["title", "Architect", "Principal"]);

        // Pages, older and back, keep their place in the address.
        await Page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
        await Expect(Page.GetByText("created Ana Lima")).ToBeVisibleAsync();
        Assert.Contains("before=", Page.Url, StringComparison.Ordinal);
        await Page.GetByText("created Ana Lima").ClickAsync();
        await Expect(Page.Locator(".body")).ToContainTextAsync("\"password\": \"(removed)\"");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Newer" }).ClickAsync();
        await Expect(Page.GetByText("could not create Ana Lima")).ToBeVisibleAsync();

        // The filter stands in the address, also after loading it anew.
        await Page.GetByRole(AriaRole.Button, new() { Name = "Errors only" }).ClickAsync();
        await Expect(Page.Locator(".activity")).ToHaveCountAsync(1);
        await Page.Keyboard.PressAsync("/");
        await Page.Keyboard.TypeAsync("Ana");
        await Page.WaitForURLAsync(url => url.Contains("q=Ana", StringComparison.Ordinal));
        await Page.ReloadAsync();
        await Expect(Page.Locator(".activity")).ToHaveCountAsync(1);

        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "JSON lines" }).ClickAsync());
        var line = Assert.Single((await File.ReadAllLinesAsync((await download.PathAsync())!, Cancel)));
        Assert.Equal(("uniqueness", 409), (JsonNode.Parse(line)!["scimType"]!.GetValue<string>(), JsonNode.Parse(line)!["status"]!.GetValue<int>()));
        Assert.EndsWith(".jsonl", download.SuggestedFilename, StringComparison.Ordinal);
        var audit = (await App.Get<IAuditStore>().ListAsync(new AuditFilter(made.Connection.Tenant), default, 1, Cancel))[0].Entry;
        Assert.Equal(("activity.export", "jsonl errors=yes text", "Mara Quinn"), (audit.Action, audit.Target, audit.Actor.Name));
    }

    [Fact]
    public async Task Export_is_for_those_who_may_see_the_connection()
    {
        await App.Get<TenantService>().CreateAsync(TestApp.Operator, "harbor-lane", "Harbor & Lane Architects", Cancel);
        await App.Get<TenantService>().CreateAsync(TestApp.Operator, "keystone-structural", "Keystone Structural", Cancel);
        var made = await App.ConnectionAsync("harbor-lane");
        var address = $"{Origin}/connections/{made.Connection.Id}/activity/export?format=csv";
        Assert.Contains("/signin", (await Page.Context.APIRequest.GetAsync(address)).Url, StringComparison.Ordinal);
        await SignInAsync("Jonas Keller");
        Assert.Equal(404, (await Page.Context.APIRequest.GetAsync(address)).Status);
        await Page.Context.ClearCookiesAsync();
        await SignInAsync("Mara Quinn");
        Assert.Equal(400, (await Page.Context.APIRequest.GetAsync(address.Replace("csv", "xml", StringComparison.Ordinal))).Status);
        var answer = await Page.Context.APIRequest.GetAsync(address);
        Assert.Equal((200, "text/csv; charset=utf-8", "no-store"), (answer.Status, answer.Headers["content-type"], answer.Headers["cache-control"]));
        Assert.StartsWith("\uFEFFtime,client,what,", Encoding.UTF8.GetString(await answer.BodyAsync()), StringComparison.Ordinal);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/scim+json");
}
