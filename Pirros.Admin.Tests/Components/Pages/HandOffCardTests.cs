using Bunit;
using MudBlazor;
using Pirros.Admin.Components.Pages.Connections;
using Pirros.Admin.HandOffs;
using Pirros.Admin.Tests.Components.Fakes;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class HandOffCardTests : IAsyncDisposable
{
    private readonly PortalContext _portal = new();
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public HandOffCardTests() => _dialogs = _portal.Dialogs();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public void Card_without_a_link_says_what_one_is_for()
    {
        var card = Page().Find(".hand-offs");
        Assert.Contains("For whoever may enter Microsoft Entra ID: a link opens these values without an account, for 7 days.", Words(card.TextContent), StringComparison.Ordinal);
        Assert.Empty(card.QuerySelectorAll("article"));
    }

    [Fact]
    public void Link_that_nobody_opened_says_so()
        => Assert.Contains("Not opened Made 2 h ago", Shown(HandOffOpenings.None, null), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, "Opened 1 time, last 5 min ago")]
    [InlineData(12, "Opened 12 times, last 5 min ago")]
    public void Link_that_was_opened_says_how_often_when_and_from_where(int count, string said)
    {
        var shown = Shown(new HandOffOpenings(count, _portal.Now.AddHours(-1), _portal.Now.AddMinutes(-5), "198.51.100.7"), null);
        Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.Contains("from 198.51.100.7", shown, StringComparison.Ordinal);
        Assert.Contains("Secret Token Not taken", shown, StringComparison.Ordinal);
        Assert.Contains("Ends in 6 days", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Link_whose_secret_was_taken_says_when_and_from_where()
    {
        var shown = Shown(new HandOffOpenings(1, _portal.Now, _portal.Now, "198.51.100.7"), new SecretTaken(_portal.Now.AddMinutes(-4), "198.51.100.9"));
        Assert.StartsWith("Secret taken", shown, StringComparison.Ordinal);
        Assert.Contains("Secret Token Taken 4 min ago", shown, StringComparison.Ordinal);
        Assert.Contains("from 198.51.100.9", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_is_shown_once_with_its_code_and_forgotten_when_it_was_copied()
    {
        var page = Page();
        page.Find(".hand-offs .card-head button").Click();
        Assert.Contains("without an account, for 7 days or until you revoke it. The Secret Token is issued on that page, once", Said, StringComparison.Ordinal);
        Assert.Contains("Microsoft Entra ID then has 24 hours for the new one.", Said, StringComparison.Ordinal);
        await Press("Make link");
        var link = _dialogs.WaitForElement("[data-value]").TextContent;
        Assert.Matches("^http://localhost/hand-off/[A-Za-z0-9_-]{43}$", link);
        Assert.NotNull(_dialogs.Find("svg.qr-code"));
        Assert.Contains("It works until Mon, 30 Nov, 13:05 UTC.", Said, StringComparison.Ordinal);
        Assert.Single(page.FindAll(".hand-offs article"));
        Assert.DoesNotContain(link[^43..], page.Markup, StringComparison.Ordinal);
        await Press("I have sent or copied it");
        _dialogs.WaitForAssertion(() => Assert.Empty(_dialogs.FindAll(".mud-dialog")));
        Assert.DoesNotContain(link[^43..], _dialogs.Markup + page.Markup, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(24), _portal.Data.HandOffs[0].HandOff.Grace);
    }

    [Fact]
    public async Task Link_without_grace_says_that_the_provider_is_refused_at_once()
    {
        Page().Find(".hand-offs .card-head button").Click();
        await _dialogs.FindAll("input[type=radio]")[3].ClickAsync(new());
        Assert.Contains("Microsoft Entra ID is refused until the new one is pasted in.", Said, StringComparison.Ordinal);
        await Press("Make link");
        Assert.Equal(TimeSpan.Zero, _portal.Data.HandOffs[0].HandOff.Grace);
    }

    [Fact]
    public void Link_of_a_connection_without_a_token_asks_for_no_grace()
    {
        Page(token: false).Find(".hand-offs .card-head button").Click();
        Assert.Empty(_dialogs.FindAll("input[type=radio]"));
    }

    [Fact]
    public async Task Support_gives_a_reason_for_a_link()
    {
        _portal.Person.Actor = PortalContext.Samira;
        Page().Find(".hand-offs .card-head button").Click();
        await Press("Make link");
        Assert.Contains("The reason is empty.", _dialogs.WaitForElement("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(_portal.Data.HandOffs);
    }

    [Fact]
    public async Task Revoking_a_link_whose_secret_was_taken_says_that_the_token_works_on()
    {
        Add(HandOffOpenings.None, new SecretTaken(_portal.Now.AddMinutes(-4), "198.51.100.9"));
        var page = Page();
        page.Find(".hand-offs article button").Click();
        Assert.Contains("The link to Head office that Mara Quinn made 2 h ago", Said, StringComparison.Ordinal);
        Assert.Contains("from 198.51.100.9, and keeps working. To end it, revoke the token itself.", Said, StringComparison.Ordinal);
        await Press("Revoke link");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".hand-offs article")));
        Assert.Equal("hand-off.revoke", _portal.Data.Audit[^1].Action);
    }

    private string Said => Words(_dialogs.Find(".mud-dialog").TextContent);

    private string Shown(HandOffOpenings opened, SecretTaken? taken)
    {
        Add(opened, taken);
        var article = Page().Find(".hand-offs article");

        // The exact times, which only hovering shows, would stand between the words.
        foreach (var exact in article.QuerySelectorAll(".when-exact"))
            exact.Remove();
        return Words(article.TextContent);
    }

    private void Add(HandOffOpenings opened, SecretTaken? taken)
    {
        var made = _portal.Now.AddHours(-2);
        _portal.Data.HandOffs.Add((new HandOff(Guid.CreateVersion7(made), PortalContext.EntraId, made, "Mara Quinn", TimeSpan.FromHours(24), made.AddDays(7), false, opened, taken), []));
    }

    private IRenderedComponent<ConnectionPage> Page(bool token = true)
    {
        _portal.AddConnection();
        if (token)
            _portal.AddToken();
        return _portal.Render<ConnectionPage>(p => p.Add(shown => shown.Id, PortalContext.EntraId.Value));
    }

    private Task Press(string words) => _dialogs.FindAll(".mud-dialog-actions button").First(button => button.TextContent.Trim() == words).ClickAsync(new());

    private static string Words(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
