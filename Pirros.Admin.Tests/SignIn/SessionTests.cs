using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Pirros.Admin.Tests.SignIn;

/// <summary>How long a session goes on, and everything that ends it before.</summary>
public sealed class SessionTests : SignInTest
{
    [Fact]
    public async Task Session_ends_when_nothing_is_done_and_goes_on_while_something_is()
    {
        using var browser = NewBrowser();
        await SignInAsync(browser, "mara");
        for (var time = 0; time < 4; time++)
        {
            Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/session")).StatusCode);
        }

        Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync("/session")).StatusCode);
        Assert.Equal("/signin?returnUrl=%2Fconnections", (await browser.GetAsync("/connections")).Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task Session_ends_after_the_longest_time_whatever_is_done()
    {
        using var browser = NewBrowser();
        await SignInAsync(browser, "mara");
        for (var time = TimeSpan.Zero; time < TimeSpan.FromHours(12) - TimeSpan.FromMinutes(20); time += TimeSpan.FromMinutes(20))
        {
            Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/session")).StatusCode);
        }

        Clock.Advance(TimeSpan.FromMinutes(21));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync("/session")).StatusCode);
    }

    [Fact]
    public async Task Connection_of_a_page_that_comes_back_is_nothing_that_somebody_did()
    {
        using var browser = NewBrowser();
        await SignInAsync(browser, "mara");
        for (var time = 0; time < 2; time++)
        {
            Clock.Advance(TimeSpan.FromMinutes(16));
            await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1");
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync("/session")).StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_at_the_authority()
    {
        using var browser = NewBrowser();
        var page = await SignInAsync(browser, "mara");
        var answer = await browser.SignOutAsync(page);
        Assert.Equal($"{Authority.Issuer}connect/logout", answer.Headers.Location!.GetLeftPart(UriPartial.Path));
        var end = await browser.FollowAsync(answer);
        Assert.Equal("/signin?problem=SignedOut", end.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Contains("You are signed out", await end.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var asked = Assert.Single(Authority.AskedToEnd);
        Assert.Equal((Authority.ClientId, new Uri(Origin, "/signout/callback").AbsoluteUri), (asked["client_id"], asked["post_logout_redirect_uri"]));
        Assert.Equal(3, asked["id_token_hint"].Split('.').Length);
    }

    [Fact]
    public async Task Cookie_that_was_copied_opens_nothing_once_its_person_has_signed_out()
    {
        using var browser = NewBrowser();
        using var copy = NewBrowser();
        var page = await SignInAsync(browser, "mara");
        copy.TakeCookiesOf(browser);
        Assert.Equal(HttpStatusCode.NoContent, (await copy.PostAsync("/session")).StatusCode);
        await browser.SignOutAsync(page);
        Assert.Equal(HttpStatusCode.Unauthorized, (await copy.PostAsync("/session")).StatusCode);
    }

    [Fact]
    public async Task Signing_in_begins_a_session_of_its_own_whatever_cookie_was_there()
    {
        using var attacker = NewBrowser();
        await SignInAsync(attacker, "mara");
        using var victim = NewBrowser();
        victim.TakeCookiesOf(attacker);
        Authority.Add(new AuthorityPerson("vera", "Vera Victim", "acme", TenantAdmin));
        var form = await victim.FollowAsync(await victim.GetAsync("/signin/again"));
        var page = await victim.FollowAsync(await victim.ChooseAsync(form, "vera"));
        Assert.Contains("Vera Victim", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var attackers = await attacker.FollowAsync(await attacker.GetAsync("/connections"));
        Assert.DoesNotContain("Vera Victim", await attackers.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Authority_ends_a_session_by_the_back_channel(bool bySid, bool byPerson)
    {
        Authority.Add(new AuthorityPerson("noah", "Noah Next", "acme", TenantAdmin));
        using var browser = NewBrowser();
        using var other = NewBrowser();
        await SignInAsync(browser, "mara");
        await SignInAsync(other, "noah");
        var answer = await LogoutAsync(Authority.LogoutToken(byPerson ? "mara" : null, bySid ? Authority.SidOf("mara") : null));
        Assert.Equal((HttpStatusCode.OK, "no-store"), (answer.StatusCode, answer.Headers.CacheControl!.ToString()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync("/session")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await other.PostAsync("/session")).StatusCode);
    }

    [Fact]
    public async Task Session_of_the_authority_ends_that_one_session_of_a_person()
    {
        using var first = NewBrowser();
        using var second = NewBrowser();
        await SignInAsync(first, "mara");
        var sid = Authority.SidOf("mara");
        await SignInAsync(second, "mara");
        await LogoutAsync(Authority.LogoutToken("mara", sid));
        Assert.Equal(HttpStatusCode.Unauthorized, (await first.PostAsync("/session")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await second.PostAsync("/session")).StatusCode);
    }

    [Theory]
    [InlineData("issuer")]
    [InlineData("audience")]
    [InlineData("event")]
    [InlineData("nonce")]
    [InlineData("nobody")]
    [InlineData("key")]
    [InlineData("old")]
    [InlineData("unsigned")]
    [InlineData("empty")]
    [InlineData("noise")]
    public async Task Logout_token_that_is_not_right_ends_nothing(string wrong)
    {
        using var browser = NewBrowser();
        await SignInAsync(browser, "mara");
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var good = Authority.LogoutToken("mara");
        var token = wrong switch
        {
            "issuer" => Authority.LogoutToken("mara", issuer: "https://other.example/"),
            "audience" => Authority.LogoutToken("mara", audience: "another-client"),
            "event" => Authority.LogoutToken("mara", withEvent: false),
            "nonce" => Authority.LogoutToken("mara", nonce: "n"),
            "nobody" => Authority.LogoutToken(),
            "key" => Authority.LogoutToken("mara", key: new ECDsaSecurityKey(foreign) { KeyId = "signing" }),
            "old" => Authority.LogoutToken("mara", at: TimeProvider.System.GetUtcNow().AddHours(-1)),
            "unsigned" => $"{Base64UrlEncoder.Encode("""{"alg":"none"}""")}.{good.Split('.')[1]}.",
            "empty" => "",
            _ => "a.b.c",
        };
        var answer = await LogoutAsync(token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"error\":\"invalid_request\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/session")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await LogoutAsync(good)).StatusCode);
    }

    [Fact]
    public async Task Logout_token_whose_authority_cannot_be_asked_is_to_be_sent_again()
    {
        var token = Authority.LogoutToken("mara");
        await Authority.DisposeAsync();
        var answer = await LogoutAsync(token);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(60)), (answer.StatusCode, answer.Headers.RetryAfter!.Delta));
    }

    private async Task<HttpResponseMessage> LogoutAsync(string token)
    {
        using var authority = NewBrowser();
        return await authority.PostAsync("/signout/backchannel", ("logout_token", token));
    }
}
