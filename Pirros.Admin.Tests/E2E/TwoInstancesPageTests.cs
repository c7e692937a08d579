using System.Net.Http.Headers;
using System.Text;
using Microsoft.Playwright;
using Pirros.Admin.Tests.Processes;
using Pirros.Admin.Tests.Storage;
using static Microsoft.Playwright.Assertions;

namespace Pirros.Admin.Tests.E2E;

/// <summary>A page that is open while the instance that holds it is replaced comes back on the other by itself, with its reader signed in and what it shows up to date.</summary>
[Collection(PortalTest.OneClipboard)]
public sealed class TwoInstancesPageTests(Browser browser, PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_page_goes_on_when_its_instance_stops()
    {
        await using var two = await TwoInstances.StartAsync(server, Cancel, ("Stop__Finish", "00:05:00"));
        var made = await two.ConnectionAsync("harbor-lane");
        var id = made["connectionId"]!.GetValue<string>();
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        await page.GotoAsync($"{two.Address}/signin?returnUrl={Uri.EscapeDataString($"/connections/{id}/activity")}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mara Quinn" }).ClickAsync();
        await Expect(page.GetByText("No request has arrived yet").Last).ToBeVisibleAsync();

        // Whichever instance answers the provider, the page shows it.
        foreach (var place in new[] { 0, 1 })
        {
            await CreateAsync(two[place].Address, made, $"Person {place}");
            await Expect(page.GetByText($"created Person {place}")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        }

        var holder = (await context.CookiesAsync()).First(cookie => cookie.Name == "pirros-instance").Value == "a" ? 0 : 1;
        // Open pages are let go, and not waited for until Stop:Finish.
        Assert.Equal(0, await two[holder].StopAsync(Cancel));
        await CreateAsync(two[1 - holder].Address, made, "Person after");
        await Expect(page.GetByText("created Person after")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.Contains($"/connections/{id}/activity", page.Url, StringComparison.Ordinal);
    }

    private static async Task CreateAsync(string origin, System.Text.Json.Nodes.JsonNode made, string name)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"{origin}/scim/v2/connections/{made["connectionId"]!.GetValue<string>()}/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made["secretToken"]!.GetValue<string>());
        using var body = new StringContent($$"""{"userName":"{{name.Replace(' ', '.')}}@harborlane.example","displayName":"{{name}}"}""", Encoding.UTF8, "application/scim+json");
        using var answer = await client.PostAsync("Users", body, Cancel);
        answer.EnsureSuccessStatusCode();
    }
}
