using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Pirros.Admin.Connections;
using Pirros.Admin.Downstream;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.Downstream;

namespace Pirros.Admin.Tests.E2E;

/// <summary>
/// Every page in both themes, wide and narrow: axe finds nothing, nothing sticks out sideways, no console error, no other host. With <c>PIRROS_SCREENSHOTS</c> set to a
/// folder, a picture of each is left there; those in <c>docs/images</c> are made that way.
/// </summary>
public sealed class PagesTests(Browser browser) : PortalTest(browser)
{
    [Fact]
    public async Task Every_page_is_accessible_and_fits_in_both_themes_wide_and_narrow()
    {
        var (connection, okta) = await HarborLane.FillAsync(App, Origin);
        await LookAsync("sign-in", "/signin");
        await SignInAsync("Mara Quinn");
        await LookAsync("connections", "/connections", "Head office");
        await LookAsync("connection", $"/connections/{connection}", "deactivated Henrik Sørensen");
        await LookAsync("preflight", $"/connections/{connection}/preflight", "Run the pre-flight");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Run the pre-flight" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Everything that Microsoft Entra ID sends works on this connection.")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Deactivates the user" }).ClickAsync();
        await LookAsync("preflight-done", Page.GetByText("Everything that Microsoft Entra ID sends works on this connection."));
        await LookAsync("guide", $"/connections/{connection}/guide", "What arrived of the five attributes");
        await LookAsync("guide-okta", $"/connections/{okta}/guide?form=catalogue", "Browse App Catalog");
        await LookAsync("activity", $"/connections/{connection}/activity", "deactivated Henrik Sørensen");
        foreach (var row in new[] { "deactivated Henrik", "could not create ana" })
            await Page.Locator(".activity-summary", new() { HasText = row }).ClickAsync();
        await Page.EvaluateAsync("scrollTo(0, 0)");
        await LookAsync("activity-open", Page.GetByText("Body, without passwords").First);
        await LookAsync("activity-nothing", $"/connections/{connection}/activity?q=nobody&last=24h", "No request matches");
        await LookAsync("deactivations", $"/connections/{connection}/deactivations", "Henrik Sørensen");
        await LookAsync("deactivations-none", $"/connections/{okta}/deactivations", "Nobody was deactivated");
        await OpenAndLookAsync("brake", "Change", "Save");
        await HarborLane.HoldAsync(App, Origin, okta);
        await LookAsync("deactivations-held", $"/connections/{okta}/deactivations", "people wait, and are still active");
        await OpenAndLookAsync("release-all", "Release all", "Release");
        await OpenAndLookAsync("reject", "Reject Sanna", "Reject", exact: false);
        await LookAsync("connection-held", $"/connections/{okta}", "deactivations wait for a decision");
        await LookAsync("users", $"/connections/{connection}/users", "Henrik Sørensen");
        await LookAsync("users-no-match", $"/connections/{connection}/users?q=zoe", "Nobody matches");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Show all users" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Henrik Sørensen" }).ClickAsync();
        await LookAsync("user", Page.GetByText("Why this person is inactive"));
        await LookAsync("groups", $"/connections/{connection}/groups", "Waterfront studio");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Waterfront studio" }).ClickAsync();
        await LookAsync("group", Page.GetByRole(AriaRole.Link, new() { Name = "Ana Lima" }));
        await LookAsync("user-not-found", $"/connections/{connection}/users/nobody", "This user can't be shown");
        await LookAsync("not-found", "/connections/con-0000000000000000", "This connection can't be shown");
        await Page.GotoAsync($"{Origin}/connections/{connection}");
        await OpenAndLookAsync("rotate", "Rotate", "Rotate token");
        await LookAtLimitsAsync();
        await OpenAndLookAsync("revoke", "Revoke", "Revoke token", exact: false);
        await OpenAndLookAsync("rename", "Rename", "Cancel");
        await OpenAndLookAsync("remove-attribute", "Remove badgeNumber", "Remove attribute");
        await OpenAndLookAsync("remove-schema", "Remove schema", "Remove schema", exact: false);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add attributes" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add another attribute" }).ClickAsync();
        await LookAsync("dialog-add-attributes", Page.GetByRole(AriaRole.Button, new() { Name = "Add 2 attributes" }));
        await Page.Keyboard.PressAsync("Escape");
        await OpenAndLookAsync("switch-off", "Switch off", "Cancel");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rotate", Exact = true }).First.ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rotate token" }).ClickAsync();
        await LookAsync("dialog-secret", Page.GetByRole(AriaRole.Button, new() { Name = "I have copied it" }));
        await Page.GetByRole(AriaRole.Button, new() { Name = "I have copied it" }).ClickAsync();
        await LookAsync("connection-two-tokens", Page.GetByText("Grace period"));
        await LookAsync("audit", "/audit", "Mara Quinn");
        await LookAsync("connection-audit", $"/connections/{connection}/audit?kind=token", "Mara Quinn");
        await LookAsync("audit-none", "/audit?from=2020-01-01&until=2020-01-02", "No entry matches");
        await LookAtLinkAsync(connection);
        await LookAsync("denied", "/support", "You don't have access to this page");
        await SignOutAsync();
        await SignInAsync("Jonas Keller");
        await LookAsync("connections-empty", "/connections", "Connect your identity provider");
        await OpenAndLookAsync("create", "Create a connection", "Create connection");
        await SignOutAsync();
        await SignInAsync("Samira Okafor");
        await LookAsync("support", "/support", "Harbor & Lane Architects");
        await LookAsync("audit-support", "/audit", "keystone-structural");
        await LookAsync("deactivations-masked", $"/connections/{okta}/deactivations", "Only the firm's own admins");
        await LookAsync("users-masked", $"/connections/{connection}/users", "Names and addresses are masked");
        await LookAsync("connection-support", $"/connections/{connection}", "For a support ticket");
        await OpenAndLookAsync("rotate-support", "Rotate", "Make link");
    }

    private async Task LookAtLimitsAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Change the limits of" }).First.ClickAsync();
        await Page.GetByLabel("Allowed addresses (optional)").FillAsync("20.190.128.0/18\n40.126.0.0/18\n127.0.0.0/8\n2603:1006:2000::/48");
        await LookAsync("dialog-limits", Page.GetByRole(AriaRole.Button, new() { Name = "Save limits" }));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save limits" }).ClickAsync();
        await LookAsync("connection-limits", Page.GetByText("4 address ranges"));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rotate", Exact = true }).First.ClickAsync();
        await Page.GetByText("Advanced: OAuth 2.0").ClickAsync();
        await Page.GetByText("OAuth 2.0 client credentials", new() { Exact = true }).ClickAsync();
        await LookAsync("dialog-rotate-advanced", Page.GetByRole(AriaRole.Button, new() { Name = "Rotate token" }));
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Page_of_events_is_accessible_and_fits_in_both_themes_wide_and_narrow()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = async (received, http) =>
        {
            http.Response.StatusCode = received.Name?.StartsWith("ana", StringComparison.Ordinal) == true ? 500 : 204;
            if (http.Response.StatusCode == 500)
                await http.Response.WriteAsync("<h1>Internal error</h1> the account service is not reachable");
        };
        await HarborLane.FillAsync(App, Origin);
        await SignInAsync("Mara Quinn");
        await LookAsync("events-empty", "/downstream", "Nobody gets events yet");
        await OpenAndLookAsync("add-subscriber", "Add a subscriber", "Add");
        var service = App.Get<SubscriberService>();
        var tenant = new TenantId("harbor-lane");
        await service.CreateAsync(TestApp.Operator, tenant, "Product accounts", receiver.Url, TestContext.Current.CancellationToken);
        await service.CreateAsync(TestApp.Operator, tenant, "Nightly billing export of the Copenhagen and Hamburg studios", null, TestContext.Current.CancellationToken);
        using (var scim = App.ScimClient(await App.ConnectionAsync("harbor-lane")))
        {
            foreach (var name in new[] { "ana.lima", "jonas.weber", "a.person.with.a.very.long.name.of.the.copenhagen.waterfront.studio", "mei.tanaka" })
                (await scim.PostAsJsonAsync("Users", new { userName = $"{name}@harborlane.example" }, TestContext.Current.CancellationToken)).Dispose();
        }

        await receiver.WaitAsync(4);
        await LookAsync("events", "/downstream", "user.created");
        await OpenAndLookAsync("replay", "Send again", "Cancel");
        await OpenAndLookAsync("pause", "Pause", "Cancel");
        await SignOutAsync();
        await SignInAsync("Samira Okafor");
        await LookAsync("events-choose", "/downstream", "The short name of the firm");
        await LookAsync("events-support", "/tenants/harbor-lane/downstream", "user.created");
    }

    private async Task LookAtLinkAsync(ConnectionId connection)
    {
        await Page.GotoAsync($"{Origin}/connections/{connection}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        await LookAsync("dialog-make-link", Page.GetByRole(AriaRole.Button, new() { Name = "Make link" }));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Make link" }).ClickAsync();
        var value = Page.GetByRole(AriaRole.Textbox, new() { Name = "link", Exact = true });
        await LookAsync("dialog-link", value);
        var link = new Uri(await value.InnerTextAsync()).AbsolutePath;
        await Page.GetByRole(AriaRole.Button, new() { Name = "I have sent or copied it" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Revoke pscim_" }).Last.ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Revoke token", Exact = true }).ClickAsync();
        await LookAsync("hand-off", link, "Show the Secret Token");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Show the Secret Token" }).ClickAsync();
        await LookAsync("hand-off-secret", Page.GetByText("Copy it now."));
        await LookAsync("hand-off-taken", link, "It was taken from this link");
        await LookAsync("connection-link", $"/connections/{connection}", "Secret taken");
        await LookAsync("hand-off-ended", "/hand-off/unknown", "This link opens nothing");
        await OpenAndLookAtRevokeAsync(connection);
    }

    private async Task OpenAndLookAtRevokeAsync(ConnectionId connection)
    {
        await Page.GotoAsync($"{Origin}/connections/{connection}");
        await OpenAndLookAsync("revoke-link", "Revoke the link", "Revoke link", exact: false);
    }

    private async Task LookAsync(string name, string path, string? shows = null)
    {
        await Page.GotoAsync(Origin + path);
        await LookAsync(name, shows is null ? Page.Locator("h1") : Page.GetByText(shows).First);
    }

    private async Task OpenAndLookAsync(string name, string button, string action, bool exact = true)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = exact }).First.ClickAsync();
        await LookAsync($"dialog-{name}", Page.GetByRole(AriaRole.Button, new() { Name = action, Exact = true }));
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private Task LookAsync(string name, ILocator shown) => PageLook.TakeAsync(Page, name, shown);

    private async Task SignOutAsync() => await Page.Context.ClearCookiesAsync();
}
