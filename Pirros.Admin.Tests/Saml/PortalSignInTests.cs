using System.Net;
using Pirros.Admin.Audit;

namespace Pirros.Admin.Tests.Saml;

/// <summary>Admins who sign in to the portal by their firm's own provider: who may, for how long, and what puts them out.</summary>
public sealed class PortalSignInTests : SignOnSteps
{
    [Fact]
    public async Task Admin_of_the_group_is_let_in_and_led_to_where_they_wanted()
    {
        var ana = await UserAsync(Ana, ""","displayName":"Ana Lindqvist" """);
        await LetInAsync(ana);
        using var browser = NewBrowser();
        var request = await BeginSignInAsync(browser, $"/connections/{Id}/audit");
        using var answer = await PostAsync(browser, Response(request));
        Assert.Equal((HttpStatusCode.SeeOther, $"/connections/{Id}/audit"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.OK, await BundleAsync(browser));
        var begun = Assert.Single(await AuditOfAsync("session.begin"));
        Assert.Equal(($"saml|{Id}|{ana}", "Ana Lindqvist"), (begun.Actor.Id, begun.Actor.Name));
    }

    [Fact]
    public async Task Sign_in_that_the_provider_began_leads_to_the_start()
    {
        await LetInAsync(await UserAsync(Ana));
        await Service.SetOptionsAsync(Mara, Id, allowUnsolicited: true, allowSha1: false, Cancel);
        using var browser = NewBrowser();
        using var answer = await PostAsync(browser, Response(null));
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.OK, await BundleAsync(browser));
    }

    [Fact]
    public async Task Member_of_a_group_in_the_group_is_let_in()
    {
        var ana = await UserAsync(Ana);
        var group = await LetInAsync();
        var inner = await GroupAsync("Night shift", ana);
        await PatchAsync($"Groups/{group}", $$"""{"op":"add","path":"members","value":[{"value":"{{inner}}"}]}""");
        using var browser = NewBrowser();
        await SignInAsync(browser);
        Assert.Equal(HttpStatusCode.OK, await BundleAsync(browser));
    }

    [Theory]
    [InlineData("stranger@harborlane.example")]
    [InlineData("ben@harborlane.example")]
    public async Task Who_is_unknown_or_no_admin_is_turned_away(string nameId)
    {
        await UserAsync("ben@harborlane.example");
        await LetInAsync(await UserAsync(Ana));
        using var browser = NewBrowser();
        var request = await BeginSignInAsync(browser);
        using var answer = await PostAsync(browser, Response(request, nameId));
        Assert.Equal("/signin?problem=NoAccess&returnUrl=%2F", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, await BundleAsync(browser));
    }

    [Fact]
    public async Task Inactive_admin_is_turned_away()
    {
        var ana = await UserAsync(Ana);
        await LetInAsync(ana);
        await PatchAsync($"Users/{ana}", """{"op":"replace","path":"active","value":false}""");
        using var browser = NewBrowser();
        await SignInAsync(browser);
        Assert.Equal(HttpStatusCode.Redirect, await BundleAsync(browser));
    }

    public static TheoryData<string> Ends() => ["deactivated", "deleted", "left the group", "group deleted", "switched off by support", "connection switched off", "another provider"];

    /// <summary>Whatever takes the right away ends the session with the next request; an open page looks every few seconds.</summary>
    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Session_ends_when_the_right_does(string how)
    {
        var ana = await UserAsync(Ana);
        var group = await LetInAsync(ana);
        using var browser = NewBrowser();
        await SignInAsync(browser);
        Assert.Equal(HttpStatusCode.NoContent, await RenewAsync(browser));
        var support = new Actor(ActorKind.Support, "auth0|samira", "Samira Okafor");
        using var scim = App.ScimClient(Connection);
        switch (how)
        {
            case "deactivated":
                await PatchAsync($"Users/{ana}", """{"op":"replace","path":"active","value":false}""");
                break;
            case "deleted":
                Assert.Equal(HttpStatusCode.NoContent, (await scim.DeleteAsync($"Users/{ana}", Cancel)).StatusCode);
                break;
            case "left the group":
                await PatchAsync($"Groups/{group}", $$"""{"op":"remove","path":"members[value eq \"{{ana}}\"]"}""");
                break;
            case "group deleted":
                Assert.Equal(HttpStatusCode.NoContent, (await scim.DeleteAsync($"Groups/{group}", Cancel)).StatusCode);
                break;
            case "switched off by support":
                await Service.SwitchSignInOffAsync(support, Id, "The provider is not to be trusted", Cancel);
                break;
            case "connection switched off":
                await App.Get<Admin.Connections.ConnectionService>().SetEnabledAsync(Mara, Id, false, Cancel);
                break;
            default:
                using (var other = new SamlProvider(from: Clock.GetUtcNow().AddDays(-1), until: Clock.GetUtcNow().AddYears(1)))
                    await Service.TakeByHandAsync(Mara, Id, "https://another.example.test/", "https://another.example.test/sso", other.Der, Cancel);
                break;
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await RenewAsync(browser));
        Assert.Equal(HttpStatusCode.Redirect, await BundleAsync(browser));
    }

    [Fact]
    public async Task Nothing_begins_where_nobody_may_sign_in_so()
    {
        using var browser = NewBrowser();
        foreach (var query in new[] { $"connection={Id}", "firm=harbor-lane", "firm=nobody", "connection=con-0000000000000000" })
        {
            using var answer = await browser.GetAsync(new Uri(Origin, $"/signin/sso?{query}"), Cancel);
            Assert.Equal("/signin?problem=NoProvider", answer.Headers.Location!.OriginalString);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        await LetInAsync(await UserAsync(Ana));
        using var firm = await browser.GetAsync(new Uri(Origin, "/signin/sso?firm=harbor-lane"), Cancel);
        Assert.Equal("sts.example.test", firm.Headers.Location!.Host);
        var cookie = Assert.Single(firm.Headers.GetValues("Set-Cookie"));
        Assert.All(new[] { "__Host-", "secure", "httponly", "samesite=none" }, part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Way_back_leads_nowhere_else()
    {
        await LetInAsync(await UserAsync(Ana));
        using var browser = NewBrowser();
        var request = await BeginSignInAsync(browser, "//evil.example/");
        using var answer = await PostAsync(browser, Response(request));
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Who_proves_anew_is_sent_to_their_own_provider()
    {
        await LetInAsync(await UserAsync(Ana));
        using var browser = NewBrowser();
        await SignInAsync(browser);
        using var again = await browser.GetAsync(new Uri(Origin, "/signin/again?returnUrl=%2Fconnections"), Cancel);
        Assert.Equal($"/signin/sso?connection={Id}&returnUrl=%2Fconnections&again=true", again.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Sign_in_page_leads_back_to_the_provider_that_was_used_last()
    {
        await LetInAsync(await UserAsync(Ana));
        using var browser = NewBrowser();
        Assert.DoesNotContain("/signin/sso?connection=", await browser.GetStringAsync(new Uri(Origin, "/signin"), Cancel), StringComparison.Ordinal);
        await SignInAsync(browser);
        Assert.Contains($"/signin/sso?connection={Id}&amp;returnUrl=%2Faudit", await browser.GetStringAsync(new Uri(Origin, "/signin?returnUrl=%2Faudit"), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Support_may_switch_it_off_and_not_on()
    {
        var group = await LetInAsync(await UserAsync(Ana));
        var support = new Actor(ActorKind.Support, "auth0|samira", "Samira Okafor");
        await Assert.ThrowsAsync<RefusedException>(() => Service.SetAdminGroupAsync(support, Id, group, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => Service.SwitchSignInOffAsync(support, Id, null, Cancel));
        Assert.Null((await Service.SwitchSignInOffAsync(support, Id, "The provider is broken", Cancel)).AdminGroup);
        Assert.Equal("The provider is broken", Assert.Single(await AuditOfAsync("saml.signin.off")).Reason);
    }

    [Fact]
    public async Task Who_signed_in_long_ago_changes_neither_the_group_nor_the_certificates()
    {
        var group = await LetInAsync(await UserAsync(Ana));
        var stale = Mara with { FreshUntil = Clock.GetUtcNow().AddMinutes(-1) };
        await Assert.ThrowsAsync<RefusedException>(() => Service.SetAdminGroupAsync(stale, Id, group, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => Service.AddCertificateAsync(stale, Id, Provider.Der, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => Service.SetOptionsAsync(stale, Id, true, true, Cancel));
    }

    private async Task SignInAsync(HttpClient browser)
    {
        var request = await BeginSignInAsync(browser);
        using var answer = await PostAsync(browser, Response(request));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    private async Task<HttpStatusCode> BundleAsync(HttpClient browser)
    {
        using var answer = await browser.GetAsync(new Uri(Origin, $"/connections/{Id}/support-bundle"), Cancel);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> RenewAsync(HttpClient browser)
    {
        using var answer = await browser.PostAsync(new Uri(Origin, "/session"), null, Cancel);
        return answer.StatusCode;
    }

    private async Task<List<AuditEntry>> AuditOfAsync(string action)
        => [.. (await App.Get<IAuditStore>().ChainAsync(new Admin.Tenants.TenantId("harbor-lane"), 0, long.MaxValue, 1_000, Cancel)).Select(record => record.Entry).Where(entry => entry.Action == action)];
}
