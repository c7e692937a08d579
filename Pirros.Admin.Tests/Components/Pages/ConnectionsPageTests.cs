using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Components.Pages.Connections;
using Pirros.Admin.Connections;
using Pirros.Admin.Tests.Components.Fakes;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class ConnectionsPageTests : IAsyncDisposable
{
    private readonly PortalContext _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public void Connections_when_there_are_none_explain_what_they_are_for_and_offer_to_create_one()
    {
        var page = _portal.Render<ConnectionsPage>();
        Assert.Contains("Connect your identity provider", page.Markup, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("button"), button => button.TextContent.Contains("Create a connection", StringComparison.Ordinal));
    }

    [Fact]
    public void Connections_show_each_with_its_figures_and_lead_to_its_page()
    {
        _portal.AddConnection();
        _portal.AddToken();
        _portal.AddRequest();
        _portal.Data.Users[PortalContext.EntraId] = (1240, 1198);
        var row = _portal.Render<ConnectionsPage>().Find(".list-row");
        foreach (var part in new[] { "Head office", "Microsoft Entra ID", "Healthy", "1,240", "12 s ago", "in 345 days" })
            Assert.Contains(part, row.TextContent, StringComparison.Ordinal);
        Assert.Equal($"connections/{PortalContext.EntraId}", row.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void Connections_before_the_circuit_is_there_are_skeletons()
    {
        _portal.SetRendererInfo(new RendererInfo("Static", false));
        _portal.AddConnection();
        Assert.NotEmpty(_portal.Render<ConnectionsPage>().FindAll(".mud-skeleton"));
    }

    [Fact]
    public void Connections_of_support_lead_to_the_support_page()
    {
        _portal.Person.Actor = PortalContext.Samira;
        _portal.Render<ConnectionsPage>();
        Assert.EndsWith("/support", _portal.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Creating_a_connection_makes_its_first_token_shows_the_secret_once_and_opens_its_page()
    {
        var dialogs = _portal.Dialogs();
        var page = _portal.Render<ConnectionsPage>();

        // Not awaited: what the click starts ends when the dialogs are closed.
        page.FindAll("button").First(b => b.TextContent.Contains("Create a connection", StringComparison.Ordinal)).Click();
        await dialogs.WaitForElements("input[type=radio]")[1].ClickAsync(new());
        await dialogs.FindAll("button").First(b => b.TextContent.Contains("Create connection", StringComparison.Ordinal)).ClickAsync(new());
        var secret = dialogs.WaitForElement("[data-value]").TextContent;
        Assert.StartsWith("pscim_", secret, StringComparison.Ordinal);
        Assert.Contains("New API Token for Okta", dialogs.Markup, StringComparison.Ordinal);
        await dialogs.FindAll("button").First(b => b.TextContent.Contains("I have copied it", StringComparison.Ordinal)).ClickAsync(new());
        dialogs.WaitForAssertion(() => Assert.DoesNotContain(secret, dialogs.Markup, StringComparison.Ordinal));
        var made = Assert.Single(_portal.Data.Connections);
        Assert.Equal(IdentityProvider.Okta, made.Provider);
        page.WaitForAssertion(() => Assert.EndsWith($"/connections/{made.Id}", _portal.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
    }
}
