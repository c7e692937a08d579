using System.Net;
using Pirros.Admin.Audit;
using Pirros.Admin.HandOffs;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.SignIn;

/// <summary>A secret is issued only to somebody who has just proved who they are.</summary>
public sealed class FreshSignInTests : SignInTest
{
    private Actor Mara => new(ActorKind.TenantAdmin, "mara", "Mara Quinn", Connection.Connection.Tenant) { FreshUntil = Clock.GetUtcNow() };

    [Fact]
    public async Task Token_is_not_issued_on_a_sign_in_of_long_ago()
    {
        await App.ConnectionAsync();
        var before = await App.Get<TokenService>().ListAsync(Mara, Connection.Connection.Id, Cancel);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => App.Get<TokenService>().RotateAsync(Mara, Connection.Connection.Id, TimeSpan.Zero, TokenService.DefaultLifetime, null, Cancel));
        Assert.Equal(Refusal.SignInAgain, refused.Reason);
        Assert.Equal(before, await App.Get<TokenService>().ListAsync(Mara, Connection.Connection.Id, Cancel));
        await App.Get<TokenService>().RotateAsync(Mara with { FreshUntil = Clock.GetUtcNow().AddMinutes(1) }, Connection.Connection.Id, TimeSpan.Zero, TokenService.DefaultLifetime, null, Cancel);
    }

    [Fact]
    public async Task Link_is_not_made_and_its_secret_not_given_on_a_sign_in_of_long_ago()
    {
        var links = App.Get<HandOffService>();
        var support = new Actor(ActorKind.Support, "sam", "Samira") { FreshUntil = Clock.GetUtcNow() };
        var refused = await Assert.ThrowsAsync<RefusedException>(() => links.CreateAsync(support, Connection.Connection.Id, TimeSpan.Zero, "asked for", Cancel));
        Assert.Equal(Refusal.SignInAgain, refused.Reason);
        var made = await links.CreateAsync(support with { FreshUntil = Clock.GetUtcNow().AddMinutes(1) }, Connection.Connection.Id, TimeSpan.Zero, "asked for", Cancel);
        refused = await Assert.ThrowsAsync<RefusedException>(() => links.TakeSecretAsync(made.Token, Mara, null, Cancel));
        Assert.Equal(Refusal.SignInAgain, refused.Reason);
        Assert.NotEmpty((await links.TakeSecretAsync(made.Token, Mara with { FreshUntil = Clock.GetUtcNow().AddMinutes(1) }, null, Cancel)).Secret);
    }

    [Fact]
    public async Task Signing_in_again_asks_for_the_proof_and_brings_back()
    {
        using var browser = NewBrowser();
        await SignInAsync(browser, "mara");
        var page = await SignInAsync(browser, "mara", "/signin/again?returnUrl=%2Fconnections");
        Assert.Equal((HttpStatusCode.OK, "/connections"), (page.StatusCode, page.RequestMessage!.RequestUri!.AbsolutePath));
        Assert.Equal(("login", "0"), (Authority.Asked.Last()["prompt"], Authority.Asked.Last()["max_age"]));
    }

    [Fact]
    public async Task Authority_that_lets_through_without_the_proof_is_not_believed()
    {
        using var browser = NewBrowser();
        await SignInAsync(browser, "mara");
        Authority.Disobeys = true;
        Clock.Advance(TimeSpan.FromMinutes(10));
        var page = await browser.FollowAsync(await browser.GetAsync("/signin/again"));
        Assert.Equal("/signin?problem=Refused&returnUrl=%2F", page.RequestMessage!.RequestUri!.PathAndQuery);
    }

    [Fact]
    public void Claims_that_do_not_say_when_are_of_long_ago()
    {
        var principal = PortalClaims.Principal(Mara with { FreshUntil = null }, "test", Guid.Empty, null);
        Assert.False(principal.ToActor(null)!.IsFreshAt(Clock.GetUtcNow()));
    }
}
