using Pirros.Admin.Connections;
using Pirros.Admin.Tests.Storage;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Tokens;

/// <summary>Each way in which a credential is wrong is told from the others.</summary>
public sealed class TokenRefusalsTests
{
    [Fact]
    public async Task Each_wrong_credential_is_named_for_what_it_is()
    {
        await using var store = await TestStore.OnSqliteAsync();
        var (mine, other) = (await store.ConnectionAsync(), await store.ConnectionAsync("other-firm"));
        var issued = await IssueAsync(store, mine);
        var foreign = await IssueAsync(store, other);
        var secret = issued.Secret;
        Assert.Equal(TokenRefusal.Missing, await WhyAsync(""));
        Assert.Equal(TokenRefusal.Foreign, await WhyAsync("00vXyz-an-okta-api-token"));
        Assert.Equal(TokenRefusal.Truncated, await WhyAsync(secret[..^5]));
        Assert.Equal(TokenRefusal.Surrounded, await WhyAsync(secret + secret));
        Assert.Equal(TokenRefusal.Surrounded, await WhyAsync($"\"{secret}\""));
        Assert.Equal(TokenRefusal.Mistyped, await WhyAsync(secret[..^1] + (secret[^1] == 'a' ? 'b' : 'a')));
        Assert.Equal(TokenRefusal.Unknown, await WhyAsync(SecretToken.New().Secret));
        Assert.Equal(TokenRefusal.OtherConnection, await WhyAsync(foreign.Secret));
        await store.Get<ConnectionService>().SetEnabledAsync(store.Operator, mine.Id, false, CancellationToken.None);
        Assert.Equal(TokenRefusal.ConnectionOff, await WhyAsync(secret));

        var next = await IssueAsync(store, mine);
        store.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(TokenRefusal.Replaced, await WhyAsync(secret));
        await store.Get<TokenService>().RevokeAsync(store.Operator, mine.Id, next.Token.Id, null, CancellationToken.None);
        Assert.Equal(TokenRefusal.Revoked, await WhyAsync(next.Secret));
        store.Clock.Advance(TokenService.DefaultLifetime + TimeSpan.FromDays(1));
        Assert.Equal(TokenRefusal.Expired, await WhyAsync(secret));

        async Task<TokenRefusal> WhyAsync(string presented) => (await store.Get<TokenRefusals>().OfAsync(mine.Id, presented, CancellationToken.None)).Why;
    }

    private static Task<IssuedToken> IssueAsync(TestStore store, Connection connection)
        => store.Get<TokenService>().RotateAsync(store.Operator, connection.Id, TimeSpan.FromHours(1), TokenService.DefaultLifetime, null, CancellationToken.None);
}
