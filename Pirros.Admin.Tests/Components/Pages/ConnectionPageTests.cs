using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Activity;
using Pirros.Admin.Components.Pages.Connections;
using Pirros.Admin.Connections;
using Pirros.Admin.Tests.Components.Fakes;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class ConnectionPageTests : IAsyncDisposable
{
    private readonly PortalContext _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(IdentityProvider.EntraId, "Identifier (Entity ID)|Reply URL|Tenant URL", "Secret Token")]
    [InlineData(IdentityProvider.Okta, "Audience URI (SP Entity ID)|Single sign-on URL|Base URL", "API Token")]
    [InlineData(IdentityProvider.Other, "Entity ID|Reply URL|SCIM URL", "Secret Token")]
    public void Values_have_the_words_of_the_provider(IdentityProvider provider, string words, string secret)
    {
        _portal.AddConnection(provider);
        _portal.AddToken();
        var labels = Page().FindAll(".value-label").Select(label => label.TextContent).ToList();
        Assert.Equal(["Connection ID", .. words.Split('|'), secret], labels);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Support_sees_the_page_of_the_firms_admin_and_changes_nothing_that_they_set(bool support, bool may)
    {
        if (support)
            _portal.Person.Actor = PortalContext.Samira;
        _portal.AddConnection();
        _portal.AddToken();
        var page = Page();
        var offered = page.FindAll("button").Select(button => button.TextContent.Trim()).ToList();
        foreach (var act in new[] { "Rename", "Switch off", "Add attributes" })
            Assert.Equal(may, offered.Contains(act));
        Assert.Contains("Make a link", offered);
        Assert.Equal(support, page.FindAll(".disclosure").Count == 1);
    }

    [Fact]
    public void Values_have_a_QR_code_each_and_the_secret_has_neither_code_nor_copy()
    {
        _portal.AddConnection();
        _portal.AddToken();
        var rows = Page().FindAll(".value-row");
        Assert.All(rows.Take(4), row => Assert.NotNull(row.QuerySelector(".qr button")));
        Assert.Null(rows[4].QuerySelector(".qr button"));
        Assert.Null(rows[4].QuerySelector("[data-copy]"));
        Assert.Contains("pscim_AbCdEf123456…", rows[4].TextContent, StringComparison.Ordinal);
        Assert.Contains("It was shown once", rows[4].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_all_holds_every_value_with_its_label_and_no_secret()
    {
        _portal.Origin = "https://scim.pirros.example";
        _portal.AddConnection();
        _portal.AddToken();
        var all = Page().FindAll("[data-copy]")[0].GetAttribute("data-copy")!;
        Assert.Equal(
            [
                "Connection ID: con-7k2m9q4x1v8c3n5t",
                "Identifier (Entity ID): urn:auth0:harbor-lane:con-7k2m9q4x1v8c3n5t",
                "Reply URL: https://scim.pirros.example/scim/v2/connections/con-7k2m9q4x1v8c3n5t",
                "Tenant URL: https://scim.pirros.example/scim/v2/connections/con-7k2m9q4x1v8c3n5t",
            ],
            all.Split('\n'));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("https://scim.pirros.example", false)]
    public void Values_that_point_at_this_machine_say_so(string origin, bool said)
    {
        _portal.Origin = origin;
        _portal.AddConnection();
        Assert.Equal(said, Page().Markup.Contains("Connections:Origin", StringComparison.Ordinal));
    }

    [Fact]
    public void Connection_out_of_reach_is_said_not_to_be_there_with_a_way_back()
    {
        var page = Page();
        Assert.Contains("There is no connection con-7k2m9q4x1v8c3n5t", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.Find("a[href=connections]"));
    }

    [Fact]
    public void Connection_without_a_live_token_offers_to_issue_one_and_folds_the_ended_ones()
    {
        _portal.AddConnection();
        _portal.AddToken(with: token => token with { RevokedAt = _portal.Now.AddDays(-1) });
        _portal.AddRequest();
        var page = Page();
        Assert.Contains(page.FindAll("button"), button => button.TextContent.Contains("Issue a token", StringComparison.Ordinal));
        Assert.Contains("Failing", page.Find(".connection-head").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 ended token", page.Find("details summary").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Connection_that_never_had_a_request_or_a_token_waits_and_says_to_issue_one()
    {
        _portal.AddConnection();
        var page = Page();
        Assert.Contains("Waiting", page.Find(".connection-head").TextContent, StringComparison.Ordinal);
        Assert.Contains("Issue a token, and paste it in Microsoft Entra ID under Provisioning → Admin Credentials as Secret Token.", page.Find(".diagnosis").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IdentityProvider.EntraId, "Test Connection")]
    [InlineData(IdentityProvider.Okta, "Test API Credentials")]
    public void Requests_when_there_are_none_say_what_to_do_next_in_the_provider(IdentityProvider provider, string step)
    {
        _portal.AddConnection(provider);
        _portal.AddToken();
        Assert.Contains(step, Page().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Request_that_arrives_appears_without_reloading_and_leaves_an_open_row_open()
    {
        _portal.AddConnection();
        _portal.AddToken();
        _portal.AddRequest(secondsAgo: 60);
        var page = Page();
        page.Find(".activity-summary").Click();
        _portal.AddRequest(201, ActivityKind.Created, "Bo Ek", secondsAgo: 1);
        _portal.Services.GetRequiredService<ActivityFeed>().Tell(new HashSet<ConnectionId> { PortalContext.EntraId });
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".activity").Count));
        Assert.Contains("created Bo Ek", page.FindAll(".activity")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.FindAll(".activity-summary")[1].GetAttribute("aria-expanded"));
        Assert.Contains("1 s ago", page.Find(".connection-head").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_that_cannot_be_refreshed_says_so_and_recovers()
    {
        _portal.AddConnection();
        _portal.AddToken();
        var page = Page();
        _portal.Data.Fault = new TimeoutException("the database is busy");
        _portal.Clock.Advance(TimeSpan.FromSeconds(5));
        page.WaitForAssertion(() => Assert.Contains("could not be refreshed", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Head office", page.Markup, StringComparison.Ordinal);
        page.WaitForAssertion(() =>
        {
            _portal.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.DoesNotContain("could not be refreshed", page.Markup, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(200, null, "Healthy", "Requests arrive and are answered, the last 12 s ago")]
    [InlineData(401, null, "Failing", "refused for its token")]
    [InlineData(429, null, "Attention", "more requests than are allowed")]
    [InlineData(200, 9, "Attention", "The last token ends on Wed, 2 Dec, 13:05 UTC.")]
    public void Card_says_why_the_connection_is_in_the_state_that_its_header_shows(int status, int? tokenDays, string word, string why)
    {
        _portal.AddConnection();
        _portal.AddToken(with: token => tokenDays is { } days ? token with { ExpiresAt = _portal.Now.AddDays(days) } : token);
        _portal.AddRequest(secondsAgo: 60);
        _portal.AddRequest(status, status == 401 ? ActivityKind.Refused : ActivityKind.Updated);
        var page = Page();
        Assert.Equal(word, page.Find(".connection-head .pill").TextContent);
        Assert.Contains($"{word}: ", page.Find(".diagnosis-says").TextContent, StringComparison.Ordinal);
        Assert.Contains(why, page.Find(".diagnosis-says").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<ConnectionPage> Page() => _portal.Render<ConnectionPage>(p => p.Add(page => page.Id, PortalContext.EntraId.Value));
}
