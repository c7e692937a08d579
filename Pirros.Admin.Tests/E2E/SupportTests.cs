using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pirros.Admin.Tests.E2E;

/// <summary>Support helps a firm without learning of its people or its secrets, until there is a reason for the one; for the other there is none.</summary>
[Collection(PortalTest.OneClipboard)]
public sealed class SupportTests(Browser browser) : PortalTest(browser)
{
    private readonly Browser _browser = browser;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Support_sees_masked_people_until_a_reason_is_given_and_takes_a_bundle_without_people_or_secrets()
    {
        var made = await App.ConnectionAsync("harbor-lane");
        await SyncAsync(made);
        var connection = $"/connections/{made.Connection.Id}";
        await SignInAsync("Samira Okafor", $"{connection}/activity");
        await Expect(Page.GetByText("A••• L•••").First).ToBeVisibleAsync();
        await SeesNobodyAsync();
        await Page.GotoAsync($"{Origin}{connection}/guide");
        await Expect(Page.GetByText("Proved").First).ToBeVisibleAsync();
        await SeesNobodyAsync();
        await Page.GotoAsync(Origin + connection);
        await Expect(Page.GetByText("A••• L•••").First).ToBeVisibleAsync();
        await SeesNobodyAsync();

        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.StartsWith($"support-{made.Connection.Id}-", download.SuggestedFilename, StringComparison.Ordinal);
        var bundle = await File.ReadAllTextAsync(await download.PathAsync(), Cancel);
        foreach (var personal in new[] { "ana", "lima", made.Secret, made.Secret[^20..] })
            Assert.DoesNotContain(personal, bundle, StringComparison.OrdinalIgnoreCase);
        using var json = JsonDocument.Parse(bundle);
        Assert.Equal(made.Connection.Id.Value, json.RootElement.GetProperty("connection").GetProperty("id").GetString());
        Assert.Contains("refused", json.RootElement.GetProperty("diagnosis").GetProperty("says").GetString(), StringComparison.Ordinal);
        Assert.Equal([409, 201, 200], json.RootElement.GetProperty("requests").EnumerateArray().Select(request => request.GetProperty("status").GetInt32()));
        var export = await Page.APIRequest.GetAsync($"{Origin}{connection}/activity/export?format=jsonl");
        Assert.DoesNotContain("lima", await export.TextAsync(), StringComparison.OrdinalIgnoreCase);

        await Page.GetByLabel("Reason").FillAsync("Ticket 4711: the caller asks about Ana");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Show personal data" }).ClickAsync();
        await Expect(Page.GetByText("Ana Lima").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Support_rotates_with_a_reason_and_only_an_admin_of_the_firm_gets_the_secret()
    {
        var made = await App.ConnectionAsync("harbor-lane");
        await SignInAsync("Samira Okafor", $"/connections/{made.Connection.Id}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rotate", Exact = true }).Last.ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync("Ticket 4711: the token was pasted into a chat");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make link" }).ClickAsync();
        var link = await CopyAsync(Page.GetByRole(AriaRole.Region, new() { Name = "New link" }).GetByRole(AriaRole.Button, new() { Name = "Copy" }));
        await Page.GetByRole(AriaRole.Button, new() { Name = "I have sent or copied it" }).ClickAsync();
        await Page.GotoAsync(link);
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "This link is for an admin of the firm" })).ToBeVisibleAsync();
        await Expect(Page.GetByText("You are signed in as Samira Okafor")).ToBeVisibleAsync();

        await using var context = await _browser.NewContextAsync();
        var admin = await context.NewPageAsync();
        await admin.GotoAsync(link);
        await admin.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Mara Quinn" }).ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Show the Secret Token" }).ClickAsync();
        var secret = await admin.GetByRole(AriaRole.Textbox, new() { Name = "Secret Token" }).InnerTextAsync();
        using var entra = App.ScimClient(made with { Secret = secret });
        using var answer = await entra.GetAsync("Users?count=1", Cancel);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.DoesNotContain(secret, await Page.ContentAsync(), StringComparison.Ordinal);
    }

    private async Task SyncAsync(TestConnection made)
    {
        using var entra = App.ScimClient(made);
        using (var match = await entra.GetAsync("Users?filter=userName%20eq%20%22ana.lima@harborlane.example%22", Cancel))
            Assert.Equal(200, (int)match.StatusCode);
        foreach (var status in new[] { 201, 409 })
        {
            using var body = new StringContent("""{"userName":"ana.lima@harborlane.example","displayName":"Ana Lima","name":{"givenName":"Ana","familyName":"Lima"},"active":true}""", Encoding.UTF8, "application/scim+json");
            using var answer = await entra.PostAsync("Users", body, Cancel);
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    private async Task SeesNobodyAsync()
    {
        var seen = await Page.ContentAsync();
        Assert.DoesNotContain("Lima", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ana.", seen, StringComparison.OrdinalIgnoreCase);
    }
}
