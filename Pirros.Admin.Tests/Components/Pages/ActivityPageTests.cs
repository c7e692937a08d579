using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Activity;
using Pirros.Admin.Components.Pages.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Tests.Components.Fakes;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class ActivityPageTests : IAsyncDisposable
{
    private readonly PortalContext _portal = new();

    private NavigationManager Navigation => _portal.Services.GetRequiredService<NavigationManager>();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public void Page_shows_fifty_and_leads_to_older_ones_and_back()
    {
        Fill(120);
        var page = Page();
        Assert.Equal(50, page.FindAll(".activity").Count);
        Assert.Equal(["Older"], Pager(page));
        Follow(page, "Older");
        page.WaitForAssertion(() => Assert.Contains("person 50", Rows(page)[0], StringComparison.Ordinal));
        Assert.Equal(["Newer", "Newest", "Older"], Pager(page));
        Follow(page, "Older");
        page.WaitForAssertion(() => Assert.Equal(20, page.FindAll(".activity").Count));
        Assert.Equal(["Newer", "Newest"], Pager(page));
        Follow(page, "Newer");
        page.WaitForAssertion(() => Assert.Contains("person 50", Rows(page)[0], StringComparison.Ordinal));
        Follow(page, "Newer");
        page.WaitForAssertion(() => Assert.Equal(["Older"], Pager(page)));
        Assert.DoesNotContain("after=", Navigation.Uri, StringComparison.Ordinal);
        Assert.Contains("person 0", Rows(page)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Request_that_arrives_appears_on_the_first_page_and_leaves_an_older_one_as_it_is()
    {
        Fill(60);
        var page = Page();
        Arrive("Bo Ek");
        page.WaitForAssertion(() => Assert.Contains("Bo Ek", Rows(page)[0], StringComparison.Ordinal));
        Follow(page, "Older");
        page.WaitForAssertion(() => Assert.Equal(11, Rows(page).Count));
        var before = Rows(page);
        Arrive("Cleo Day");
        page.WaitForAssertion(() =>
        {
            _portal.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("62", page.Find(".plot-facts .number").TextContent);
        });
        Assert.Equal(before, Rows(page));
    }

    [Fact]
    public void Filter_stands_in_the_address_and_is_read_from_it()
    {
        Fill(5);
        Navigation.NavigateTo($"connections/{PortalContext.EntraId}/activity?errors=yes&kind=updated&q=ana&last=7d&before=nonsense&id=u1");
        var page = Page();
        var query = _portal.Data.Queries[^1];
        Assert.Equal((true, "ana", "u1", _portal.Now.AddDays(-7), null), (query.FailuresOnly, query.Text, query.ResourceId, query.From, query.Cursor));
        Assert.Equal([ActivityKind.Updated, ActivityKind.Unchanged], query.Kinds);
        Assert.Contains("No request matches", page.Markup, StringComparison.Ordinal);
        page.FindAll("button").First(button => button.TextContent.Contains("Clear the filter", StringComparison.Ordinal)).Click();
        Assert.EndsWith("/activity", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(5, Rows(page).Count));
        page.Find(".toggle").Click();
        Assert.EndsWith("/activity?errors=yes", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("true", page.Find(".toggle").GetAttribute("aria-pressed")));
        page.FindAll("select")[0].Change("created");
        page.FindAll("select")[1].Change("24h");
        Assert.EndsWith("/activity?errors=yes&kind=created&last=24h", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal(
            [$"http://localhost/connections/{PortalContext.EntraId}/activity/export?errors=yes&kind=created&last=24h&format=csv", $"http://localhost/connections/{PortalContext.EntraId}/activity/export?errors=yes&kind=created&last=24h&format=jsonl"],
            page.FindAll("a[download]").Select(link => new Uri(new Uri("http://localhost"), link.GetAttribute("href")).ToString()));
    }

    [Fact]
    public void Beginning_and_end_are_entered_when_the_time_is_between()
    {
        Fill(5);
        Navigation.NavigateTo($"connections/{PortalContext.EntraId}/activity");
        var page = Page();
        page.FindAll("select")[1].Change("between");
        page.WaitForElement("input[type=datetime-local]").Change("2026-11-23T09:15");
        Assert.EndsWith("/activity?from=2026-11-23T09%3A15%3A00.000Z", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("2026-11-23T09:15", page.Find("input[type=datetime-local]").GetAttribute("value")));
    }

    [Fact]
    public void Look_for_what_is_rare_says_how_far_it_came_and_goes_on_when_asked()
    {
        _portal.Data.Look = 10;
        Fill(150, failed: 95);
        Navigation.NavigateTo($"connections/{PortalContext.EntraId}/activity?errors=yes");
        var page = Page();
        Assert.Contains("Nothing found so far. Looked back to", page.Find(".looked").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".empty"));
        page.Find(".looked button").Click();
        page.WaitForAssertion(() => Assert.Single(Rows(page)));
        Assert.Contains("Looked back to", page.Find(".looked").TextContent, StringComparison.Ordinal);
        Arrive("Bo Ek", 409);
        page.WaitForAssertion(() => Assert.Equal(2, Rows(page).Count));
        Assert.Contains("Bo Ek", Rows(page)[0], StringComparison.Ordinal);
        page.WaitForElement(".looked button").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".looked")));
        Assert.Equal(2, Rows(page).Count);
    }

    [Fact]
    public void Page_without_any_request_says_what_to_do_next()
    {
        _portal.AddConnection();
        var page = Page();
        Assert.Contains("No request has arrived yet", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Equal("No request in the last 24 hours.", page.Find("svg.plot").GetAttribute("aria-label"));
    }

    [Fact]
    public void Connection_out_of_reach_is_said_not_to_be_there()
        => Assert.Contains("There is no connection con-7k2m9q4x1v8c3n5t", Page().Markup, StringComparison.Ordinal);

    [Fact]
    public void Page_that_cannot_be_refreshed_says_so()
    {
        Fill(3);
        var page = Page();
        _portal.Data.Fault = new TimeoutException("the database is busy");
        _portal.Clock.Advance(TimeSpan.FromSeconds(5));
        page.WaitForAssertion(() => Assert.Contains("could not be refreshed", page.Markup, StringComparison.Ordinal));
        Assert.Equal(3, Rows(page).Count);
    }

    [Fact]
    public void First_paint_is_a_frame_without_figures()
    {
        Fill(3);
        _portal.SetRendererInfo(new RendererInfo("Static", false));
        Assert.NotEmpty(Page().FindAll(".activity-loading"));
        Assert.Empty(_portal.Data.Queries);
    }

    private void Fill(int count, int failed = -1)
    {
        _portal.AddConnection();
        _portal.AddToken();
        for (var i = count - 1; i >= 0; i--)
            _portal.AddRequest(i == failed ? 409 : 200, subject: $"person {i}", secondsAgo: i + 1);
    }

    private void Arrive(string subject, int status = 200)
    {
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        _portal.AddRequest(status, subject: subject, secondsAgo: 0);
        _portal.Services.GetRequiredService<ActivityFeed>().Tell(new HashSet<ConnectionId> { PortalContext.EntraId });
    }

    private void Follow(IRenderedComponent<ActivityPage> page, string words)
    {
        Navigation.NavigateTo(page.FindAll(".pager a").First(link => link.TextContent.Trim() == words).GetAttribute("href")!);
        page.Render();
    }

    private static List<string> Pager(IRenderedComponent<ActivityPage> page) => [.. page.FindAll(".pager a").Select(link => link.TextContent.Trim())];

    private static List<string> Rows(IRenderedComponent<ActivityPage> page) => [.. page.FindAll(".activity-what").Select(row => row.TextContent.Trim())];

    private IRenderedComponent<ActivityPage> Page() => _portal.Render<ActivityPage>(p => p.Add(page => page.Id, PortalContext.EntraId.Value));
}
