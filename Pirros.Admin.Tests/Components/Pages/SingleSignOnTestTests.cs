using Bunit;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.Tests.Components.Fakes;
using Pirros.Admin.Tests.Saml;

namespace Pirros.Admin.Tests.Components.Pages;

/// <summary>Whether single sign-on works: its state at a glance, what came of each answer, what somebody pastes, and who may sign in here by it.</summary>
public sealed class SingleSignOnTestTests : SingleSignOnSteps
{
    [Theory]
    [InlineData("nothing", "Not tested yet", "Test it before anybody depends on it.")]
    [InlineData("begun", "Waiting", "A test was begun 5 min ago, and no answer has been accepted yet.")]
    [InlineData("nobody", "Nobody known", "and named nobody active in the directory.")]
    [InlineData("tested", "Test passed", "An active person of the directory came through 2 min ago.")]
    [InlineData("refused", "Test refused", "The last test was refused 2 min ago: Audience is invalid.")]
    [InlineData("metadata", "Attention", "The metadata could not be read. What is trusted stays as it is; see below.")]
    [InlineData("offered", "New certificate", "Take it below before the provider signs with it.")]
    [InlineData("ends", "Ends in 11 days", "The last signing certificate ends in 11 days.")]
    [InlineData("ended", "Expired", "Nobody can sign in until the next one is added.")]
    [InlineData("later", "Not yet valid", "the first begins in 2 days. Nobody can sign in until then.")]
    public void State_is_told_at_a_glance_and_the_worst_of_it(string what, string word, string says)
    {
        Portal.AddConnection();
        var evidence = new SamlEvidence(Now.AddMinutes(-5), null, null, null);
        var tested = evidence with { AcceptedAt = Now.AddMinutes(-4), MatchedAt = Now.AddMinutes(-4), TestedAt = Now.AddMinutes(-4) };
        Set(settings => what switch
        {
            "nothing" => settings,
            "begun" => settings with { Evidence = evidence },
            "nobody" => settings with { Evidence = evidence with { AcceptedAt = Now.AddMinutes(-4) } },
            "metadata" => settings with { Evidence = tested, MetadataUrl = "https://sts.example.test/m", MetadataFault = SamlFault.MetadataUnreachable, Offered = [Certificate(NewProvider())] },
            "offered" => settings with { Evidence = tested, Offered = [Certificate(NewProvider())], Certificates = [Certificate(NewProvider(until: Now.AddDays(20)))] },
            "ends" => settings with { Evidence = tested, Certificates = [Certificate(NewProvider(until: Now.AddDays(11).AddHours(3)))] },
            "ended" => settings with { Evidence = tested, Certificates = [Certificate(NewProvider(until: Now.AddDays(-1)))], MetadataFault = SamlFault.MetadataUnreachable },
            "later" => settings with { Certificates = [Certificate(NewProvider(from: Now.AddDays(2).AddHours(1)))] },
            _ => settings with { Evidence = tested },
        });
        if (what == "tested")
            Came();
        if (what is "refused" or "ended")
            CameWrong(SamlFault.Audience, "urn:a", "urn:b");
        var state = Page().Find("#test-title").Closest("section")!.QuerySelector(".sso-state")!;
        Assert.Equal(word, state.QuerySelector(".pill")!.TextContent.Trim());

        // Without what is shown of a time only when it is pointed at.
        var told = state.QuerySelectorAll(".when-exact").Aggregate(state.QuerySelector("p")!.TextContent, (text, exact) => text.Replace(exact.TextContent, "", StringComparison.Ordinal));
        Assert.Contains(says, told, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepted_answer_shows_who_came_by_which_certificate_and_how_the_clocks_differ()
    {
        Portal.AddConnection();
        Set(settings => settings with { Certificates = [Certificate(NewProvider()), Certificate()] });
        var first = Came();
        Came(result => result with { Id = Guid.CreateVersion7(Now), NameId = "gone@harborlane.example", User = "u9", Certificate = "0123456789ABCDEF", TestedBy = null, Solicited = false });
        var page = Page($"?result={first.Id}");
        var opened = Assert.Single(page.FindAll("details[open]"));
        Assert.Equal($"result-{first.Id}", opened.Id);
        Assert.Contains(Portal.JSInterop.Invocations, call => call.Identifier == "mudScrollManager.scrollIntoView" && (string?)call.Arguments[0] == $"#result-{first.Id}");
        Assert.Matches("(?s)Accepted.*ana@harborlane.example.*Test.*Ana Lima.*active.*number 2 of 2.*40 s ahead of ours.*givenname.*Ana.*groups.*Design, Admins", opened.TextContent);
        Assert.Equal("connections/con-7k2m9q4x1v8c3n5t/users/u1", opened.QuerySelector("dd a")!.GetAttribute("href"));
        var other = page.FindAll("details")[0];
        Assert.Matches("(?s)From the provider.*Somebody who is not there any more.*not among the certificates any more", other.TextContent);
    }

    [Fact]
    public void Refused_answer_marks_what_differs_without_colour_and_says_where_to_mend_it()
    {
        Portal.AddConnection();
        Set();
        var slash = CameWrong(SamlFault.Audience, "urn:auth0:harbor-lane:con-1", "urn:auth0:harbor-lane:con-1/");
        CameWrong(SamlFault.Audience, "urn:auth0:harbor-lane:con-1", "urn:auth0: harbor-lane:con-1");
        CameWrong(SamlFault.Destination, "https://a.example.test/x", null);
        var page = Page($"?result={slash.Id}");
        var opened = page.Find("details[open]");
        Assert.Equal("/", Assert.Single(opened.QuerySelectorAll("mark")).TextContent);
        Assert.Equal("urn:auth0:harbor-lane:con-1/", opened.QuerySelectorAll("dd")[1].TextContent);
        Assert.Contains("Single sign-on → Basic SAML Configuration → Identifier (Entity ID)", opened.TextContent, StringComparison.Ordinal);
        Assert.Equal("␣", page.FindAll("details")[1].QuerySelector("mark")!.TextContent);
        Assert.Equal("nothing", page.FindAll("details")[0].QuerySelectorAll("dd")[1].TextContent);
    }

    [Fact]
    public void Test_is_offered_where_an_answer_can_come_back()
    {
        Portal.AddConnection();
        Set();
        var page = Page();
        Assert.Equal("/connections/con-7k2m9q4x1v8c3n5t/sso/test", page.FindAll("a").Single(link => link.TextContent.Trim() == "Test now").GetAttribute("href"));
        Portal.Data.Connections.Clear();
        Portal.AddConnection(enabled: false);
        page = Page();
        Assert.DoesNotContain("Test now", Text(page), StringComparison.Ordinal);
        Assert.Contains("The connection is switched off, so no sign-in is accepted.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Pasted_message_is_explained_with_the_value_that_belongs_there()
    {
        Portal.AddConnection();
        var page = Page();
        Paste("AADSTS700016: Application with identifier 'urn:x' was not found in the directory");
        Press(page, "Explain");
        page.WaitForAssertion(() => Assert.Contains("The Entity ID is not known there", Text(page), StringComparison.Ordinal));
        Assert.Contains("AADSTS700016", Text(page), StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll("[data-copy='urn:auth0:harbor-lane:con-7k2m9q4x1v8c3n5t']").Count);
        Paste("hello");
        Press(page, "Explain");
        page.WaitForAssertion(() => Assert.Contains("Nothing in this is known here", Text(page), StringComparison.Ordinal));
    }

    [Fact]
    public void Pasted_response_is_checked_against_what_is_set()
    {
        var connection = Portal.AddConnection();
        Set(settings => settings with { AllowUnsolicited = true });
        var page = Page();
        var replyUrl = $"http://localhost/scim/v2/connections/{connection.Id}";
        Paste(SamlProvider.Encode(Provider.Signed(SamlProvider.Plain(connection.EntityId, replyUrl, null, Now, Ana, "_a1"))));
        Press(page, "Explain");
        page.WaitForAssertion(() => Assert.Matches("This response would be accepted.*ana@harborlane.example.*Ana Lima.*active.*Made.*groups.*Design, Admins", Text(page)));
        Paste(SamlProvider.Encode(Provider.Signed(SamlProvider.Plain($"{connection.EntityId}/", replyUrl, null, Now, Ana, "_a2"))));
        Press(page, "Explain");
        page.WaitForAssertion(() => Assert.Equal("/", page.Find(".sso-reading mark").TextContent));
    }

    [Fact]
    public async Task Sign_in_to_the_portal_comes_after_a_test_and_names_who_is_let_in()
    {
        Portal.AddConnection();
        Set();
        var page = Page();
        Assert.Contains("Pass a test first.", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == "Choose the admins' group");
        Set(settings => settings with { Evidence = new SamlEvidence(Now, Now, Now, Now) });
        page = Page();
        Press(page, "Choose the admins' group");
        Assert.Contains("Waterfront studio", Text(Dialogs), StringComparison.Ordinal);
        await ChooseAsync("IT admins");
        await ConfirmAsync("Let them in");
        page.WaitForAssertion(() => Assert.Matches("Members of this group may sign in: ?IT admins", Text(page)));
        Assert.Equal(("saml.signin.on", "g1"), (Portal.Data.Audit[^1].Action, Portal.Data.Audit[^1].Target));
        Assert.Contains(page.FindAll("[data-copy]"), copy => copy.GetAttribute("data-copy") == "http://localhost/signin/sso?connection=con-7k2m9q4x1v8c3n5t");
        Assert.Single(page.FindAll("a[href='connections/con-7k2m9q4x1v8c3n5t/groups/g1']"));
        Press(page, "Choose another group");
        await ChooseAsync("Waterfront studio");
        await ConfirmAsync("Let them in");
        page.WaitForAssertion(() => Assert.Equal("g2", Portal.Data.Saml!.AdminGroup));

        // A group that is gone lets nobody in, and has no page.
        Portal.Data.Directory.RemoveAll(one => one.Entry.Id == "g2");
        page = Page();
        Assert.Contains("a group that is not there any more", Text(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("a[href$='/groups/g2']"));
    }

    [Fact]
    public async Task Support_switches_the_sign_in_off_with_a_reason_and_sees_no_names()
    {
        Portal.AddConnection();
        Set(settings => settings with { AdminGroup = "g1", Evidence = new SamlEvidence(Now, Now, Now, Now) });
        Came();
        CameWrong(SamlFault.Status, null, "urn:oasis:names:tc:SAML:2.0:status:Responder AADSTS50105: The signed in user 'ana@harborlane.example' is not assigned");
        CameWrong(SamlFault.NameId, null, "ana@harborlane.example");
        Portal.Person.Actor = PortalContext.Samira;
        var page = Page();
        Assert.DoesNotContain(Ana, page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana Lima", page.Markup, StringComparison.Ordinal);
        Assert.Contains("a•••@harborlane.example", Text(page), StringComparison.Ordinal);
        Assert.Contains("AADSTS50105", Text(page), StringComparison.Ordinal);
        page.FindAll("#portal-title").Single().Closest("section")!.QuerySelectorAll("button").Single(button => button.TextContent.Trim() == "Switch off").Click();
        await ConfirmAsync("Switch off");
        Assert.Equal("g1", Portal.Data.Saml!.AdminGroup);
        Dialogs.Find(".mud-dialog input[type=text]").Input("The provider is broken");
        await ConfirmAsync("Switch off");
        page.WaitForAssertion(() => Assert.Null(Portal.Data.Saml!.AdminGroup));
        Assert.Equal(("saml.signin.off", "The provider is broken"), (Portal.Data.Audit[^1].Action, Portal.Data.Audit[^1].Reason));
    }

    [Fact]
    public void Page_fills_itself_when_an_answer_comes()
    {
        Portal.AddConnection();
        Set();
        var page = Page();
        Assert.Contains("Nothing has come from the provider yet.", Text(page), StringComparison.Ordinal);
        Came();
        Portal.Clock.Advance(TimeSpan.FromSeconds(10));
        page.WaitForAssertion(() => Assert.Contains("What came last", Text(page), StringComparison.Ordinal));
    }

    [Fact]
    public void Page_of_a_connection_that_can_t_be_reached_says_so() => Assert.Contains("This connection can't be shown", Text(Page()), StringComparison.Ordinal);
}
