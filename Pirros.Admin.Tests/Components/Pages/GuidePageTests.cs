using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Activity;
using Pirros.Admin.Components.Pages.Connections;
using Pirros.Admin.Components.Pages.Guide;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.Tests.Components.Fakes;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class GuidePageTests : IAsyncDisposable
{
    private readonly PortalContext _portal = new() { Origin = "https://scim.pirros.example" };

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(IdentityProvider.EntraId, "Create the app|SAML SSO|Provisioning|Attribute mappings|Assignments|Test single sign-on", "Reply URL|Tenant URL|Identifier (Entity ID)")]
    [InlineData(IdentityProvider.Okta, "Create the app|SAML SSO|Provisioning|Attribute mappings|Assignments|Test single sign-on", "Single sign-on URL|SCIM connector base URL|Audience URI (SP Entity ID)")]
    [InlineData(IdentityProvider.Other, "Create the app|SAML SSO|Provisioning|Attribute mappings|Assignments|Test single sign-on", "Reply URL|SCIM URL|Entity ID")]
    public void Steps_stand_in_groups_with_their_values_in_place(IdentityProvider provider, string groups, string labels)
    {
        _portal.AddConnection(provider);
        _portal.AddToken();
        var page = Page();
        Assert.Equal(groups.Split('|'), page.FindAll(".guide-group-title").Select(title => title.TextContent));
        foreach (var label in labels.Split('|'))
        {
            var value = page.FindAll(".value-row").Single(row => row.QuerySelector(".value-label")!.TextContent == label).QuerySelector("[data-copy]")!.GetAttribute("data-copy");
            Assert.Equal(label.EndsWith("ID)", StringComparison.Ordinal) || label == "Entity ID" ? "urn:auth0:harbor-lane:con-7k2m9q4x1v8c3n5t" : "https://scim.pirros.example/scim/v2/connections/con-7k2m9q4x1v8c3n5t", value);
        }
    }

    [Fact]
    public void Provisioning_page_has_two_forms_and_the_address_keeps_the_chosen_one()
    {
        _portal.AddConnection();
        var page = Page();
        Assert.Contains("Set Provisioning Mode to Automatic.", Text(page, "entra-provisioning"), StringComparison.Ordinal);
        Assert.DoesNotContain("New configuration", Text(page, "entra-provisioning"), StringComparison.Ordinal);
        page.FindAll("input[type=radio]")[1].Click();
        Assert.EndsWith("?form=configuration", _portal.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        page = Page("configuration");
        Assert.Contains("choose New configuration.", Text(page, "entra-provisioning"), StringComparison.Ordinal);
        Assert.Contains("?form=configuration#entra-saml", page.FindAll(".rail-step")[1].GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Step_that_the_endpoint_saw_shows_its_proof()
    {
        _portal.AddConnection();
        _portal.AddMark("entra-test-connection", secondsAgo: 12);
        _portal.AddMark("user-created", secondsAgo: 5, whom: "Bo Ek", count: 1_200);
        var page = Page();
        Assert.Contains("Proved", Text(page, "entra-credentials"), StringComparison.Ordinal);
        Assert.Matches(@"Test Connection arrived\s+12 s ago.* from 20\.190\.8\.1", Text(page, "entra-credentials"));
        Assert.Matches(@"Created Bo Ek 5 s ago.* from 20\.190\.8\.1, 1,200 times so far", Text(page, "entra-start"));
        Assert.Null(Step(page, "entra-credentials").QuerySelector(".step-proof button"));
        Assert.Contains("2 of 17 steps done", page.Find(".guide-rail").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_that_cannot_be_seen_is_ticked_by_hand_and_says_by_whom_and_can_be_unticked()
    {
        _portal.AddConnection();
        var page = Page();
        page.Find("#entra-app .step-proof button").Click();
        page.WaitForAssertion(() => Assert.Contains("Ticked by Mara Quinn", Text(page, "entra-app"), StringComparison.Ordinal));
        Assert.Contains("1 of 17 steps done", page.Find(".guide-rail").TextContent, StringComparison.Ordinal);
        Assert.Contains("Create the enterprise application: By hand. 1 of 17 steps done.", page.Find("p[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal("entra-saml", page.Find(".step-next").Id);
        page.Find("#entra-app .step-proof button").Click();
        page.WaitForAssertion(() => Assert.Contains("Waiting", Text(page, "entra-app"), StringComparison.Ordinal));
        Assert.Equal(["guide.tick", "guide.untick"], _portal.Data.Audit.Select(entry => entry.Action));
    }

    [Fact]
    public void Support_sees_the_guide_and_ticks_nothing()
    {
        _portal.Person.Actor = PortalContext.Samira;
        _portal.AddConnection();
        Assert.Empty(Page().FindAll(".step-proof button"));
    }

    [Fact]
    public void Refused_token_is_a_problem_of_the_credentials_until_one_is_accepted()
    {
        _portal.AddConnection();
        _portal.AddMark("token-refused", secondsAgo: 4);
        var page = Page();
        Assert.Contains("Problem", Text(page, "entra-credentials"), StringComparison.Ordinal);
        Assert.Matches(@"A request was refused for its token 4 s ago.* from 20\.190\.8\.1\. Paste the Secret Token again", Text(page, "entra-credentials"));
        _portal.AddMark("token-accepted", secondsAgo: 1);
        Tell();
        page.WaitForAssertion(() => Assert.DoesNotContain("Problem", Text(page, "entra-credentials"), StringComparison.Ordinal));
    }

    [Fact]
    public void Secret_is_said_to_be_shown_once_and_rotating_is_offered()
    {
        _portal.AddConnection();
        _portal.AddToken();
        var dialogs = _portal.Dialogs();
        var row = Page().FindAll(".value-row").Single(one => one.QuerySelector(".value-label")!.TextContent == "Secret Token");
        Assert.Contains("can't be shown again", row.TextContent, StringComparison.Ordinal);
        Assert.Null(row.QuerySelector("[data-copy]"));
        row.QuerySelector("button")!.Click();
        dialogs.WaitForAssertion(() => Assert.Contains("Rotate the Secret Token of Head office", dialogs.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Mapping_that_did_not_come_with_the_first_person_is_a_problem_with_what_to_enter()
    {
        _portal.AddConnection();
        _portal.AddMark("user-created");
        _portal.AddMark("mapping-user-name");
        _portal.AddRequest();
        _portal.Data.Records[0] = _portal.Data.Records[0] with { Ignored = 1, Details = ActivityDetails.None with { Request = """{"surname":"Lima"}""" } };
        _portal.Data.UserDocuments.Add("""{"userName":"ana@acme.example","active":true}""");
        var page = Page();
        Assert.Contains("Proved", Text(page, "entra-mapping-user-name"), StringComparison.Ordinal);
        Assert.Contains("Microsoft Entra ID sends surname, which is no attribute", Text(page, "entra-mapping-family-name"), StringComparison.Ordinal);
        Assert.Equal(["Good", "Missing", "Missing", "Missing", "Missing"], page.FindAll(".mapping-state .pill").Select(pill => pill.TextContent.Trim()));
        Assert.Contains(page.FindAll(".mapping-finding [data-copy]"), button => button.GetAttribute("data-copy") == """Switch([IsSoftDeleted], , "True", "False", "False", "True")""");
        Assert.Equal("surname", page.Find(".mapping-left-out code").TextContent);
        Assert.Contains("because it is not known: surname. If it is an attribute of your firm's own, declare it: Custom attributes", System.Text.RegularExpressions.Regex.Replace(page.Find(".mapping-left-out").TextContent, @"\s+", " "), StringComparison.Ordinal);
    }

    [Fact]
    public void Request_that_arrives_ticks_its_step_without_reloading_and_says_so()
    {
        _portal.AddConnection();
        var page = Page();
        _portal.AddMark("entra-test-connection", secondsAgo: 1);
        Tell();
        page.WaitForAssertion(() => Assert.Contains("Proved", Text(page, "entra-credentials"), StringComparison.Ordinal));
        Assert.Contains("Enter the credentials and test them: Proved.", page.Find("p[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_of_single_sign_on_say_what_to_do_until_they_tick_themselves_with_what_was_seen()
    {
        _portal.AddConnection();
        var page = Page();
        Assert.Matches("Waiting.*App Federation Metadata Url.*Ticks itself when the metadata is loaded", Text(page, "entra-saml-metadata"));
        Assert.Matches("Waiting.*Ticks itself with the first test", Text(page, "entra-saml-request"));
        Assert.Matches("Waiting.*Ticks itself with the first answer of a test.*Mark as done", Text(page, "entra-saml"));
        Assert.Null(Step(page, "entra-saml-metadata").QuerySelector(".step-proof button"));
        Assert.All(page.FindAll("[id^=entra-saml]"), step => Assert.Equal("connections/con-7k2m9q4x1v8c3n5t/sso", step.QuerySelector(".step-proof a")!.GetAttribute("href")));

        _portal.Data.SignOn = new SignOnSeen(_portal.Now.AddSeconds(-40), _portal.Now.AddSeconds(-30), null, null);
        Tell();
        page.WaitForAssertion(() => Assert.Matches("Proved.*Issuer, address and certificate of the provider were taken 40 s ago", Text(page, "entra-saml-metadata")));
        Assert.Matches("Proved.*The first sign-in was begun 30 s ago", Text(page, "entra-saml-request"));
        Assert.Contains("Waiting", Text(page, "entra-saml-answer"), StringComparison.Ordinal);

        _portal.Data.SignOn = _portal.Data.SignOn with { AcceptedAt = _portal.Now.AddSeconds(-20), MatchedAt = _portal.Now.AddSeconds(-10) };
        page = Page();
        Assert.Matches("Proved.*The first answer was accepted 20 s ago", Text(page, "entra-saml-answer"));
        Assert.Matches("Proved.*The NameID of an answer was an e-mail address 20 s ago", Text(page, "entra-saml-name-id"));
        Assert.Matches("Proved.*An answer named somebody in the directory 10 s ago", Text(page, "entra-saml-user"));
        Assert.Matches("Proved.*Both values were right in an answer 20 s ago", Text(page, "entra-saml"));
        Assert.Contains("6 of 17 steps done", page.Find(".guide-rail").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SamlFault.Audience, "entra-saml", "another Entity ID or Reply URL 3 s ago")]
    [InlineData(SamlFault.UnknownCertificate, "entra-saml-metadata", "with a certificate that is not known here 3 s ago")]
    [InlineData(SamlFault.Status, "entra-saml-answer", "was refused 3 s ago")]
    [InlineData(SamlFault.NameIdFormat, "entra-saml-name-id", "had another format 3 s ago")]
    [InlineData(null, "entra-saml-user", "in the directory and active 3 s ago")]
    public void Test_that_went_wrong_is_a_problem_of_the_step_that_mends_it_alone(SamlFault? fault, string step, string said)
    {
        _portal.AddConnection();
        _portal.Data.SignOn = new SignOnSeen(_portal.Now.AddSeconds(-40), _portal.Now.AddSeconds(-30), null, null);
        _portal.Data.SignOnTest = new SignOnTest(_portal.Now.AddSeconds(-3), fault, false);
        var page = Page();
        Assert.Contains(said, Text(page, step), StringComparison.Ordinal);
        Assert.Equal([step], page.FindAll(".step-bad").Select(one => one.Id));

        // After the provider's metadata was loaded anew, what came of a test before says nothing.
        _portal.Data.SignOn = _portal.Data.SignOn with { KnownAt = _portal.Now.AddSeconds(-1) };
        Tell();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".step-bad")));
    }

    [Fact]
    public void Guide_of_an_installation_whose_reply_url_is_elsewhere_asks_for_nothing_that_is_not_seen()
    {
        _portal.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ConnectionsOptions>>().Value.ReplyUrlTemplate = "https://login.pirros.example/{tenant}/acs";
        _portal.AddConnection();
        var page = Page();
        Assert.Equal(["entra-saml"], page.FindAll("[id^=entra-saml]").Select(step => step.Id));
        Assert.Empty(page.FindAll("a[href$='/sso']:not(.tab)"));
        Assert.DoesNotContain("Test single sign-on", page.Markup, StringComparison.Ordinal);
        Assert.Contains("0 of 12 steps done", page.Find(".guide-rail").TextContent, StringComparison.Ordinal);
        page.Find("#entra-saml .step-proof button").Click();
        page.WaitForAssertion(() => Assert.Contains("Ticked by Mara Quinn", Text(page, "entra-saml"), StringComparison.Ordinal));
    }

    [Fact]
    public void Guide_of_a_connection_out_of_reach_is_not_shown()
        => Assert.Contains("There is no connection con-7k2m9q4x1v8c3n5t", Page().Markup, StringComparison.Ordinal);

    [Fact]
    public void Overview_and_list_lead_to_the_guide_until_it_is_finished()
    {
        var connection = _portal.AddConnection();
        _portal.AddMark("entra-test-connection");
        Assert.Equal("connections/con-7k2m9q4x1v8c3n5t/guide", Overview().Find(".guide-card a").GetAttribute("href"));
        Assert.Contains("Setup 1 of 17", _portal.Render<ConnectionsPage>().Find(".list-sub").TextContent, StringComparison.Ordinal);
        _portal.Data.SignOn = new SignOnSeen(_portal.Now, _portal.Now, _portal.Now, _portal.Now);
        foreach (var step in Admin.Guides.Guide.For(connection.Provider).Steps.Where(step => !step.Optional && step.SignOn is null))
        {
            if (step.Evidence is { } evidence)
                _portal.AddMark(evidence.Rule.Mark);
            else
                _portal.Data.Ticks.Add(new GuideTick(step.Id, _portal.Now, "Mara Quinn"));
        }

        Assert.Empty(Overview().FindAll(".guide-card"));
        Assert.DoesNotContain("Setup", _portal.Render<ConnectionsPage>().Markup, StringComparison.Ordinal);
        Assert.Contains("All steps done", Page().Find(".guide-rail").TextContent, StringComparison.Ordinal);
    }

    private void Tell() => _portal.Services.GetRequiredService<ActivityFeed>().Tell(new HashSet<ConnectionId> { PortalContext.EntraId });

    private IRenderedComponent<ConnectionPage> Overview() => _portal.Render<ConnectionPage>(p => p.Add(page => page.Id, PortalContext.EntraId.Value));

    private IRenderedComponent<GuidePage> Page(string? form = null)
    {
        var navigation = _portal.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo(navigation.GetUriWithQueryParameter("form", form));
        return _portal.Render<GuidePage>(p => p.Add(page => page.Id, PortalContext.EntraId.Value));
    }

    private static IElement Step(IRenderedComponent<GuidePage> page, string id) => page.Find($"#{id}");

    private static string Text(IRenderedComponent<GuidePage> page, string id) => string.Join(' ', Step(page, id).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
