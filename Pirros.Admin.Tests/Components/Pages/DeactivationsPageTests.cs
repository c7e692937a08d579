using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Pirros.Admin.Activity;
using Pirros.Admin.Components.Pages.Connections;
using Pirros.Admin.Components.Pages.Deactivations;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Directory;
using Pirros.Admin.Tests.Components.Fakes;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class DeactivationsPageTests : IAsyncDisposable
{
    private static readonly string[] Names = ["Ana Lima", "Bo Ek", "Cleo Day", "Dee Park", "Eli Roth", "Fay Orr", "Gus Hale"];

    private readonly PortalContext _portal = new();
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public DeactivationsPageTests()
    {
        _dialogs = _portal.Dialogs();
        _portal.AddConnection();
        foreach (var (name, i) in Names.Select((name, i) => (name, i)))
            _portal.Data.Directory.Add((DirectoryKind.User, new DirectoryEntry($"u{i}", true, _portal.Now, _portal.Now, 1, null, Encoding.UTF8.GetBytes($$"""{"userName":"{{name.Split(' ')[0]}}@harborlane.example","displayName":"{{name}}","active":true}"""))));
    }

    private NavigationManager Navigation => _portal.Services.GetRequiredService<NavigationManager>();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public void Page_of_a_quiet_connection_says_what_is_usual_and_that_nobody_left()
    {
        var page = Page();
        Assert.Contains("Warn: more than 10 % of the active people within 60 minutes go through, and it is told here and in the list of connections. 5 people are always usual.", Text(page), StringComparison.Ordinal);
        Assert.Contains("Nobody was deactivated", Text(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#held-title"));
    }

    [Fact]
    public async Task Release_of_all_names_how_many_and_who_and_says_until_when_others_go_through()
    {
        Hold(7);
        var page = Page();
        Assert.Contains("7 people wait, and are still active.", Text(page), StringComparison.Ordinal);
        Assert.Equal(Names, page.FindAll(".held-row .list-link").Select(link => link.TextContent));
        Press(page, "Release all");
        var asked = Text(_dialogs);
        Assert.Contains("Release 7 deactivations?", asked, StringComparison.Ordinal);
        Assert.Contains("It is about Ana Lima, Bo Ek, Cleo Day, Dee Park, Eli Roth and 2 more.", asked, StringComparison.Ordinal);
        Assert.Contains("within 7 days", asked, StringComparison.Ordinal);
        Assert.Contains("Others whom it deactivates in the next 8 hours go through as well.", asked, StringComparison.Ordinal);
        await ConfirmAsync("Release");
        page.WaitForAssertion(() => Assert.Contains("Nobody waits.", Text(page), StringComparison.Ordinal));
        Assert.Contains("Mara Quinn released them.", Text(page), StringComparison.Ordinal);
        Assert.Equal(7, page.FindAll("[aria-label^='Take back']").Count);
        Assert.Equal(("brake.release", "7 people"), (_portal.Data.Audit[^1].Action, _portal.Data.Audit[^1].Target));
        Press(page, "End the release");
        await ConfirmAsync("End the release");
        page.WaitForAssertion(() => Assert.DoesNotContain("Mara Quinn released them.", Text(page), StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_is_rejected_and_that_is_taken_back()
    {
        Hold(2);
        var page = Page();
        page.Find("[aria-label='Reject Bo Ek']").Click();
        Assert.Contains("Reject the deactivation of Bo Ek?", Text(_dialogs), StringComparison.Ordinal);
        await ConfirmAsync("Reject");
        page.WaitForAssertion(() => Assert.Contains("Rejected by Mara Quinn on", Text(page), StringComparison.Ordinal));
        Assert.Contains("1 person waits, and is still active.", Text(page), StringComparison.Ordinal);
        page.Find("[aria-label='Take back the decision about Bo Ek']").Click();
        page.WaitForAssertion(() => Assert.Contains("2 people wait", Text(page), StringComparison.Ordinal));
        Assert.Equal(["brake.reject", "brake.undo"], _portal.Data.Audit.Select(entry => entry.Action));
    }

    [Fact]
    public void Support_sees_masked_names_and_decides_nothing()
    {
        _portal.Person.Actor = PortalContext.Samira;
        Hold(1);
        _portal.Data.Brake = new Brake(BrakeSettings.Default) { ReleasedUntil = _portal.Now.AddHours(1), ReleasedBy = "Mara Quinn", Warning = new BrakeWarning(3, _portal.Now, _portal.Now) };
        _portal.Data.Receipts.Add(Receipt(1));
        var page = Page();
        Assert.Contains("A••• L•••", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Ana Lima", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Bo Ek", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Only the firm's own admins change this and decide.", Text(page), StringComparison.Ordinal);
        foreach (var word in new[] { "Release", "Reject", "Release all", "Reject all", "Change", "Mark as seen", "End the release" })
            Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == word);
    }

    [Fact]
    public void Warning_is_told_until_it_is_marked_as_seen()
    {
        _portal.Data.Brake = new Brake(BrakeSettings.Default) { Warning = new BrakeWarning(12, _portal.Now.AddMinutes(-20), _portal.Now) };
        var page = Page();
        Assert.Contains("12 deactivations went beyond the usual", Text(page), StringComparison.Ordinal);
        Press(page, "Mark as seen");
        page.WaitForAssertion(() => Assert.DoesNotContain("went beyond the usual", Text(page), StringComparison.Ordinal));
        Assert.Equal(("brake.see", "12 people"), (_portal.Data.Audit[^1].Action, _portal.Data.Audit[^1].Target));
    }

    [Fact]
    public async Task Brake_is_set_in_a_dialog_that_shows_what_is_set()
    {
        var page = Page();
        Press(page, "Change");
        Assert.Equal(["10", "60", "5"], _dialogs.FindAll("input[type=text], input[type=number]").Select(field => field.GetAttribute("value")));
        await _dialogs.InvokeAsync(() => _dialogs.FindComponents<MudRadio<BrakeMode>>()[2].Find("input").Click());
        Assert.Contains("Nothing is lost either way.", Text(_dialogs), StringComparison.Ordinal);
        await ConfirmAsync("Save");
        page.WaitForAssertion(() => Assert.Contains("Hold: more than 10 %", Text(page), StringComparison.Ordinal));
        Assert.Equal("warn 10 %, at least 5, in 60 min → hold 10 %, at least 5, in 60 min", _portal.Data.Audit[^1].Target);
    }

    [Fact]
    public void Receipts_are_paged_by_what_was_last_shown_and_say_honestly_what_was_not_delivered()
    {
        for (var i = 0; i < 60; i++)
            _portal.Data.Receipts.Add(Receipt(i) with { DeliveredAt = null, Beyond = i == 0, Deleted = i == 1, HeldSince = i == 1 ? _portal.Now.AddHours(-2) : null });
        var page = Page();
        Assert.Contains("60 deactivations", Text(page), StringComparison.Ordinal);
        Assert.Contains("Blocked after median 8 ms, p95 41 ms", Text(page), StringComparison.Ordinal);
        Assert.Contains("– no product has taken any", Text(page), StringComparison.Ordinal);
        var rows = page.FindAll(".receipts .people-row");
        Assert.Equal(50, rows.Count);
        Assert.Contains("Beyond the usual", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("waited since", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("no longer in the directory", rows[20].TextContent, StringComparison.Ordinal);
        Navigation.NavigateTo(page.Find("a[rel=next]").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal(10, page.FindAll(".receipts .people-row").Count));
        Navigation.NavigateTo($"connections/{PortalContext.EntraId}/deactivations?days=7");
        page.WaitForAssertion(() => Assert.Equal("7 days", page.Find(".segment[aria-current]").TextContent));
        Assert.Equal(["csv&days=7", "jsonl&days=7"], page.FindAll("a[download]").Select(link => link.GetAttribute("href")!.Split("format=")[1]));
    }

    [Fact]
    public void Delivered_ones_have_their_figures()
    {
        _portal.Data.Receipts.Add(Receipt(0));
        Assert.Contains("Delivered after median 2.0 s, p95 3 min · 1 of 1 delivered", Text(Page()), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_fills_itself_when_somebody_is_held()
    {
        var page = Page();
        Hold(1);
        _portal.Services.GetRequiredService<ActivityFeed>().Tell(new HashSet<ConnectionId> { PortalContext.EntraId });
        page.WaitForAssertion(() => Assert.Contains("1 person waits", Text(page), StringComparison.Ordinal));
    }

    [Fact]
    public void Page_of_a_connection_that_can_t_be_reached_says_so()
    {
        _portal.Data.Connections.Clear();
        Assert.Contains("This connection can't be shown", Text(Page()), StringComparison.Ordinal);
    }

    [Fact]
    public void Connections_page_says_who_waits_and_leads_to_the_decision()
    {
        _portal.AddToken();
        Hold(7);
        var card = _portal.Render<ConnectionPage>(page => page.Add(p => p.Id, PortalContext.EntraId.Value)).WaitForElement("[data-condition=DeactivationsHeld]");
        Assert.Contains("7 deactivations wait for a decision: Microsoft Entra ID asks for more of them than is usual.", card.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("/deactivations", card.QuerySelector("a.mud-button-root")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    private static string Text<T>(IRenderedComponent<T> page)
        where T : IComponent => string.Join(' ', string.Concat(page.Nodes.Select(node => node.TextContent)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void Press(IRenderedComponent<DeactivationsPage> page, string words) => page.FindAll("button").First(button => button.TextContent.Trim() == words).Click();

    private IRenderedComponent<DeactivationsPage> Page() => _portal.Render<DeactivationsPage>(page => page.Add(p => p.Id, PortalContext.EntraId.Value));

    private void Hold(int people)
    {
        for (var i = 0; i < people; i++)
            _portal.Data.Held.Add(new HeldDeactivation($"u{i}", _portal.Now.AddMinutes(-40), _portal.Now.AddMinutes(-1), 4, null));
    }

    private DeactivationReceipt Receipt(int i)
    {
        var blocked = _portal.Now.AddMinutes(-i);
        return new DeactivationReceipt(Guid.CreateVersion7(blocked), $"u{i}", blocked.AddMilliseconds(-8), blocked, blocked.AddSeconds(2), false, false);
    }

    private async Task ConfirmAsync(string words) => await _dialogs.InvokeAsync(() => _dialogs.FindAll(".mud-dialog-actions button").First(button => button.TextContent.Trim() == words).Click());
}
