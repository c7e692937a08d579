using Microsoft.Playwright;
using Pirros.Admin.Tests.SignIn;
using Pirros.Admin.Tokens;
using static Microsoft.Playwright.Assertions;

namespace Pirros.Admin.Tests.E2E;

/// <summary>Signing in at a real authority in a browser, over https in Production.</summary>
[Collection(PortalTest.OneClipboard)]
public sealed class AuthorityTests(Browser browser) : SignInTest
{
    private IBrowserContext _context = null!;
    private IPage _page = null!;

    protected override (string Key, string? Value)[] Settings => [("Session:Look", "00:00:00.2")];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _context = await browser.NewContextAsync(new BrowserNewContextOptions { IgnoreHTTPSErrors = true, ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        _page = await _context.NewPageAsync();
        _page.SetDefaultTimeout(15_000);
    }

    public override async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Person_signs_in_works_and_signs_out()
    {
        await SignInInBrowserAsync($"/connections/{Connection.Connection.Id}");
        await Expect(_page.GetByText(Connection.Connection.EntityId).First).ToBeVisibleAsync();
        await _page.Locator("summary", new() { HasText = "Mara Quinn" }).ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        await LookAsync("signed-out");
        await _page.GotoAsync($"{Origin}connections");
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Who are you?" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Open_page_goes_to_the_sign_in_when_its_session_is_ended_elsewhere_and_back_afterwards()
    {
        var path = $"/connections/{Connection.Connection.Id}";
        await SignInInBrowserAsync(path);
        await Expect(_page.GetByText(Connection.Connection.EntityId).First).ToBeVisibleAsync();
        using (var authority = NewBrowser())
            Assert.True((await authority.PostAsync("/signout/backchannel", ("logout_token", Authority.LogoutToken("mara")))).IsSuccessStatusCode);
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Your session has ended" })).ToBeVisibleAsync();
        await _page.WaitForURLAsync(url => url.Contains("/signin", StringComparison.Ordinal));
        Assert.DoesNotContain(Connection.Connection.EntityId, await _page.ContentAsync(), StringComparison.Ordinal);
        await LookAsync("session-ended");
        await _page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await _page.WaitForURLAsync($"{Origin}{path.TrimStart('/')}");
    }

    [Fact]
    public async Task Dialog_that_issues_a_secret_asks_to_sign_in_again_and_comes_back()
    {
        var path = $"/connections/{Connection.Connection.Id}";
        await SignInInBrowserAsync(path);
        Clock.Advance(TimeSpan.FromMinutes(20));
        var rotate = _page.GetByRole(AriaRole.Button, new() { Name = "Rotate" }).Last;
        await rotate.ClickAsync();
        await LookAsync("dialog-sign-in-again", _page.GetByText("You signed in a while ago"));
        await _page.GetByRole(AriaRole.Button, new() { Name = "Rotate token" }).ClickAsync();
        await Expect(_page.GetByText("You signed in a while ago")).ToHaveCountAsync(1);
        Assert.Single(await App.Get<TokenService>().ListAsync(TestApp.Operator, Connection.Connection.Id, Cancel));
        await _page.GetByRole(AriaRole.Link, new() { Name = "Sign in again" }).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Who are you?" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Account_without_a_part_here_is_told_and_can_choose_another()
    {
        Authority.Add(new AuthorityPerson("olga", "Olga Other", "acme", "viewer"));
        await _page.GotoAsync($"{Origin}connections");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Olga Other" }).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "This account has no access here" })).ToBeVisibleAsync();
        await LookAsync("no-access");
        await _page.GetByRole(AriaRole.Link, new() { Name = "Sign in as somebody else" }).ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Mara Quinn" }).ClickAsync();
        await _page.WaitForURLAsync($"{Origin}connections");
    }

    [Theory]
    [InlineData("Refused")]
    [InlineData("Expired")]
    [InlineData("Unreachable")]
    [InlineData("NoProvider")]
    public async Task Whoever_was_not_let_in_is_told_why_in_either_language_and_can_try_again(string problem)
    {
        foreach (var (language, again) in new[] { ("en", "Sign in"), ("de", "Anmelden") })
        {
            await _page.GotoAsync($"{Origin}language/{language}?returnUrl={Uri.EscapeDataString($"/signin?problem={problem}&returnUrl=/audit")}");
            await Expect(_page.Locator(".bare-card p[role=status]")).Not.ToBeEmptyAsync();
            await LookAsync($"signin-{problem.ToLowerInvariant()}-{language}");
            await Expect(_page.GetByRole(AriaRole.Link, new() { Name = again, Exact = true })).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("returnUrl="));
        }
    }

    private async Task SignInInBrowserAsync(string path)
    {
        await _page.GotoAsync($"{Origin}{path.TrimStart('/')}");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Mara Quinn" }).ClickAsync();
        await _page.WaitForURLAsync($"{Origin}{path.TrimStart('/')}");
        await _page.Locator("xpath=//button[@*[starts-with(name(), '_bl_')]]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    private Task LookAsync(string name, ILocator? shown = null) => PageLook.TakeAsync(_page, name, shown ?? _page.Locator("h1"));
}
