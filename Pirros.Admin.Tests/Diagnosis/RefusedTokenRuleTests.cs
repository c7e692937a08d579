using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Diagnosis;

public sealed class RefusedTokenRuleTests
{
    private const string Old = "OldOldOld123";

    [Theory]
    [InlineData(TokenRefusal.Missing, "Microsoft Entra ID sends no token: the field Secret Token is empty there.")]
    [InlineData(TokenRefusal.Foreign, "The Secret Token in Microsoft Entra ID is no token of Pirros: it does not begin with pscim_.")]
    [InlineData(TokenRefusal.Truncated, "The Secret Token in Microsoft Entra ID is cut off: a token has 67 characters, and its end is missing.")]
    [InlineData(TokenRefusal.Surrounded, "The Secret Token in Microsoft Entra ID has more than the token in it: it was pasted twice, or with text around it.")]
    [InlineData(TokenRefusal.Mistyped, "A character of the Secret Token in Microsoft Entra ID is wrong: its check digits do not fit.")]
    [InlineData(TokenRefusal.Unknown, "The Secret Token in Microsoft Entra ID looks like one of Pirros, but was never issued here: it belongs to another installation.")]
    [InlineData(TokenRefusal.OtherConnection, "The Secret Token in Microsoft Entra ID is that of another connection.")]
    [InlineData(TokenRefusal.Revoked, "The Secret Token in Microsoft Entra ID, pscim_OldOldOld123…, was revoked on Fri, 20 Nov, 13:05 UTC.")]
    [InlineData(TokenRefusal.Expired, "The Secret Token in Microsoft Entra ID, pscim_OldOldOld123…, expired on Sat, 21 Nov, 13:05 UTC.")]
    [InlineData(TokenRefusal.Replaced, "The Secret Token in Microsoft Entra ID, pscim_OldOldOld123…, is the old one: it was replaced on Wed, 18 Nov, 13:05 UTC, and its grace period ended on Thu, 19 Nov, 13:05 UTC.")]
    [InlineData(TokenRefusal.ConnectionOff, "The newest request arrived while the connection was off. It is on now, and Microsoft Entra ID may have paused.")]
    [InlineData(TokenRefusal.ClientSecret, "A client secret was sent as the token. Choose OAuth 2.0 client credentials in your identity provider and enter the token URL, or rotate to a secret token.")]
    [InlineData(TokenRefusal.ClientId, "The client secret is good, but the client identifier is not the connection's. Copy it from the values of this connection.")]
    [InlineData(TokenRefusal.AccessExpired, "The access token's hour was over. The client asks for another by itself; if it does not, let it test the connection again.")]
    [InlineData(null, "The newest request was refused for its token.")]
    public void Refused_token_is_named_with_what_became_of_it(TokenRefusal? why, string says)
    {
        var sync = new KnownSync(users: 4).Created();
        sync.Token(Old, token => token with
        {
            CreatedAt = token.CreatedAt.AddDays(-90),
            RevokedAt = why == TokenRefusal.Revoked ? KnownSync.Now.AddDays(-3) : null,
            ExpiresAt = KnownSync.Now.AddDays(-2),
            ReplacedAt = KnownSync.Now.AddDays(-5),
            GraceEndsAt = KnownSync.Now.AddDays(-4),
        });
        var finding = sync.Refused(why, why is TokenRefusal.Revoked or TokenRefusal.Expired or TokenRefusal.Replaced ? Old : null).Diagnose();
        Assert.Equal((ConnectionCondition.TokenRefused, ConnectionState.Failing), (finding.Condition, finding.State));
        Assert.Equal(says, finding.Says.ToString());
        Assert.Single(finding.Requests);
    }

    [Theory]
    [InlineData(IdentityProvider.EntraId, "Provisioning → Admin Credentials", "Secret Token", "Test Connection")]
    [InlineData(IdentityProvider.Okta, "Configure API Integration", "API Token", "Test API Credentials")]
    public void What_to_do_names_the_place_the_field_the_current_token_and_the_button(IdentityProvider provider, string place, string field, string button)
    {
        var next = new KnownSync(provider).Refused(TokenRefusal.Truncated).Diagnose().Next!.ToString();
        foreach (var part in new[] { place, $"paste the current token pscim_AbCdEf123456… as {field}", $"choose {button}", "rotate and paste the new one" })
            Assert.Contains(part, next, StringComparison.Ordinal);
    }

    [Fact]
    public void Token_of_another_connection_names_it_to_who_may_know()
    {
        var sync = new KnownSync().Refused(TokenRefusal.OtherConnection, Old);
        sync.Other = new Connection(new ConnectionId("con-0000000000000001"), new TenantId("harbor-lane"), "Studio Lisbon", IdentityProvider.Okta, true, "urn:y", KnownSync.Now);
        Assert.Equal("The Secret Token in Microsoft Entra ID is that of another connection: Studio Lisbon (con-0000000000000001).", sync.Diagnose().Says.ToString());
    }

    [Fact]
    public void Token_pasted_twice_is_to_be_cleared_first()
        => Assert.StartsWith("Clear the field first", new KnownSync().Refused(TokenRefusal.Surrounded).Diagnose().Next!.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Refusal_is_over_once_a_request_is_answered()
        => Assert.Equal(ConnectionCondition.Healthy, new KnownSync().Refused(TokenRefusal.Foreign, minutesAgo: 9).Created(3).Diagnose().Condition);

    [Fact]
    public void Evidence_says_how_many_and_since_when()
        => Assert.StartsWith("3 of the latest 4 requests were refused for their token", new KnownSync().Created().Repeat(3, (sync, i) => sync.Refused(TokenRefusal.Foreign, minutesAgo: 3 - i)).Diagnose().Evidence[0].ToString(), StringComparison.Ordinal);
}
