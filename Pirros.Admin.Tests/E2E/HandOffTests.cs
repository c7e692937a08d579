using Microsoft.Playwright;
using Pirros.Admin.Connections;
using static Microsoft.Playwright.Assertions;

namespace Pirros.Admin.Tests.E2E;

/// <summary>Both sides of a hand-off: an admin makes a link, a colleague without an account opens it in another browser, takes the secret and syncs with it.</summary>
[Collection(PortalTest.OneClipboard)]
public sealed class HandOffTests(Browser browser) : PortalTest(browser)
{
    private readonly Browser _browser = browser;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Colleague_opens_a_link_takes_the_secret_once_and_finds_nothing_once_it_is_revoked()
    {
        var made = await App.ConnectionAsync("harbor-lane");
        await SignInAsync("Mara Quinn", $"/connections/{made.Connection.Id}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Make link" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Img, new() { Name = "QR code of the link" })).ToBeVisibleAsync();
        var link = await CopyAsync(Page.GetByRole(AriaRole.Region, new() { Name = "New link" }).GetByRole(AriaRole.Button, new() { Name = "Copy" }));
        Assert.StartsWith($"{Origin}/hand-off/", link, StringComparison.Ordinal);
        await Page.GetByRole(AriaRole.Button, new() { Name = "I have sent or copied it" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        var row = Page.Locator(".hand-offs article");
        await Expect(row).ToContainTextAsync("Not opened");
        Assert.DoesNotContain(link[^43..], await Page.ContentAsync(), StringComparison.Ordinal);

        await using var context = await _browser.NewContextAsync();
        var colleague = await context.NewPageAsync();
        await colleague.GotoAsync(link);
        await Expect(colleague.GetByRole(AriaRole.Textbox, new() { Name = "Tenant URL" }).First).ToHaveTextAsync($"{Origin}/scim/v2/connections/{made.Connection.Id}");
        Assert.Empty(await Axe.ViolationsAsync(colleague));
        await Expect(row).ToContainTextAsync("1 time");

        // The form of the console is chosen without the server, so that looking at the other is no further opening.
        var (automatic, other) = (colleague.Locator(".step-part", new() { HasText = "Set Provisioning Mode to Automatic." }), colleague.Locator(".step-part", new() { HasText = "then choose New configuration." }));
        await Expect(automatic).ToBeVisibleAsync();
        await Expect(other).ToBeHiddenAsync();
        await colleague.GetByRole(AriaRole.Radio, new() { Name = "New configuration" }).CheckAsync();
        await Expect(other).ToBeVisibleAsync();
        await Expect(automatic).ToBeHiddenAsync();
        await colleague.GetByRole(AriaRole.Link, new() { Name = "Shown once, at the top of this page" }).ClickAsync();
        await Expect(row).ToContainTextAsync("1 time");

        // Pressed twice in a row, as people do: the second must not throw the answer to the first away.
        await colleague.GetByRole(AriaRole.Button, new() { Name = "Show the Secret Token" }).DblClickAsync();
        var secret = await colleague.GetByRole(AriaRole.Textbox, new() { Name = "Secret Token" }).InnerTextAsync();
        Assert.Empty(await Axe.ViolationsAsync(colleague));
        using (var entra = App.ScimClient(made with { Secret = secret }))
        using (var answer = await entra.GetAsync("Users?count=1", Cancel))
            Assert.Equal(200, (int)answer.StatusCode);
        await Expect(row).ToContainTextAsync("Secret taken");
        await Expect(Page.GetByText("Grace period")).ToBeVisibleAsync();

        await colleague.GotoAsync(link);
        await Expect(colleague.GetByText("It was taken from this link")).ToContainTextAsync("127.0.0.1");
        await Expect(colleague.GetByRole(AriaRole.Button, new() { Name = "Show the Secret Token" })).ToHaveCountAsync(0);
        Assert.DoesNotContain(secret, await colleague.ContentAsync(), StringComparison.Ordinal);

        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Revoke link" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await colleague.GotoAsync(link);
        await Expect(colleague.GetByRole(AriaRole.Heading, new() { Name = "This link opens nothing" })).ToBeVisibleAsync();
        await App.Get<ConnectionService>().RenameAsync(TestApp.Operator, made.Connection.Id, "Written last", Cancel);
        Assert.DoesNotContain(App.Log.Lines, line => line.Contains(link[^43..], StringComparison.Ordinal) || line.Contains(secret, StringComparison.Ordinal));
    }
}
