using System.Text;
using Microsoft.Playwright;
using Pirros.Admin.Connections;
using static Microsoft.Playwright.Assertions;

namespace Pirros.Admin.Tests.E2E;

[Collection(PortalTest.OneClipboard)]
public sealed class SecretTests(Browser browser) : PortalTest(browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rotated_secret_is_nowhere_once_its_dialog_is_closed()
    {
        var made = await App.ConnectionAsync("harbor-lane");
        await SignInAsync("Mara Quinn", $"/connections/{made.Connection.Id}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rotate", Exact = true }).First.ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rotate token" }).ClickAsync();
        var secret = await CopyAsync(Page.GetByRole(AriaRole.Region, new() { Name = "New Secret Token" }).GetByRole(AriaRole.Button, new() { Name = "Copy" }));
        await Page.GetByRole(AriaRole.Button, new() { Name = "I have copied it" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(Page.GetByText("Grace period")).ToBeVisibleAsync();

        // Used with a body that holds a password, by a wrong token too: what a log or the database could keep of it.
        using var client = new HttpClient();
        foreach (var token in new[] { secret, made.Secret, secret[..^1] })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Origin}/scim/v2/connections/{made.Connection.Id}/Users")
            {
                Content = new StringContent("""{"userName":"ana@harborlane.example","password":"hunter2-dummy"}""", Encoding.UTF8, "application/scim+json"),
            };
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            using var response = await client.SendAsync(request, Cancel);
            Assert.DoesNotContain("hunter2", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        await Expect(Page.GetByText("Refused: the token was cut off")).ToBeVisibleAsync();
        var html = await Page.ContentAsync();
        await App.Get<ConnectionService>().RenameAsync(TestApp.Operator, made.Connection.Id, "Written last", Cancel);
        foreach (var hidden in new[] { secret, made.Secret, secret[18..61], made.Secret[18..61], "hunter2-dummy" })
        {
            Assert.DoesNotContain(hidden, html, StringComparison.Ordinal);
            Assert.DoesNotContain(App.Log.Lines, line => line.Contains(hidden, StringComparison.Ordinal));
            foreach (var file in System.IO.Directory.GetFiles(Path.GetDirectoryName(App.DatabaseFile)!, Path.GetFileName(App.DatabaseFile) + "*"))
                Assert.DoesNotContain(hidden, await ReadAsync(file), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(App.Log.Lines, line => line.Contains("ana@harborlane.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Copying_works_on_a_plain_http_origin_that_is_not_this_machine()
    {
        var made = await App.ConnectionAsync("harbor-lane");
        var origin = Origin.Replace("127.0.0.1", "portal.test", StringComparison.Ordinal);
        await Page.GotoAsync($"{origin}/signin?returnUrl=/connections/{made.Connection.Id}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Mara Quinn" }).ClickAsync();
        Assert.False(await Page.EvaluateAsync<bool>("isSecureContext"));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Copy Tenant URL", Exact = true }).ClickAsync();
        await Expect(Page.Locator("[data-copy-status]", new() { HasText = "Copied" }).First).ToBeVisibleAsync();

        // Pasted as a person would, since a page on plain http can't read the clipboard.
        await Page.EvaluateAsync("document.body.insertAdjacentHTML('beforeend', '<textarea id=\"paste\" aria-label=\"paste\"></textarea>')");
        await Page.Locator("#paste").FocusAsync();
        await Page.Keyboard.PressAsync("Control+V");
        Assert.Equal($"{origin}/scim/v2/connections/{made.Connection.Id}", await Page.Locator("#paste").InputValueAsync());
    }

    [Fact]
    public async Task Admin_of_another_tenant_is_shown_nothing_of_a_connection()
    {
        var made = await App.ConnectionAsync("harbor-lane");
        await App.TenantAsync("keystone-structural");
        await SignInAsync("Jonas Keller", $"/connections/{made.Connection.Id}");
        await Expect(Page.GetByText("This connection can't be shown")).ToBeVisibleAsync();
        Assert.DoesNotContain("urn:auth0", await Page.ContentAsync(), StringComparison.Ordinal);
        await Page.GotoAsync($"{Origin}/support");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).Not.ToHaveTextAsync("Support");
    }

    private static async Task<string> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(Cancel);
    }
}
