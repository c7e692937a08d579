using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.Saml;
using Pirros.Admin.Tests.Saml.Simple;
using static Microsoft.Playwright.Assertions;

namespace Pirros.Admin.Tests.E2E;

/// <summary>Single sign-on in a browser with an identity provider that nobody here wrote, which for the browser is another site: tested by an admin, and used to sign in to the portal.</summary>
[Collection(PortalTest.OneClipboard)]
public sealed class SingleSignOnTests(Browser browser) : PortalTest(browser), IAsyncLifetime
{
    private const string Ana = "ana@harborlane.example";
    private const string Ben = "ben@harborlane.example";
    private static readonly Actor Mara = new(ActorKind.TenantAdmin, "demo|mara-quinn", "Mara Quinn", new TenantId("harbor-lane"));

    private SimpleSamlPhp _provider = null!;
    private TestConnection _made = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ConnectionId Id => _made.Connection.Id;

    private SamlService Saml => App.Get<SamlService>();

    protected override bool IsExpected(Uri address) => base.IsExpected(address) || address.Port == _provider.Address.Port;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _made = await App.ConnectionAsync("harbor-lane");
        _provider = await SimpleSamlPhp.StartAsync(Cancel);
        _provider.AddPerson(Ana, "Ana Lima", "Design", "Admins");
        _provider.AddPerson(Ben, "Ben Ruiz", "Design");
        _provider.AddService(_made.Connection.EntityId, App.Get<ConnectionValueBuilder>().Build(_made.Connection, Origin).ReplyUrl);
        await TakeMetadataAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        // A page that had a problem fails here, and the provider is to end all the same.
        try
        {
            await DisposeAsync();
        }
        finally
        {
            if (_provider is not null)
                await _provider.DisposeAsync();
        }
    }

    [Fact]
    public async Task Admin_tests_single_sign_on_while_the_providers_certificates_roll_over()
    {
        var ana = await UserAsync(Ana, "Ana Lima");
        await SignInAsync("Mara Quinn", $"/connections/{Id}");

        // The response is signed.
        _provider.Signs = Signs.Response;
        var first = _provider.Certificate.Thumbprint;
        await BeginTestAsync();
        await EnterPasswordAsync("ana");
        var result = await ResultAsync();
        Assert.Equal((null, Ana, ana, true, true, first), (result.Fault, result.NameId, result.User, result.UserActive, result.Solicited, result.Certificate));
        Assert.Equal(["Design", "Admins"], result.Claims.Single(claim => claim.Name == "groups").Values);

        // The assertion is signed, and the next certificate is announced and taken before the provider signs with it. It knows already who it is.
        _provider.Signs = Signs.Assertion;
        _provider.AnnounceNext();
        await TakeMetadataAsync();
        await BeginTestAsync();
        Assert.Equal((null, first), ((result = await ResultAsync()).Fault, result.Certificate));
        _provider.TakeNext();
        await BeginTestAsync();
        Assert.Equal((null, _provider.Certificate.Thumbprint), ((result = await ResultAsync()).Fault, result.Certificate));

        // One that nobody has taken is refused, and the admin is told which it is.
        _provider.AnnounceNext();
        _provider.TakeNext();
        await BeginTestAsync();
        Assert.Equal((SamlFault.UnknownCertificate, _provider.Certificate.Thumbprint), ((result = await ResultAsync()).Fault, result.Received));
        await TakeMetadataAsync();
        await BeginTestAsync();
        Assert.Equal((null, _provider.Certificate.Thumbprint), ((result = await ResultAsync()).Fault, result.Certificate));

        // Our metadata is what the provider was told by hand.
        var metadata = await Page.APIRequest.GetAsync($"{Origin}/saml/{Id}/metadata");
        Assert.Contains($"entityID=\"{_made.Connection.EntityId}\"", await metadata.TextAsync(), StringComparison.Ordinal);

        // The guide has ticked what it saw.
        await Page.GotoAsync($"{Origin}/connections/{Id}/guide");
        foreach (var step in new[] { "entra-saml", "entra-saml-metadata", "entra-saml-request", "entra-saml-answer", "entra-saml-name-id", "entra-saml-user" })
            await Expect(Page.Locator($"#{step}")).ToContainTextAsync("Proved");
        await PageLook.TakeAsync(Page, "guide-sso", Page.Locator("#entra-saml-user"));
    }

    [Fact]
    public async Task Admins_of_the_firm_sign_in_by_its_provider_and_are_out_within_seconds_of_their_deactivation()
    {
        var ana = await UserAsync(Ana, "Ana Lima");
        await UserAsync(Ben, "Ben Ruiz");
        await LetInAsync(ana);

        // From our own sign-in page.
        await Page.GotoAsync($"{Origin}/connections/{Id}");
        await SignInWithFirmAsync();
        await EnterPasswordAsync("ana");
        await Page.WaitForURLAsync($"{Origin}/connections/{Id}");
        await Expect(Page.Locator("summary", new() { HasText = "Ana Lima" })).ToBeVisibleAsync();
        await LiveAsync();

        // What was signed in so is open on a page when the provider deactivates the person.
        await PatchAsync($"Users/{ana}", """{"op":"replace","path":"active","value":false}""");
        await Page.WaitForURLAsync(url => url.Contains("/signin", StringComparison.Ordinal), new() { Timeout = 10_000 });
        Assert.DoesNotContain(_made.Connection.EntityId, await Page.ContentAsync(), StringComparison.Ordinal);

        // The provider still knows them, and they are let in no more.
        await Page.GotoAsync($"{Origin}/signin/sso?firm=harbor-lane");
        await Page.WaitForURLAsync(url => url.Contains("problem=NoAccess", StringComparison.Ordinal));
        await PatchAsync($"Users/{ana}", """{"op":"replace","path":"active","value":true}""");
        await Page.GotoAsync($"{Origin}/signin/sso?firm=harbor-lane&returnUrl=%2Fconnections");
        await Page.WaitForURLAsync($"{Origin}/connections");

        // Who is no admin has a part there and none here.
        await Page.Context.ClearCookiesAsync();
        await Page.GotoAsync($"{Origin}/signin/sso?firm=harbor-lane");
        await EnterPasswordAsync("ben");
        await Page.WaitForURLAsync(url => url.Contains("problem=NoAccess", StringComparison.Ordinal));
        await Page.GotoAsync($"{Origin}/connections");
        await Page.WaitForURLAsync(url => url.Contains("/signin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sign_in_that_begins_at_the_provider_is_let_in_where_the_firm_allows_it()
    {
        await LetInAsync(await UserAsync(Ana, "Ana Lima"));
        foreach (var signs in new[] { Signs.Response, Signs.Assertion })
        {
            _provider.Signs = signs;
            await Page.Context.ClearCookiesAsync();
            await Page.GotoAsync(_provider.StartUrl(_made.Connection.EntityId).ToString());
            await EnterPasswordAsync("ana");
            await Expect(Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync(SamlTexts.NotAcceptedTitle);
            Assert.Equal(SamlFault.Unsolicited, (await NewestAsync()).Fault);

            await Saml.SetOptionsAsync(Mara, Id, allowUnsolicited: true, allowSha1: false, Cancel);
            await Page.GotoAsync(_provider.StartUrl(_made.Connection.EntityId).ToString());
            await Expect(Page.Locator("summary", new() { HasText = "Ana Lima" })).ToBeVisibleAsync();
            Assert.Equal((null, false, _provider.Certificate.Thumbprint), ((await NewestAsync()).Fault, (await NewestAsync()).Solicited, (await NewestAsync()).Certificate));
            await Saml.SetOptionsAsync(Mara, Id, allowUnsolicited: false, allowSha1: false, Cancel);
        }
    }

    private async Task TakeMetadataAsync() => await Saml.TakeMetadataAsync(Mara, Id, await _provider.MetadataAsync(Cancel), null, Cancel);

    private Task<IResponse?> BeginTestAsync() => Page.GotoAsync($"{Origin}/connections/{Id}/sso/test");

    /// <summary>Signs in on the provider's page.</summary>
    private async Task EnterPasswordAsync(string userName)
    {
        await Page.WaitForURLAsync(url => new Uri(url).Port == _provider.Address.Port);
        await Page.Locator("input[name=username]").FillAsync(userName);
        await Page.Locator("input[name=password]").FillAsync(SimpleSamlPhp.Password);
        await Page.Locator("input[name=password]").PressAsync("Enter");
    }

    /// <summary>What the page shows at which a test ends.</summary>
    private async Task<SamlResult> ResultAsync()
    {
        await Page.WaitForURLAsync(url => url.StartsWith($"{Origin}/connections/{Id}/sso?result=", StringComparison.Ordinal));
        var newest = await NewestAsync();
        Assert.EndsWith(newest.Id.ToString(), Page.Url, StringComparison.Ordinal);
        return newest;
    }

    private async Task<SamlResult> NewestAsync() => (await Saml.ResultsAsync(Mara, Id, Cancel))[0];

    /// <summary>A test that ends well, and a group whose members may sign in to the portal.</summary>
    private async Task LetInAsync(string admin)
    {
        await SignInAsync("Mara Quinn", $"/connections/{Id}");
        await BeginTestAsync();
        await EnterPasswordAsync("ana");
        Assert.Null((await ResultAsync()).Fault);
        var group = await MakeAsync("Groups", $$"""{"displayName":"IT admins","members":[{"value":"{{admin}}"}]}""");
        await Saml.SetAdminGroupAsync(Mara, Id, group, Cancel);
        await Page.Context.ClearCookiesAsync();
    }

    private async Task SignInWithFirmAsync()
    {
        await Page.GetByText("Sign in with your firm's own provider").ClickAsync();
        await Page.GetByLabel("Short name of your firm").FillAsync("harbor-lane");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }

    private Task<string> UserAsync(string userName, string name) => MakeAsync("Users", $$"""{"userName":"{{userName}}","displayName":"{{name}}","active":true}""");

    private async Task<string> MakeAsync(string type, string body)
    {
        using var scim = App.ScimClient(_made);
        using var answer = await scim.PostAsync(type, Json(body), Cancel);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel))!["id"]!.GetValue<string>();
    }

    private async Task PatchAsync(string path, string operation)
    {
        using var scim = App.ScimClient(_made);
        using var answer = await scim.PatchAsync(path, Json($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}"""), Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/scim+json");
}
