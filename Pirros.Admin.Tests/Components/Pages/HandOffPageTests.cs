using System.Net;
using Bunit;
using Microsoft.AspNetCore.Http;
using Pirros.Admin.Components.Pages.HandOffs;
using Pirros.Admin.Connections;
using Pirros.Admin.HandOffs;
using Pirros.Admin.Tests.Components.Fakes;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class HandOffPageTests : IAsyncDisposable
{
    private const string Link = "the-link";

    private readonly PortalContext _portal = new();
    private readonly DefaultHttpContext _http = new();

    public HandOffPageTests()
    {
        _http.Connection.RemoteIpAddress = IPAddress.Parse("198.51.100.7");
        _http.Request.Method = "GET";
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(IdentityProvider.EntraId, "Microsoft Entra ID", "Identifier (Entity ID)|Reply URL|Tenant URL", "Secret Token", "Test Connection")]
    [InlineData(IdentityProvider.Okta, "Okta", "Audience URI (SP Entity ID)|Single sign-on URL|Base URL", "API Token", "Test API Credentials")]
    [InlineData(IdentityProvider.Other, "your identity provider", "Entity ID|Reply URL|SCIM URL", "Secret Token", "bearer token")]
    public void Values_and_steps_have_the_words_of_the_provider(IdentityProvider provider, string name, string words, string secret, string step)
    {
        Add(provider);
        var page = Page();
        Assert.Equal($"Connect {name} to Pirros", page.Find("h1").TextContent);
        Assert.Equal(["Connection ID", .. words.Split('|')], page.FindAll(".stack > .card:first-child .value-label").Select(label => label.TextContent));
        Assert.Equal(4, page.FindAll(".stack > .card:first-child .value-row [data-copy]").Count);
        Assert.Equal($"Show the {secret}", Button(page).TextContent.Trim());
        Assert.Contains(step, page.Find(".hand-off-guide").TextContent, StringComparison.Ordinal);
        Assert.Contains("Mara Quinn sent you this link.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Harbor & Lane Architects", page.Find(".head-line").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Mappings_of_Entra_are_there_to_be_copied()
    {
        Add();
        var sources = Page().FindAll("[aria-labelledby=group-mappings] [data-copy]").Select(copy => copy.GetAttribute("data-copy"));
        Assert.Equal(["userPrincipalName", "givenName", "surname", "mail", "Switch([IsSoftDeleted], , \"True\", \"False\", \"False\", \"True\")"], sources);
    }

    [Theory]
    [InlineData(IdentityProvider.EntraId)]
    [InlineData(IdentityProvider.Okta)]
    [InlineData(IdentityProvider.Other)]
    public void Guide_is_whole_with_the_lines_of_each_form_told_apart(IdentityProvider provider)
    {
        Add(provider);
        var page = Page();
        var guide = Admin.Guides.Guide.For(provider).ForConsole();
        Assert.Equal(guide.Steps.Select(step => (step.Id, step.Title)), page.FindAll(".hand-off-steps > li").Select(step => (step.Id!, step.QuerySelector("h3")!.TextContent)));
        Assert.Equal(guide.Forms.Select(form => form.Words), page.FindAll(".hand-off-forms label").Select(form => form.TextContent));
        for (var i = 0; i < guide.Forms.Count; i++)
            Assert.Equal(guide.Steps.SelectMany(step => step.Lines).Count(line => line.Form == guide.Forms[i].Key), page.FindAll($".only-{i}").Count);
        Assert.NotEmpty(page.FindAll(".hand-off-steps a[href$='#secret-title']"));
    }

    [Fact]
    public void Opening_is_counted_with_its_address_and_issues_nothing()
    {
        Add();
        Page();
        Assert.Equal(new HandOffOpenings(1, _portal.Now, _portal.Now, "198.51.100.7"), _portal.Data.HandOffs[0].HandOff.Opened);
        Assert.Empty(_portal.Data.Tokens);
    }

    [Theory]
    [InlineData(24, "The present one keeps working for 24 hours after that")]
    [InlineData(0, "ends the present one at once: Microsoft Entra ID is refused until the new one is pasted in.")]
    public void Secret_that_replaces_another_says_what_becomes_of_it(int hours, string said)
    {
        Add(grace: TimeSpan.FromHours(hours));
        _portal.AddToken();
        Assert.Contains(said, Page().Find(".consequence").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_that_replaces_none_says_nothing_of_another()
    {
        Add();
        Assert.Empty(Page().FindAll(".consequence"));
    }

    [Fact]
    public async Task Secret_is_shown_when_it_is_asked_for()
    {
        Add();
        var page = Page("POST");
        await page.Find("form").SubmitAsync();
        var secret = page.Find(".secret [data-value]").TextContent;
        Assert.True(SecretToken.IsWellFormed(secret));
        Assert.Contains("then choose Test Connection.", page.Find(".secret").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, _portal.Data.HandOffs[0].HandOff.Opened.Count);
        Assert.Equal("198.51.100.7", _portal.Data.HandOffs[0].HandOff.Taken?.From);
    }

    [Fact]
    public async Task Secret_that_was_taken_says_when_and_from_where_and_whom_to_tell()
    {
        Add(taken: new SecretTaken(_portal.Now.AddMinutes(-4), "203.0.113.9"));
        var page = Page("POST");
        await page.Find("form").SubmitAsync();
        var status = page.Find("[role=status]:has(.mud-alert)").TextContent;
        Assert.Contains("4 min ago", status, StringComparison.Ordinal);
        Assert.Contains("203.0.113.9", status, StringComparison.Ordinal);
        Assert.Contains("tell Mara Quinn at once", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".secret, button[type=submit]"));
        Assert.Empty(_portal.Data.Tokens);
    }

    [Fact]
    public async Task Secret_that_is_refused_says_why_and_can_be_asked_for_again()
    {
        Add();
        _portal.AddToken();
        _portal.AddToken("Second123456");
        var page = Page("POST");
        await page.Find("form").SubmitAsync();
        Assert.Contains("Two tokens are live already.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(Button(page));
    }

    [Fact]
    public async Task Link_that_opens_nothing_says_so_and_no_more_when_the_secret_is_asked_for()
    {
        var page = Page("POST");
        await page.Find("form").SubmitAsync();
        Assert.Equal("This link opens nothing", page.Find("h1").TextContent);
        Assert.Empty(_portal.Data.Audit);
    }

    [Theory]
    [InlineData(null, "Sign in")]
    [InlineData("support", "Sign in as somebody else")]
    public async Task Link_for_admins_says_so_to_others_and_shows_and_issues_nothing(string? role, string button)
    {
        Add(forAdmins: true);
        if (role is not null)
            _http.User = SignedIn.PrincipalOf(PortalContext.Samira);
        var page = Page("POST");
        await page.Find("form").SubmitAsync();
        Assert.Equal("This link is for an admin of the firm", page.Find("h1").TextContent);
        var link = page.Find("a");
        Assert.Equal((button, $"/signin{(role is null ? "" : "/again")}?returnUrl=%2Fhand-off%2F{Link}"), (link.TextContent.Trim(), link.GetAttribute("href")));
        Assert.Empty(page.FindAll(".value-row, .secret"));
        Assert.DoesNotContain("Harbor", page.Markup, StringComparison.Ordinal);
        Assert.Empty(_portal.Data.Tokens);
        Assert.Equal(0, _portal.Data.HandOffs[0].HandOff.Opened.Count);
    }

    [Fact]
    public async Task Link_for_admins_gives_one_of_them_the_secret_under_their_name()
    {
        Add(forAdmins: true);
        _http.User = SignedIn.PrincipalOf(PortalContext.Mara);
        var page = Page("POST");
        await page.Find("form").SubmitAsync();
        Assert.True(SecretToken.IsWellFormed(page.Find(".secret [data-value]").TextContent));
        Assert.Contains("for admins of your firm only", page.Markup, StringComparison.Ordinal);
        Assert.Equal(PortalContext.Mara.Id, _portal.Data.Audit[^1].Actor.Id);
    }

    private void Add(IdentityProvider provider = IdentityProvider.EntraId, TimeSpan? grace = null, SecretTaken? taken = null, bool forAdmins = false)
    {
        _portal.AddConnection(provider);
        _portal.Data.HandOffs.Add((
            new HandOff(Guid.CreateVersion7(), PortalContext.EntraId, _portal.Now, "Mara Quinn", grace ?? TimeSpan.FromHours(24), _portal.Now.AddDays(7), forAdmins, HandOffOpenings.None, taken),
            HandOffToken.Hash(Link)));
    }

    private IRenderedComponent<HandOffPage> Page(string method = "GET")
    {
        _http.Request.Method = method;
        return _portal.Render<HandOffPage>(p => p.Add(page => page.Token, Link).AddCascadingValue<HttpContext>(_http));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<HandOffPage> page) => page.Find("button[type=submit]");
}
