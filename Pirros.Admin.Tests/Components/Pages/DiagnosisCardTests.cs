using System.Globalization;
using Bunit;
using Pirros.Admin.Activity;
using Pirros.Admin.Components.Pages.Connections;
using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Tests.Components.Fakes;
using Pirros.Admin.Tests.Diagnosis;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class DiagnosisCardTests : IAsyncDisposable
{
    private readonly PortalContext _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public void Card_while_it_loads_is_a_skeleton() => Assert.NotEmpty(Card(null).FindAll(".mud-skeleton"));

    [Theory]
    [InlineData(ConnectionState.Healthy, "good")]
    [InlineData(ConnectionState.Waiting, "info")]
    [InlineData(ConnectionState.Attention, "attention")]
    [InlineData(ConnectionState.Failing, "bad")]
    [InlineData(ConnectionState.Off, "quiet")]
    public void Card_says_its_state_by_a_word_an_icon_and_a_tone(ConnectionState state, string tone)
    {
        var card = Card(new Finding(ConnectionCondition.Healthy, Sentence.Of("It is so.")) { State = state });
        Assert.Contains($"diagnosis-{tone}", card.Find("section").ClassName, StringComparison.Ordinal);
        Assert.Equal($"{state}: It is so.", card.Find(".diagnosis-says").TextContent.Trim());
        Assert.NotNull(card.Find(".diagnosis-icon"));
        Assert.Equal($"The sync is: {state}", card.Find("[role=status]").TextContent);
    }

    [Theory]
    [InlineData(FindingAct.ShowValues, "#values-title")]
    [InlineData(FindingAct.ShowTokens, "#tokens-title")]
    [InlineData(FindingAct.ShowRequests, "#requests-title")]
    public void Card_leads_to_what_is_to_be_looked_at(FindingAct act, string place)
        => Assert.Equal($"connections/{PortalContext.EntraId}{place}", Card(new Finding(ConnectionCondition.Healthy, Sentence.Of("So."), Sentence.Of("Look.")) { Act = act }).Find("a").GetAttribute("href"));

    [Fact]
    public void Card_keeps_its_evidence_under_a_fold()
    {
        var finding = new KnownSync().Created().Refused(TokenRefusal.Truncated).Diagnose();
        var card = Card(finding);
        Assert.Empty(card.FindAll(".diagnosis-told, .activity"));
        card.FindAll("button").Single(button => button.TextContent.Contains("What this is told from", StringComparison.Ordinal)).Click();
        Assert.Contains("1 of the latest 2 requests", card.Find(".diagnosis-told").TextContent, StringComparison.Ordinal);
        Assert.Single(card.FindAll(".activity"));
        Assert.Equal("true", card.Find("[aria-controls=diagnosis-evidence]").GetAttribute("aria-expanded"));
    }

    [Fact]
    public void Finding_is_said_in_the_language_of_the_page()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de");
        var says = new KnownSync().Created().Refused(TokenRefusal.Truncated).Diagnose().Says.ToString();
        Assert.StartsWith("Das Secret Token in Microsoft Entra ID ist abgeschnitten", says, StringComparison.Ordinal);
    }

    [Fact]
    public void Card_lists_the_causes_in_their_order()
        => Assert.StartsWith("Nobody is assigned.", Card(new KnownSync().Request(ActivityKind.MatchMiss, path: "/Users?filter=x").Diagnose()).FindAll(".diagnosis-causes li")[0].TextContent.Trim(), StringComparison.Ordinal);

    [Fact]
    public void Card_without_anything_to_do_offers_nothing()
        => Assert.Empty(Card(new Finding(ConnectionCondition.Healthy, Sentence.Of("So."))).FindAll("button, a"));

    [Fact]
    public void Card_says_moments_as_times_of_the_viewer()
    {
        var card = Card(new Finding(ConnectionCondition.Healthy, Sentence.Of("Revoked on {0}, used {1:ago}, {2:mono}.", _portal.Now, _portal.Now.AddMinutes(-3), "/Users")));
        Assert.Equal(2, card.FindAll("time").Count);
        Assert.Contains("3 min ago", card.Markup, StringComparison.Ordinal);
        Assert.Equal("/Users", card.Find(".mono").TextContent);
    }

    [Fact]
    public async Task Card_of_a_connection_that_is_off_switches_it_on()
    {
        var dialogs = _portal.Dialogs();
        _portal.AddConnection(enabled: false);
        _portal.AddToken();
        var page = _portal.Render<ConnectionPage>(p => p.Add(shown => shown.Id, PortalContext.EntraId.Value));
        page.FindAll(".diagnosis button").Single(button => button.TextContent.Contains("Switch the connection on", StringComparison.Ordinal)).Click();
        dialogs.WaitForElement(".mud-dialog");
        await dialogs.FindAll(".mud-dialog-actions button").First(button => button.TextContent.Trim() == "Switch on").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("NothingYet", page.Find(".diagnosis").GetAttribute("data-condition")));
    }

    private IRenderedComponent<DiagnosisCard> Card(Finding? finding) => _portal.Render<DiagnosisCard>(p => p.Add(card => card.Connection, PortalContext.EntraId).Add(card => card.Finding, finding));
}
