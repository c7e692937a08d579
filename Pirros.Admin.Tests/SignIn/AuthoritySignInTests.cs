using System.Net;
using System.Web;
using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.SignIn;

/// <summary>Signing in at a real authority: who gets in, as whom, and who does not.</summary>
public sealed class AuthoritySignInTests : SignInTest
{
    protected override (string Key, string? Value)[] Settings => [("Auth0:Tenants:renamed-firm", "acme"), ("Auth0:SupportOrganization", "pirros")];

    [Fact]
    public async Task Tenant_admin_signs_in_by_code_with_proof_key_and_comes_back_to_the_page()
    {
        using var browser = NewBrowser();
        var page = await SignInAsync(browser, "mara", $"/connections/{Connection.Connection.Id}");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal($"/connections/{Connection.Connection.Id}", page.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Mara Quinn", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var asked = Assert.Single(Authority.Asked);
        Assert.Equal(("code", "S256", "openid profile email", new Uri(Origin, "/signin/callback").AbsoluteUri), (asked["response_type"], asked["code_challenge_method"], asked["scope"], asked["redirect_uri"]));
        Assert.True(asked["code_challenge"].Length >= 43, "The proof key is too short.");
        Assert.NotEmpty(asked["nonce"]);
    }

    [Fact]
    public async Task Session_is_a_cookie_of_this_host_only_and_says_nothing()
    {
        using var browser = NewBrowser();
        var form = await browser.FollowAsync(await browser.GetAsync("/"));
        var answer = await browser.ChooseAsync(form, "mara");
        answer = await browser.GetAsync(answer.Headers.Location!);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("__Host-pirros.session=", StringComparison.Ordinal));
        var attributes = cookie.Split("; ").Skip(1).Select(a => a.ToLowerInvariant()).ToHashSet();
        Assert.Superset(new HashSet<string> { "path=/", "secure", "httponly", "samesite=lax" }, attributes);
        Assert.DoesNotContain(attributes, a => a.StartsWith("domain", StringComparison.Ordinal) || a.StartsWith("expires", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_hold_a_browser_to_https()
    {
        using var browser = NewBrowser();
        var page = await browser.GetAsHostAsync("/denied", "admin.pirros.example"); // not asked of a browser for this machine itself
        Assert.Equal(["max-age=31536000"], page.Headers.GetValues("Strict-Transport-Security"));
        Assert.Contains($"form-action 'self' https://{Authority.Domain}", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-firm", TenantAdmin)] // a firm that is no tenant here
    [InlineData(null, TenantAdmin)] // of no firm
    [InlineData("Acme!", TenantAdmin)] // what is no short name
    [InlineData("acme", "viewer")] // another role
    [InlineData("acme", "")] // no role
    [InlineData("acme", Support)] // a firm can't make its people our support
    [InlineData(null, Support)] // nor can who belongs to nobody be
    public async Task Account_without_a_part_here_is_turned_away(string? organization, string role)
    {
        Authority.Add(new AuthorityPerson("olga", "Olga Other", organization, role.Length == 0 ? [] : [role]));
        using var browser = NewBrowser();
        var page = await SignInAsync(browser, "olga", "/connections");
        Assert.Equal("/signin?problem=NoAccess&returnUrl=%2Fconnections", page.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Contains("This account has no access here", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("/signin", (await browser.GetAsync("/")).Headers.Location!.AbsolutePath);
        Assert.DoesNotContain(App.Log.Lines, line => line.Contains("olga", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Organization_that_is_listed_is_the_tenant_that_it_is_listed_with()
    {
        Authority.Add(new AuthorityPerson("rena", "Rena Med", "renamed-firm", TenantAdmin));
        using var browser = NewBrowser();
        await SignInAsync(browser, "rena");
        Assert.Equal(HttpStatusCode.OK, await AskForBundleAsync(browser));
    }

    [Fact]
    public async Task Support_is_who_signs_in_for_the_organization_of_support()
    {
        Authority.Add(new AuthorityPerson("sam", "Samira Okafor", "pirros", Support));
        using var browser = NewBrowser();
        var page = await SignInAsync(browser, "sam", "/support");
        Assert.Equal((HttpStatusCode.OK, "/support"), (page.StatusCode, page.RequestMessage!.RequestUri!.AbsolutePath));
    }

    [Fact]
    public async Task Admin_of_another_tenant_does_not_find_the_connection()
    {
        await App.ConnectionAsync("other-firm");
        Authority.Add(new AuthorityPerson("otto", "Otto Other", "other-firm", TenantAdmin));
        using var browser = NewBrowser();
        var page = await SignInAsync(browser, "otto", $"/connections/{Connection.Connection.Id}");
        var html = await page.Content.ReadAsStringAsync(Cancel);
        Assert.DoesNotContain(Connection.Connection.EntityId, html, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Origin}scim/v2/connections/{Connection.Connection.Id}", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await AskForBundleAsync(browser));
        Assert.Equal("/denied", (await browser.FollowAsync(await browser.GetAsync("/support"))).RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task Way_back_that_is_taken_twice_leads_to_a_page_that_says_so()
    {
        using var browser = NewBrowser();
        await SignInAsync(browser, "mara");
        var callback = Assert.Single(browser.Visited, address => address.AbsolutePath == "/signin/callback");
        var again = await browser.FollowAsync(await browser.GetAsync(callback));
        Assert.Equal("/signin?problem=Expired&returnUrl=%2F", again.RequestMessage!.RequestUri!.PathAndQuery);
        using var thief = NewBrowser();
        var stolen = await thief.FollowAsync(await thief.GetAsync(callback));
        Assert.Equal("/signin?problem=Expired&returnUrl=%2F", stolen.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal("/signin", (await thief.GetAsync("/")).Headers.Location!.AbsolutePath);
    }

    [Theory]
    [InlineData("/signin/callback")]
    [InlineData("/signin/callback?code=1&state=made-up")]
    [InlineData("/signin/callback?state=%00%ff&code=")]
    public async Task Way_back_that_is_made_up_is_no_failure(string address)
    {
        using var browser = NewBrowser();
        var page = await browser.FollowAsync(await browser.GetAsync(address));
        Assert.Equal((HttpStatusCode.OK, "/signin?problem=Expired"), (page.StatusCode, page.RequestMessage!.RequestUri!.PathAndQuery));
        Assert.DoesNotContain(App.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Person_whose_account_was_removed_is_told_that_they_were_turned_away()
    {
        using var browser = NewBrowser();
        var form = await browser.FollowAsync(await browser.GetAsync("/"));
        Authority.Remove("mara");
        var page = await browser.FollowAsync(await browser.ChooseAsync(form, "mara"));
        Assert.Equal("/signin?problem=Refused&returnUrl=%2F", page.RequestMessage!.RequestUri!.PathAndQuery);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Nobody_is_led_to_another_host(string returnUrl)
    {
        using var browser = NewBrowser();
        var page = await SignInAsync(browser, "mara", $"/signin/start?returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal(new Uri(Origin, "/").AbsoluteUri, page.RequestMessage!.RequestUri!.AbsoluteUri);
    }

    [Fact]
    public async Task Invitation_reaches_the_authority_and_opens_its_own_organization_only()
    {
        using var browser = NewBrowser();
        var page = await SignInAsync(browser, "mara", "/signin?organization=org_acme&invitation=inv_1&organization_name=acme");
        Assert.Equal("/", page.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal(("org_acme", "inv_1"), (Authority.Asked.Last()["organization"], Authority.Asked.Last()["invitation"]));
        using var other = NewBrowser();
        page = await SignInAsync(other, "mara", "/signin?organization=org_other-firm");
        Assert.Equal("/signin?problem=NoAccess&returnUrl=%2F", page.RequestMessage!.RequestUri!.PathAndQuery);
    }

    [Fact]
    public async Task Authority_that_does_not_answer_is_told()
    {
        await Authority.DisposeAsync();
        using var browser = NewBrowser();
        var page = await browser.FollowAsync(await browser.GetAsync("/"));
        Assert.Equal((HttpStatusCode.OK, "Unreachable"), (page.StatusCode, HttpUtility.ParseQueryString(page.RequestMessage!.RequestUri!.Query)["problem"]));
    }

    [Fact]
    public async Task Signing_in_and_out_is_audited_with_the_address()
    {
        using var browser = NewBrowser();
        await browser.SignOutAsync(await SignInAsync(browser, "mara"));
        var audit = await App.Get<IAuditStore>().ListAsync(new AuditFilter(new TenantId("acme"), Kind: "session"), default, 10, Cancel);
        Authority.Add(new AuthorityPerson("sam", "Samira Okafor", "pirros", Support));
        using var other = NewBrowser();
        await SignInAsync(other, "sam");
        Assert.Equal("sam", Assert.Single(await App.Get<IAuditStore>().ListAsync(new AuditFilter(InstallationAudit.Chain), default, 10, Cancel), record => record.Entry.Action == "session.begin").Entry.Actor.Id);
        Assert.Equal([("session.end", "mara", "127.0.0.1"), ("session.begin", "mara", "127.0.0.1")], audit.Select(record => (record.Entry.Action, record.Entry.Actor.Id, record.Entry.Actor.Address!)));
    }
}
