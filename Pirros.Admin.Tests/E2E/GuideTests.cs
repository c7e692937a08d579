using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pirros.Admin.Tests.E2E;

/// <summary>An admin follows Entra's guide beside the portal of Azure, and watches it tick.</summary>
[Collection(PortalTest.OneClipboard)]
public sealed class GuideTests(Browser browser) : PortalTest(browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guide_ticks_itself_while_entra_sends_and_is_ticked_by_hand_where_it_cannot_see()
    {
        var made = await App.ConnectionAsync("harbor-lane");
        await SignInAsync("Mara Quinn", $"/connections/{made.Connection.Id}");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Open the guide" }).ClickAsync();
        var rail = Page.GetByRole(AriaRole.Navigation, new() { Name = "Steps" });
        await Expect(rail.GetByText("0 of 17 steps done")).ToBeVisibleAsync();
        Assert.Equal(made.Connection.EntityId, await CopyAsync(Page.Locator("#entra-saml").GetByRole(AriaRole.Button, new() { Name = "Copy Identifier (Entity ID)" })));
        Assert.Equal($"{Origin}/scim/v2/connections/{made.Connection.Id}", await CopyAsync(Page.Locator("#entra-credentials").GetByRole(AriaRole.Button, new() { Name = "Copy Tenant URL" })));

        // By the keyboard; the focus stays in the step.
        await Page.GetByRole(AriaRole.Button, new() { Name = "Mark as done: Create the enterprise application" }).PressAsync("Enter");
        await Expect(Page.Locator("#entra-app").GetByText("Ticked by Mara Quinn")).ToBeVisibleAsync();

        using var entra = App.ScimClient(made);
        await entra.GetAsync($"Users?filter=userName+eq+\"{Guid.CreateVersion7()}\"", Cancel);
        await Expect(Page.Locator("#entra-credentials").GetByText("Test Connection arrived")).ToBeVisibleAsync();
        await Expect(Page.Locator("#entra-credentials")).ToContainTextAsync("Proved");
        await entra.GetAsync("Users?filter=userName+eq+\"ana@harborlane.example\"", Cancel);
        await Expect(Page.Locator("#entra-assign")).ToContainTextAsync("Proved");
        await entra.PostAsync("Users", Json("""{"userName":"ana@harborlane.example","name":{"givenName":"Ana","familyName":"Lima"},"mail":"ana@harborlane.example","active":"True"}"""), Cancel);
        await Expect(Page.Locator("#entra-start").GetByText("Created ana@harborlane.example")).ToBeVisibleAsync();
        await Expect(Page.Locator("#entra-mapping-work-email")).ToContainTextAsync("Microsoft Entra ID sends mail, which is no attribute of a SCIM user");
        await Expect(rail.GetByText("8 of 17 steps done")).ToBeVisibleAsync();

        await Page.GetByText("New configuration", new() { Exact = true }).ClickAsync();
        await Expect(Page.Locator("#entra-provisioning")).ToContainTextAsync("choose New configuration");
        await rail.GetByRole(AriaRole.Link, new() { Name = "Start provisioning" }).ClickAsync();
        await Expect(Page.Locator("#entra-start")).ToBeInViewportAsync();
        Assert.EndsWith("/guide?form=configuration#entra-start", Page.Url, StringComparison.Ordinal);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Connections" }).First.ClickAsync();
        await Expect(Page.GetByText("Setup 8 of 17")).ToBeVisibleAsync();
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/scim+json");
}
