using System.Net.Http.Json;
using Microsoft.Playwright;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.Saml;
using static Microsoft.Playwright.Assertions;

namespace Pirros.Admin.Tests.E2E;

/// <summary>The page of single sign-on in each of its states: reached by the keyboard and by a screen reader, in both themes, wide and narrow, in both languages; and what an admin does on it.</summary>
[Collection(PortalTest.OneClipboard)]
public sealed class SingleSignOnPageTests(Browser browser) : PortalTest(browser)
{
    private static readonly Actor Mara = new(ActorKind.TenantAdmin, "demo|mara-quinn", "Mara Quinn", new TenantId("harbor-lane"));
    private TestConnection _made = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ConnectionId Id => _made.Connection.Id;

    private SamlService Saml => App.Get<SamlService>();

    [Fact]
    public async Task Admin_sets_the_provider_looks_at_tests_and_lets_a_group_in()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var provider = new SamlProvider(from: now.AddDays(-1), until: now.AddYears(2));
        _made = await App.ConnectionAsync("harbor-lane");
        await FillAsync();
        await SignInAsync("Mara Quinn", $"/connections/{Id}/sso");
        await LookAsync("sso-empty", Page.GetByText("Nothing is known of the identity provider yet"));

        // By hand: first something that is none, then what is.
        await Page.GetByRole(AriaRole.Button, new() { Name = "Set identity provider" }).ClickAsync();
        await LookAsync("sso-dialog-provider", Page.GetByRole(AriaRole.Button, new() { Name = "Check" }));
        await Page.GetByText("By its values").ClickAsync();
        await Page.GetByLabel("Microsoft Entra Identifier").FillAsync(SamlProvider.Issuer);
        await Page.GetByLabel("Login URL").FillAsync("https://sts.example.test/sso");
        await Page.GetByLabel("Or paste the certificate").FillAsync("-----BEGIN PRIVATE KEY-----");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await LookAsync("sso-dialog-wrong", Page.GetByRole(AriaRole.Alert).Last);
        Assert.Null(await Saml.FindAsync(Mara, Id, Cancel));
        await Page.GetByLabel("Or paste the certificate").FillAsync(Convert.ToBase64String(provider.Der));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await LookAsync("sso-dialog-understood", Page.GetByText("This was understood. Nothing is changed yet."));
        Assert.Null(await Saml.FindAsync(Mara, Id, Cancel));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Use this" }).ClickAsync();
        await Expect(Page.GetByText("Not tested yet")).ToBeVisibleAsync();

        // What comes is shown without anything being done for it.
        await RespondAsync(provider, "ana@harborlane.example", xml => xml.Replace($"<saml:Audience>{_made.Connection.EntityId}<", $"<saml:Audience>{_made.Connection.EntityId}/<", StringComparison.Ordinal));
        var good = await RespondAsync(provider, "ana@harborlane.example");
        await Expect(Page.GetByText("Test passed")).ToBeVisibleAsync();
        await Page.GotoAsync($"{Origin}/connections/{Id}/sso?result={good.Id}");
        await LookAsync("sso-tested", Page.Locator(".sso-result[open]").GetByText("In the directory", new() { Exact = true }));
        await Page.Locator(".sso-result > summary", new() { HasText = "Refused" }).ClickAsync();
        await LookAsync("sso-refused", Page.Locator("mark.differs").First);
        Assert.Equal("/", await Page.Locator("mark.differs").First.InnerTextAsync());

        await Page.GetByLabel("Error page, message or response").FillAsync("AADSTS50105: Your administrator has configured the application to block users.");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();
        await Expect(Page.GetByText("AADSTS50105", new() { Exact = true })).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "Choose the admins' group" }).ClickAsync();
        await Page.GetByText("IT admins").ClickAsync();
        await LookAsync("sso-dialog-group", Page.GetByRole(AriaRole.Button, new() { Name = "Let them in" }));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Let them in" }).ClickAsync();
        await LookAsync("sso-group", Page.GetByText("Members of this group may sign in:"));

        await Page.GotoAsync($"{Origin}/language/de?returnUrl={Uri.EscapeDataString($"/connections/{Id}/sso")}");
        await LookAsync("sso-de", Page.GetByText("Mitglieder dieser Gruppe können sich anmelden:"));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Abschalten", Exact = true }).Last.ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Abschalten" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Null((await Saml.FindAsync(Mara, Id, Cancel))!.AdminGroup);
    }

    [Fact]
    public async Task Support_sees_what_came_without_names_and_changes_nothing()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var provider = new SamlProvider(from: now.AddDays(-1), until: now.AddDays(20));
        _made = await App.ConnectionAsync("harbor-lane");
        await FillAsync();
        await Saml.TakeByHandAsync(Mara, Id, SamlProvider.Issuer, "https://sts.example.test/sso", provider.Der, Cancel);
        var result = await RespondAsync(provider, "ana@harborlane.example");
        await SignInAsync("Samira Okafor", $"/connections/{Id}/sso?result={result.Id}");
        await LookAsync("sso-support", Page.Locator(".sso-result[open]").GetByText("In the directory", new() { Exact = true }));
        Assert.DoesNotContain("ana@harborlane.example", await Page.ContentAsync(), StringComparison.Ordinal);
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Add certificate" })).ToHaveCountAsync(0);
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Certificates_to_come_and_turned_down_and_a_pasted_response_are_shown()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var provider = new SamlProvider(from: now.AddDays(-1), until: now.AddDays(20));
        using var next = new SamlProvider(from: now.AddDays(-1), until: now.AddYears(2));
        using var later = new SamlProvider(from: now.AddDays(3), until: now.AddYears(2));
        using var other = new SamlProvider(from: now.AddDays(-1), until: now.AddYears(1));
        _made = await App.ConnectionAsync("harbor-lane");
        await FillAsync();
        await Saml.TakeByHandAsync(Mara, Id, SamlProvider.Issuer, "https://sts.example.test/sso", provider.Der, Cancel);
        await Saml.SetOptionsAsync(Mara, Id, allowUnsolicited: true, allowSha1: false, Cancel);
        await App.Get<ISamlStore>().ChangeAsync(Id, settings => settings! with { Offered = [Shown(next), Shown(later), Shown(other)] }, null, Cancel);
        await SignInAsync("Mara Quinn", $"/connections/{Id}/sso");
        await LiveAsync();
        await Page.GetByLabel($"Ignore the certificate {Shown(other).Certificate.Thumbprint}").ClickAsync();
        await Expect(Page.GetByText("Turned down", new() { Exact = true })).ToBeVisibleAsync();
        await Page.GetByLabel($"Take it: the certificate {Shown(later).Certificate.Thumbprint}").ClickAsync();
        await Expect(Page.GetByText("Not yet valid", new() { Exact = true })).ToBeVisibleAsync();
        var replyUrl = App.Get<ConnectionValueBuilder>().Build(_made.Connection, Origin).ReplyUrl;
        await Page.GetByLabel("Error page, message or response").FillAsync(SamlProvider.Encode(provider.Signed(SamlProvider.Plain(_made.Connection.EntityId, replyUrl, null, now, "ana@harborlane.example", "_pasted"))));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();
        await LookAsync("sso-certificates", Page.GetByText("Design, Admins"));

        TrustedCertificate Shown(SamlProvider of) => new(Admin.Saml.Protocol.SigningCertificate.OfDer(of.Der), now);
    }

    [Fact]
    public async Task What_is_pasted_may_be_longer_than_one_message_of_the_browser()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var provider = new SamlProvider(from: now.AddDays(-1), until: now.AddYears(2));
        _made = await App.ConnectionAsync("harbor-lane");
        await SignInAsync("Mara Quinn", $"/connections/{Id}/sso");
        await LiveAsync();

        // A page of the provider with everything that stands around the one line that counts.
        await Page.GetByLabel("Error page, message or response").FillAsync($"<html>{new string('é', 200_000)}<p>AADSTS50105: not assigned</p></html>");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();
        await Expect(Page.GetByText("AADSTS50105", new() { Exact = true })).ToBeVisibleAsync();

        // Metadata of a provider that describes much else too.
        await Page.GetByRole(AriaRole.Button, new() { Name = "Set identity provider" }).ClickAsync();
        await Page.GetByText("By a metadata file").ClickAsync();
        await Page.GetByLabel("Or paste the metadata").FillAsync(provider.Metadata().Replace("<md:IDPSSODescriptor", $"<!-- {new string('x', 200_000)} --><md:IDPSSODescriptor", StringComparison.Ordinal));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Expect(Page.GetByText("This was understood. Nothing is changed yet.")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Use this" }).ClickAsync();
        await Expect(Page.GetByText("Not tested yet")).ToBeVisibleAsync();
        Assert.Equal(SamlProvider.Issuer, (await Saml.FindAsync(Mara, Id, Cancel))!.Issuer);
    }

    private async Task FillAsync()
    {
        using var scim = App.ScimClient(_made);
        using var ana = await scim.PostAsJsonAsync("Users", new { userName = "ana@harborlane.example", displayName = "Ana Lima" }, Cancel);
        var id = System.Text.Json.Nodes.JsonNode.Parse(await ana.Content.ReadAsStringAsync(Cancel))!["id"]!.GetValue<string>();
        (await scim.PostAsJsonAsync("Groups", new { displayName = "IT admins", members = new[] { new { value = id } } }, Cancel)).Dispose();
    }

    /// <summary>What comes of a test of Mara's, as the provider answers it.</summary>
    private async Task<SamlResult> RespondAsync(SamlProvider provider, string nameId, Func<string, string>? change = null)
    {
        var start = await App.Get<SignInRequests>().TestAsync(Mara, Id, Origin, null, Cancel);
        var request = SignOnSteps.RequestOf(new Uri(start.Url));
        var replyUrl = App.Get<ConnectionValueBuilder>().Build(_made.Connection, Origin).ReplyUrl;
        var plain = SamlProvider.Plain(_made.Connection.EntityId, replyUrl, request, TimeProvider.System.GetUtcNow(), nameId, $"_a{Guid.CreateVersion7():N}");
        var taken = await App.Get<AssertionConsumer>().TakeAsync(Id, SamlProvider.Encode(provider.Signed(change is null ? plain : change(plain))), Origin, start.Browser, Cancel);
        await App.Get<AssertionConsumer>().RecordAsync(taken!, Cancel);
        return taken!.Result;
    }

    private async Task LookAsync(string name, ILocator shown) => await PageLook.TakeAsync(Page, name, shown);
}
