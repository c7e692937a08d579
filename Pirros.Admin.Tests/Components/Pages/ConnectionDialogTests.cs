using Bunit;
using MudBlazor;
using Pirros.Admin.Components.Pages.Connections;
using Pirros.Admin.Tests.Components.Fakes;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class ConnectionDialogTests : IAsyncDisposable
{
    private readonly PortalContext _portal = new();
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public ConnectionDialogTests() => _dialogs = _portal.Dialogs();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public void Rotating_says_until_when_the_old_token_works()
    {
        Open("Rotate");
        Assert.Contains("Microsoft Entra ID keeps syncing with the old token until Tue, 24 Nov, 13:05 UTC. Put the new one in before then.", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotating_without_grace_says_that_the_old_token_is_refused_at_once()
    {
        Open("Rotate");
        await _dialogs.FindAll("input[type=radio]")[3].ClickAsync(new());
        Assert.Contains("Microsoft Entra ID will be refused at once until you paste the new one.", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotating_shows_the_secret_once_and_forgets_it_when_it_was_copied()
    {
        var page = Open("Rotate");
        await Press("Rotate token");
        var secret = _dialogs.WaitForElement("[data-value]").TextContent;
        Assert.True(SecretToken.IsWellFormed(secret));
        Assert.Equal(secret, _dialogs.Find("[data-copy]").GetAttribute("data-copy"));
        Assert.Contains("It will not be shown again", Said, StringComparison.Ordinal);
        Assert.Contains("The old token works until Tue, 24 Nov, 13:05 UTC.", Said, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, page.Markup, StringComparison.Ordinal);
        await Press("I have copied it");
        _dialogs.WaitForAssertion(() => Assert.Empty(_dialogs.FindAll(".mud-dialog")));
        Assert.DoesNotContain(secret, _dialogs.Markup + page.Markup, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll(".token:not(.token-ended)").Count);
    }

    [Fact]
    public async Task Rotating_with_two_live_tokens_is_refused_in_the_dialog_which_stays()
    {
        _portal.AddToken("Second123456", with: token => token with { CreatedAt = token.CreatedAt.AddDays(-9), ReplacedAt = _portal.Now, GraceEndsAt = _portal.Now.AddHours(3) });
        var page = Open("Rotate");
        Assert.Contains("Two tokens are live, the most there can be.", page.Markup, StringComparison.Ordinal);
        await Press("Rotate token");
        Assert.Contains("Two tokens are live already.", _dialogs.WaitForElement("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, _portal.Data.Tokens.Count);
    }

    [Fact]
    public async Task Rotating_as_support_makes_a_link_for_the_admins_with_a_reason_and_shows_no_secret()
    {
        _portal.Person.Actor = PortalContext.Samira;
        Open("Rotate");
        Assert.Contains("The new Secret Token goes to the firm's own admins, never to you.", Said, StringComparison.Ordinal);
        await Press("Make link");
        Assert.Contains("The reason is empty.", _dialogs.WaitForElement("[role=alert]").TextContent, StringComparison.Ordinal);
        await _dialogs.Find(".field input, input.mud-input-slot:not([type=radio])").InputAsync(new() { Value = "Ticket 4711" });
        await Press("Make link");
        Assert.Contains("/hand-off/", _dialogs.WaitForElement("[data-value]").TextContent, StringComparison.Ordinal);
        Assert.Contains("It opens only for somebody who is signed in as one", Said, StringComparison.Ordinal);
        Assert.Equal(("hand-off.create", "Ticket 4711"), (_portal.Data.Audit[^1].Action, _portal.Data.Audit[^1].Reason));
        Assert.Single(_portal.Data.Tokens);
    }

    [Fact]
    public async Task Revoking_a_token_in_use_says_by_whom_and_that_the_sync_stops()
    {
        Open("Revoke", new TokenUse(_portal.Now.AddSeconds(-12), "20.91.147.72", "Microsoft-SCIM-Client/1.0"));
        foreach (var part in new[] { "Revoke pscim_AbCdEf123456…?", "It is in use: Microsoft-SCIM-Client/1.0", "12 s ago", "from 20.91.147.72", "Microsoft Entra ID stops syncing until you issue a new token" })
            Assert.Contains(part, Said, StringComparison.Ordinal);
        await Press("Revoke token");
        _dialogs.WaitForAssertion(() => Assert.Empty(_dialogs.FindAll(".mud-dialog")));
        Assert.Equal(_portal.Now, _portal.Data.Tokens[0].RevokedAt);
    }

    [Fact]
    public async Task Revoking_that_fails_unexpectedly_keeps_the_dialog_open_for_another_try()
    {
        Open("Revoke");
        _portal.Data.Fault = new TimeoutException("the database is busy");
        await Press("Revoke token");
        Assert.NotEmpty(_dialogs.FindAll(".mud-dialog"));
        Assert.DoesNotContain("database", _dialogs.Markup, StringComparison.Ordinal);
        Assert.Null(_portal.Data.Tokens[0].RevokedAt);
    }

    [Fact]
    public async Task Switching_off_says_what_is_answered_and_that_nothing_is_deleted()
    {
        var page = Open("Switch off");
        Assert.Contains("Switch off Head office?", Said, StringComparison.Ordinal);
        Assert.Contains("answered with 401", Said, StringComparison.Ordinal);
        Assert.Contains("Nothing is deleted", Said, StringComparison.Ordinal);
        await Press("Switch off");
        page.WaitForAssertion(() => Assert.Contains("Off", page.Find(".pill").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Renaming_to_nothing_is_refused_and_to_a_name_shows_it()
    {
        var page = Open("Rename");
        await _dialogs.Find("input").InputAsync(new() { Value = " " });
        await Press("Rename");
        Assert.Contains("The name is empty.", _dialogs.WaitForElement("[role=alert]").TextContent, StringComparison.Ordinal);
        await _dialogs.Find("input").InputAsync(new() { Value = "Rotterdam" });
        await Press("Rename");
        page.WaitForAssertion(() => Assert.Equal("Rotterdam", page.Find("h1").TextContent));
    }

    private string Said => string.Join(' ', _dialogs.Find(".mud-dialog").TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private IRenderedComponent<ConnectionPage> Open(string button, TokenUse? use = null)
    {
        _portal.AddConnection();
        _portal.AddToken(use: use);
        var page = _portal.Render<ConnectionPage>(p => p.Add(shown => shown.Id, PortalContext.EntraId.Value));

        // Not awaited: what the click starts ends when the dialog is closed.
        page.FindAll(".card-head button, .token-actions button, .connection-head button").First(found => found.TextContent.Trim() == button).Click();
        _dialogs.WaitForElement(".mud-dialog");
        return page;
    }

    private Task Press(string words) => _dialogs.FindAll(".mud-dialog-actions button").First(button => button.TextContent.Trim() == words).ClickAsync(new());
}
