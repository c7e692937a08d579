using Bunit;
using Pirros.Admin.Components.Pages.Support;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.Components.Fakes;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class SupportPageTests : IAsyncDisposable
{
    private readonly PortalContext _portal = new();

    public SupportPageTests() => _portal.Person.Actor = PortalContext.Samira;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public void Support_without_a_search_sees_those_in_trouble_first()
    {
        _portal.AddConnection(name: "Fine");
        _portal.AddToken();
        _portal.AddRequest();
        _portal.Data.Connections.Add(_portal.Data.Connections[0] with { Id = ConnectionId.New(), Name = "Without a token" });
        _portal.Data.Connections.Add(_portal.Data.Connections[0] with { Id = ConnectionId.New(), Name = "Switched off", Enabled = false });
        Assert.Equal(["Without a token", "Fine", "Switched off"], _portal.Render<SupportPage>().FindAll(".list-link").Select(link => link.TextContent));
    }

    [Fact]
    public void Support_sees_how_many_are_in_each_state_and_narrows_the_list_to_one()
    {
        _portal.AddConnection(name: "Fine");
        _portal.AddToken();
        _portal.AddRequest();
        _portal.Data.Connections.Add(_portal.Data.Connections[0] with { Id = ConnectionId.New(), Name = "Without a token" });
        _portal.Data.Connections.Add(_portal.Data.Connections[0] with { Id = ConnectionId.New(), Name = "Switched off", Enabled = false });
        _portal.Services.GetService<Microsoft.AspNetCore.Components.NavigationManager>()!.NavigateTo("support?state=off");
        var page = _portal.Render<SupportPage>();
        Assert.Equal(["0 Failing", "0 Attention", "1 Waiting", "1 Healthy", "1 Off"], page.FindAll(".health-state").Select(link => $"{link.QuerySelector(".health-count")!.TextContent}{link.QuerySelector(".health-word")!.TextContent}"));
        Assert.Equal(["Switched off"], page.FindAll(".list-link").Select(link => link.TextContent));
        var chosen = page.Find(".health-state[aria-current=true]");
        Assert.Equal(("Off", "support"), (chosen.QuerySelector(".health-word")!.TextContent.Trim(), chosen.GetAttribute("href")));
        _portal.Services.GetService<Microsoft.AspNetCore.Components.NavigationManager>()!.NavigateTo("support?state=attention");
        page.WaitForAssertion(() => Assert.Contains("No connection is in this state", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Tenant_without_a_connection_is_shown_as_well()
    {
        _portal.AddConnection();
        _portal.Data.Tenants.Add(new Tenant(new TenantId("keystone-structural"), "Keystone Structural", _portal.Now));
        Assert.Equal("Keystone Structural", _portal.Render<SupportPage>().Find(".bare-tenants li").FirstChild!.TextContent);
        Assert.Empty(Search("harbor").FindAll(".bare-tenants"));
    }

    [Theory]
    [InlineData("harbor")]
    [InlineData("head off")]
    [InlineData("con-7k2m")]
    [InlineData("pscim_AbCd")]
    public void Support_finds_a_connection_by_what_a_caller_reads_out(string text)
    {
        _portal.AddConnection();
        _portal.AddToken();
        var page = Search(text);
        page.WaitForAssertion(() => Assert.Contains("1 match", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Harbor &amp; Lane Architects", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Support_that_finds_nothing_is_told_what_to_try()
    {
        _portal.AddConnection();
        var page = Search("keystone");
        page.WaitForAssertion(() => Assert.Contains("Nothing matches", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Never ask for the whole token", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_of_a_tenant_admin_is_refused()
    {
        _portal.Person.Actor = PortalContext.Mara;
        var page = Search("harbor");
        page.WaitForAssertion(() => Assert.Contains("Searching across tenants is for Pirros support.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    private IRenderedComponent<SupportPage> Search(string text)
    {
        _portal.Services.GetService<Microsoft.AspNetCore.Components.NavigationManager>()!.NavigateTo($"support?q={Uri.EscapeDataString(text)}");
        return _portal.Render<SupportPage>();
    }
}
