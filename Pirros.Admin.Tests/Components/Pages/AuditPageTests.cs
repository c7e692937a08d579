using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Pages.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tests.Components.Fakes;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class AuditPageTests : IAsyncDisposable
{
    private readonly PortalContext _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private NavigationManager Navigation => _portal.Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void First_paint_is_a_frame_with_skeletons()
    {
        _portal.SetRendererInfo(new RendererInfo("Server", false));
        Add("connection.rename", "Head office");
        var page = _portal.Render<AuditPage>();
        Assert.NotEmpty(page.FindAll(".mud-skeleton"));
        Assert.Empty(page.FindAll("li.audit-row"));
    }

    [Fact]
    public void Entry_says_who_did_what_to_which_connection_from_where_and_why()
    {
        _portal.AddConnection();
        Add("token.revoke", "AbCdEf123456", "Ticket 4711", PortalContext.Samira with { Address = "198.51.100.7" });
        var row = _portal.Render<AuditPage>().Find("li.audit-row");
        var text = System.Text.RegularExpressions.Regex.Replace(row.TextContent, @"\s+", " ");
        Assert.Contains("Samira Okafor revoked the token pscim_AbCdEf123456…", text, StringComparison.Ordinal);
        Assert.Contains("Reason: Ticket 4711", text, StringComparison.Ordinal);
        Assert.Contains("Pirros support", text, StringComparison.Ordinal);
        Assert.Contains("Head office", text, StringComparison.Ordinal);
        Assert.Contains("198.51.100.7", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_of_the_command_line_says_so_in_place_of_an_address()
    {
        Add("connection.rename", "Head office", actor: new Actor(ActorKind.Operator, "operator|root", "root (command line)"));
        Assert.Contains("Command line", _portal.Render<AuditPage>().Find(".audit-from").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_yet_and_nothing_that_matches_are_told_apart()
    {
        Assert.Contains("Nobody has done anything yet", _portal.Render<AuditPage>().Markup, StringComparison.Ordinal);
        Navigation.NavigateTo("audit?kind=token");
        Assert.Contains("No entry matches", _portal.Render<AuditPage>().Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audit?from=soon", "&#x27;soon&#x27; is no day")]
    [InlineData("audit?connection=nonsense", "A connection id is con-")]
    [InlineData("audit?tenant=keystone-structural", "There is no tenant keystone-structural")]
    public void Filter_that_cannot_be_used_is_refused_in_words(string address, string words)
    {
        Navigation.NavigateTo(address);
        Assert.Contains(words, _portal.Render<AuditPage>().Find("[role=alert]").InnerHtml.Replace("'", "&#x27;", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_are_links_both_ways_that_keep_the_filters()
    {
        for (var i = 0; i < AuditService.PageSize + 1; i++)
            Add("connection.rename", $"Name {i}");
        Navigation.NavigateTo("audit?kind=connection");
        var page = _portal.Render<AuditPage>();
        Assert.Equal(AuditService.PageSize, page.FindAll("li.audit-row").Count);
        var older = page.Find("nav[aria-label=Pages] a[href]").GetAttribute("href")!;
        Assert.Contains("kind=connection", older, StringComparison.Ordinal);
        Navigation.NavigateTo(older);
        page.WaitForAssertion(() => Assert.Contains("Name 0", Assert.Single(page.FindAll("li.audit-row")).TextContent, StringComparison.Ordinal));
        Assert.Contains("after=", page.Find("nav[aria-label=Pages] a[href]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void New_entry_appears_on_the_newest_page_by_itself()
    {
        var page = _portal.Render<AuditPage>();
        Add("connection.rename", "Head office");
        _portal.Clock.Advance(TimeSpan.FromSeconds(5));
        page.WaitForAssertion(() => Assert.Single(page.FindAll("li.audit-row")));
    }

    [Fact]
    public void Export_of_an_admin_keeps_the_filters()
    {
        Navigation.NavigateTo("audit?kind=token&from=2026-11-01");
        Assert.Equal(
            ["http://localhost/audit/export?kind=token&from=2026-11-01&form=csv", "http://localhost/audit/export?kind=token&from=2026-11-01&form=jsonl"],
            _portal.Render<AuditPage>().FindAll("a[download]").Select(link => link.GetAttribute("href")!));
    }

    [Fact]
    public void Support_sees_every_tenant_and_exports_one_of_them()
    {
        _portal.Person.Actor = PortalContext.Samira;
        Add("connection.rename", "Head office");
        var page = _portal.Render<AuditPage>();
        Assert.Contains("harbor-lane", page.Find("li.audit-row").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("a[download]"));
        Navigation.NavigateTo("audit?tenant=harbor-lane");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("a[download]").Count));
    }

    [Fact]
    public void Connection_page_shows_its_own_entries_only()
    {
        _portal.AddConnection();
        Add("connection.rename", "Head office");
        _portal.Data.Audit.Add(_portal.Data.Audit[0] with { Id = Guid.CreateVersion7(), Connection = null, Action = "tenant.create" });
        var page = _portal.Render<ConnectionAuditPage>(parameters => parameters.Add(p => p.Id, PortalContext.EntraId.Value));
        Assert.Contains("renamed the connection to", Assert.Single(page.FindAll("li.audit-row")).TextContent, StringComparison.Ordinal);
        Assert.Contains($"connection={PortalContext.EntraId}", page.Find("a[download]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Connection_that_is_not_there_is_not_shown()
        => Assert.Contains("This connection can't be shown", _portal.Render<ConnectionAuditPage>(parameters => parameters.Add(p => p.Id, ConnectionId.New().Value)).Markup.Replace("&#x27;", "'", StringComparison.Ordinal), StringComparison.Ordinal);

    private void Add(string action, string target, string? reason = null, Actor? actor = null)
        => _portal.Data.Audit.Add(AuditEntry.Of(_portal.Clock, actor ?? PortalContext.Mara, PortalContext.HarborLane, PortalContext.EntraId, action, target, reason));
}
