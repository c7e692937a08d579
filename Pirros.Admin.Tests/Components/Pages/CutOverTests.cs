using Bunit;
using MudBlazor;
using Pirros.Admin.Components.Pages.Connections;
using Pirros.Admin.Tests.Components.Fakes;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class CutOverTests : IAsyncDisposable
{
    private readonly PortalContext _portal = new();
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public CutOverTests() => _dialogs = _portal.Dialogs();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public void New_token_that_was_not_used_yet_is_to_be_pasted_and_the_old_one_is_not_to_be_revoked()
    {
        var panel = Page(oldMinutes: 3, newMinutes: null).Find(".cutover");
        Assert.Contains("Microsoft Entra ID has not used the new token yet. Paste it in before the old one ends, in 1 day", Text(panel.TextContent), StringComparison.Ordinal);
        Assert.DoesNotContain("Revoke", panel.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_tokens_in_use_say_to_keep_the_old_one_for_a_cycle()
    {
        var panel = Page(oldMinutes: 12, newMinutes: 1).Find(".cutover");
        Assert.Contains("Keep the old one until it has been silent for 40 min.", Text(panel.TextContent), StringComparison.Ordinal);
        Assert.DoesNotContain("Revoke", panel.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_token_that_is_silent_is_recommended_to_be_revoked_with_the_reason()
    {
        var page = Page(oldMinutes: 180, newMinutes: 1);
        var panel = page.Find(".cutover");
        Assert.Contains("Revoke the old token: the new one is in use, and the old one has been silent for 3 h, longer than Microsoft Entra ID's cycle of 40 min.", Text(panel.TextContent), StringComparison.Ordinal);
        Assert.Contains("0 of the latest 1 request", Text(panel.TextContent), StringComparison.Ordinal);
        Button(page, "Revoke the old one").Click();
        Assert.Contains("Revoke pscim_OldOldOld123…?", Text(_dialogs.WaitForElement(".mud-dialog").TextContent), StringComparison.Ordinal);
        Assert.Contains("The other live token, pscim_NewNewNew123…, keeps working.", Text(_dialogs.Find(".mud-dialog").TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public void Revoking_the_old_token_too_early_says_that_the_sync_stops()
    {
        var page = Page(oldMinutes: 3, newMinutes: null);
        page.Find("[aria-label='Revoke pscim_OldOldOld123…']").Click();
        Assert.Contains("The new token, pscim_NewNewNew123…, has never been used. Microsoft Entra ID stops syncing until you paste it in.", Text(_dialogs.WaitForElement(".mud-dialog").TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public void Revoking_the_old_token_while_both_are_used_says_to_wait()
    {
        var page = Page(oldMinutes: 12, newMinutes: 1);
        page.Find("[aria-label='Revoke pscim_OldOldOld123…']").Click();
        Assert.Contains("wait until this one has been silent for 40 min", Text(_dialogs.WaitForElement(".mud-dialog").TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public void Revoking_the_new_token_says_that_the_old_one_still_ends()
    {
        var page = Page(oldMinutes: 3, newMinutes: null);
        page.Find("[aria-label='Revoke pscim_NewNewNew123…']").Click();
        Assert.Contains("To keep it instead, undo the rotation.", Text(_dialogs.WaitForElement(".mud-dialog").TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undoing_leaves_the_old_token_alone_with_its_own_end()
    {
        var page = Page(oldMinutes: 3, newMinutes: null);
        Button(page, "Undo the rotation").Click();
        var dialog = Text(_dialogs.WaitForElement(".mud-dialog").TextContent);
        Assert.Contains("is the current one again, until Wed, 3 Nov, 13:05 UTC.", dialog, StringComparison.Ordinal);
        Assert.Contains("goes on with the old one as if nothing had happened", dialog, StringComparison.Ordinal);
        await Press("Undo rotation");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".cutover")));
        Assert.Equal("pscim_OldOldOld123…", page.Find(".token:not(.token-ended) .token-id").TextContent);
        Assert.Equal("token.undo-rotation", _portal.Data.Audit[^1].Action);
    }

    [Fact]
    public async Task Undoing_a_new_token_in_use_warns_and_is_refused_once_the_old_one_has_ended()
    {
        var page = Page(oldMinutes: 180, newMinutes: 1);
        Button(page, "Undo the rotation").Click();
        Assert.Contains("used the new token", Text(_dialogs.WaitForElement(".mud-dialog").TextContent), StringComparison.Ordinal);
        _portal.Data.Tokens.RemoveAll(token => token.Id.Value == "OldOldOld123");
        await Press("Undo rotation");
        Assert.Contains("The old token has ended", _dialogs.WaitForElement("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(91, null)]
    [InlineData(60, "Ends soon: ")]
    [InlineData(9, "Rotate soon: ")]
    public void Token_that_ends_is_marked_in_the_list_and_on_the_page(int days, string? words)
    {
        _portal.AddConnection();
        _portal.AddToken(with: token => token with { ExpiresAt = _portal.Now.AddDays(days) });
        var page = _portal.Render<ConnectionPage>(p => p.Add(shown => shown.Id, PortalContext.EntraId.Value));
        var list = _portal.Render<ConnectionsPage>();
        foreach (var end in new[] { page.Find(".expiry"), list.Find(".expiry") })
            Assert.Equal(words, end.QuerySelector(".visually-hidden")?.TextContent);
    }

    private static string Text(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ConnectionPage> page, string words) => page.FindAll(".cutover button").Single(button => button.TextContent.Trim() == words);

    private Task Press(string words) => _dialogs.FindAll(".mud-dialog-actions button").First(button => button.TextContent.Trim() == words).ClickAsync(new());

    private IRenderedComponent<ConnectionPage> Page(int oldMinutes, int? newMinutes)
    {
        _portal.AddConnection();
        _portal.AddRequest();
        _portal.AddToken("OldOldOld123", Use(oldMinutes), token => token with { ReplacedAt = _portal.Now.AddHours(-4), GraceEndsAt = _portal.Now.AddDays(1).AddMinutes(1) });
        _portal.AddToken("NewNewNew123", newMinutes is { } ago ? Use(ago) : null, token => token with { CreatedAt = _portal.Now.AddHours(-4) });
        return _portal.Render<ConnectionPage>(p => p.Add(shown => shown.Id, PortalContext.EntraId.Value));
    }

    private TokenUse Use(int minutesAgo) => new(_portal.Now.AddMinutes(-minutesAgo), "20.91.147.72", "Microsoft-SCIM-Client/1.0");
}
