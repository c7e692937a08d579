using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Pirros.Admin.Connections;
using static Microsoft.Playwright.Assertions;

namespace Pirros.Admin.Tests.E2E;

/// <summary>An admin declares attributes on the page with the keyboard alone, and what the identity provider then sends of them is kept.</summary>
[Collection(PortalTest.OneClipboard)]
public sealed class CustomAttributeTests(Browser browser) : PortalTest(browser)
{
    private const string Urn = "urn:ietf:params:scim:schemas:extension:keystone-structural:2.0:User";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Attribute_declared_on_the_page_is_kept_when_it_is_sent_and_shown_until_it_is_removed()
    {
        var made = await App.ConnectionAsync("keystone-structural", IdentityProvider.Okta);
        await SignInAsync("Jonas Keller", $"/connections/{made.Connection.Id}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add attributes" }).ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Attribute name").FillAsync("badgeNumber");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add another attribute" }).PressAsync("Enter");
        var second = dialog.GetByRole(AriaRole.Group, new() { Name = "Attribute 2" });
        await Expect(second.GetByLabel("Attribute name")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("floor");
        await ChooseTypeAsync("integer");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add 2 attributes" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        Assert.Equal("badgeNumber", await CopyAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Copy External name of badgeNumber" })));
        Assert.Equal(Urn, await CopyAsync(Page.GetByRole(AriaRole.Button, new() { Name = $"Copy External namespace {Urn}" })));

        using var okta = App.ScimClient(made);
        var created = await CreateAsync(okta, "luis@keystone.example");
        Assert.Equal("""{"badgeNumber":"KS-12","floor":3}""", created[Urn]!.ToJsonString());
        await Expect(Page.GetByText("Created luis@keystone.example")).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "Remove floor" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Remove attribute" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Remove floor" })).ToHaveCountAsync(0);
        var undo = Page.GetByRole(AriaRole.Button, new() { Name = "Undo" });
        await Expect(undo).ToBeVisibleAsync();
        await AssertAccessibleAsync();
        await undo.ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Remove floor" })).ToBeVisibleAsync();
    }

    private async Task ChooseTypeAsync(string type)
    {
        // By the keyboard, from the name on.
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
        var option = Page.GetByRole(AriaRole.Option, new() { Name = type });
        await Expect(option).ToBeVisibleAsync();
        await AssertAccessibleAsync();
        await option.ClickAsync();
        await Expect(option).ToBeHiddenAsync();
    }

    private async Task AssertAccessibleAsync()
    {
        await SettledAsync();
        Assert.Empty(await Axe.ViolationsAsync(Page));
    }

    private static async Task<JsonNode> CreateAsync(HttpClient client, string userName)
    {
        var body = $$$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","{{{Urn}}}"],"userName":"{{{userName}}}","{{{Urn}}}":{"badgeNumber":"KS-12","floor":3}}""";
        using var response = await client.PostAsync("Users", new StringContent(body, Encoding.UTF8, "application/scim+json"), Cancel);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;
    }
}
