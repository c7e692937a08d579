using System.Net;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.HandOffs;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

/// <summary>What tokens are limited to, and client secrets, with the life cycle of tokens.</summary>
public abstract class TokenLimitContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Second = TimeSpan.FromMilliseconds(999);
    private static readonly TokenLimits Narrow = new(TokenScopes.UsersRead | TokenScopes.UsersWrite, AddressRangeReader.Read("192.0.2.0/24\n2001:db8::/32"));

    private TokenService Tokens => Store.Get<TokenService>();

    private TokenAuthenticator Authenticator => Store.Get<TokenAuthenticator>();

    private Task<IssuedToken> IssueAsync(Connection connection, TokenChoice choice, TimeSpan? lifetime = null)
        => Tokens.RotateAsync(Store.Operator, connection.Id, choice, Day, lifetime ?? TimeSpan.FromDays(365), null, Cancel);

    private static async Task<(TokenGrant Client, string AccessToken)> AskAsync(TestStore store, Connection connection, string secret, TokenScopes scopes = TokenScopes.All)
    {
        var client = await store.Get<TokenAuthenticator>().ClientAsync(connection.Id, secret, Cancel);
        Assert.NotNull(client);
        return (client, store.Get<ClientGrants>().Issue(client, secret, scopes).Token);
    }

    [Fact]
    public async Task Token_is_limited_from_its_making_and_one_without_a_choice_to_nothing()
    {
        var connection = await Store.ConnectionAsync();
        var free = await IssueAsync(connection, TokenChoice.Same);
        Assert.Equal((TokenKind.Secret, TokenLimits.None), (free.Token.Kind, (await Tokens.ListAsync(Store.Operator, connection.Id, Cancel))[0].Limits));
        Store.Clock.Advance(Second);
        var issued = await IssueAsync(connection, TokenChoice.Of(TokenKind.Secret, Narrow));
        Assert.Equal(Narrow, (await Tokens.ListAsync(Store.Operator, connection.Id, Cancel))[0].Limits);
        var grant = (await Authenticator.AuthenticateAsync(connection.Id, issued.Secret, Cancel))!;
        Assert.Equal(Narrow, new TokenLimits(grant.Scopes, grant.From));
        Assert.True(grant.IsOpenTo(IPAddress.Parse("192.0.2.9")));
        Assert.False(grant.IsOpenTo(IPAddress.Parse("198.51.100.9")));
    }

    [Fact]
    public async Task Rotation_keeps_kind_and_limits_whoever_makes_it()
    {
        var connection = await Store.ConnectionAsync();
        await IssueAsync(connection, TokenChoice.Of(TokenKind.Client, Narrow));
        var link = await Store.Get<HandOffService>().CreateAsync(Store.Operator, connection.Id, TimeSpan.Zero, null, Cancel);
        Assert.Equal(TokenKind.Client, (await Store.Get<HandOffService>().FindAsync(link.Token, Cancel))!.Kind);
        var taken = await Store.Get<HandOffService>().TakeSecretAsync(link.Token, null, null, Cancel);
        Assert.Equal((TokenKind.Client, Narrow), (taken.Token.Kind, taken.Token.Limits));
        Assert.True(ClientSecret.IsWellFormed(taken.Secret));

        // Neither does issuing one after the last was revoked open more than there was.
        await Tokens.RevokeAsync(Store.Operator, connection.Id, taken.Token.Id, null, Cancel);
        Assert.Equal(Narrow, (await IssueAsync(connection, TokenChoice.Same)).Token.Limits);
    }

    [Fact]
    public async Task Limits_are_obeyed_by_another_process_within_a_second_and_audited_old_and_new()
    {
        var connection = await Store.ConnectionAsync();
        var issued = await IssueAsync(connection, TokenChoice.Same);
        Assert.Equal(TokenScopes.All, (await Authenticator.AuthenticateAsync(connection.Id, issued.Secret, Cancel))!.Scopes);
        await using var other = await Store.AnotherProcessAsync();
        await other.Get<TokenService>().LimitAsync(Store.Operator, connection.Id, issued.Token.Id, Narrow, "Only people", Cancel);
        Store.Clock.Advance(Second);
        var grant = (await Authenticator.AuthenticateAsync(connection.Id, issued.Secret, Cancel))!;
        Assert.Equal(Narrow, new TokenLimits(grant.Scopes, grant.From));
        var audit = (await Store.Get<IAuditStore>().LatestAsync(connection.Tenant, 1, Cancel))[0];
        Assert.Equal(("token.limit", "Only people"), (audit.Action, audit.Reason));
        Assert.Equal($"{issued.Token.Id} (all scopes, any address → users:read users:write, from 192.0.2.0/24 2001:db8::/32)", audit.Target);
        Assert.Equal($"changed what the token pscim_{issued.Token.Id}… (all scopes, any address → users:read users:write, from 192.0.2.0/24 2001:db8::/32) may do", AuditSentence.Of(audit));
    }

    [Fact]
    public async Task Widening_needs_a_fresh_sign_in_and_narrowing_does_not()
    {
        var connection = await Store.ConnectionAsync();
        var issued = await IssueAsync(connection, TokenChoice.Same);
        var stale = new Actor(ActorKind.TenantAdmin, "mara", "Mara", connection.Tenant) { FreshUntil = Store.Clock.GetUtcNow() };
        await Tokens.LimitAsync(stale, connection.Id, issued.Token.Id, Narrow, null, Cancel);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Tokens.LimitAsync(stale, connection.Id, issued.Token.Id, TokenLimits.None, null, Cancel));
        Assert.Equal(Refusal.SignInAgain, refused.Reason);
        await Tokens.LimitAsync(stale with { FreshUntil = Store.Clock.GetUtcNow().AddMinutes(1) }, connection.Id, issued.Token.Id, TokenLimits.None, null, Cancel);
        Assert.Equal(TokenLimits.None, (await Tokens.ListAsync(Store.Operator, connection.Id, Cancel))[0].Limits);
    }

    [Fact]
    public async Task Limits_are_not_changed_by_others_nor_of_what_has_ended_nor_to_nothing()
    {
        var connection = await Store.ConnectionAsync();
        await Store.ConnectionAsync("other-firm");
        var issued = await IssueAsync(connection, TokenChoice.Same);
        var id = issued.Token.Id;
        Assert.Equal(Refusal.Forbidden, await WhyAsync(new Actor(ActorKind.Support, "sam", "Samira"), Narrow));
        Assert.Equal(Refusal.NotFound, await WhyAsync(new Actor(ActorKind.TenantAdmin, "eve", "Eve", new Admin.Tenants.TenantId("other-firm")), Narrow));
        Assert.Equal(Refusal.Invalid, await WhyAsync(Store.Operator, new TokenLimits(TokenScopes.None, null)));
        var audit = (await Store.Get<IAuditStore>().LatestAsync(connection.Tenant, 1, Cancel))[0];
        Assert.False(await Store.Get<ITokenStore>().LimitAsync(connection.Id, id, Narrow, TokenLimits.None, Store.Clock.GetUtcNow(), audit with { Id = Guid.CreateVersion7() }, Cancel)); // changed meanwhile
        await Tokens.RevokeAsync(Store.Operator, connection.Id, id, null, Cancel);
        Assert.Equal(Refusal.Conflict, await WhyAsync(Store.Operator, Narrow));
        Assert.Equal(TokenLimits.None, (await Tokens.ListAsync(Store.Operator, connection.Id, Cancel))[0].Limits);

        async Task<Refusal> WhyAsync(Actor actor, TokenLimits limits) => (await Assert.ThrowsAsync<RefusedException>(() => Tokens.LimitAsync(actor, connection.Id, id, limits, "Ticket 4711", Cancel))).Reason;
    }

    [Fact]
    public async Task Client_gets_access_tokens_that_open_its_connection_in_every_process_and_nothing_else()
    {
        var (mine, other) = (await Store.ConnectionAsync(), await Store.ConnectionAsync("other-firm"));
        var issued = await IssueAsync(mine, TokenChoice.Of(TokenKind.Client, TokenLimits.None));
        Assert.Null(await Authenticator.AuthenticateAsync(mine.Id, issued.Secret, Cancel)); // the secret itself is no token
        Assert.Null(await Authenticator.ClientAsync(other.Id, issued.Secret, Cancel));
        var (client, access) = await AskAsync(Store, mine, issued.Secret, TokenScopes.UsersRead);
        Assert.Equal(issued.Token.Id, client.Token);
        Assert.StartsWith("pscima_", access, StringComparison.Ordinal);
        await using var process = await Store.AnotherProcessAsync();
        foreach (var store in new[] { Store, process })
        {
            var grant = await store.Get<TokenAuthenticator>().AuthenticateAsync(mine.Id, access, Cancel);
            Assert.Equal((mine.Id, TokenScopes.UsersRead), (grant?.Connection, grant?.Scopes));
            Assert.Null(await store.Get<TokenAuthenticator>().AuthenticateAsync(other.Id, access, Cancel));
        }

        Assert.Null(await Authenticator.AuthenticateAsync(mine.Id, access[..^1] + (access[^1] == 'a' ? 'b' : 'a'), Cancel));
        var secretToken = await IssueAsync(other, TokenChoice.Same);
        Assert.Null(await Authenticator.ClientAsync(other.Id, secretToken.Secret, Cancel));
    }

    [Fact]
    public async Task Access_token_ends_after_an_hour_and_never_after_its_client()
    {
        var connection = await Store.ConnectionAsync();
        var issued = await IssueAsync(connection, TokenChoice.Of(TokenKind.Client, TokenLimits.None), TimeSpan.FromMinutes(90));
        var (client, access) = await AskAsync(Store, connection, issued.Secret);
        Assert.Equal(3_600, Store.Get<ClientGrants>().Issue(client, issued.Secret, TokenScopes.All).Seconds);
        Store.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, access, Cancel));
        Store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await Authenticator.AuthenticateAsync(connection.Id, access, Cancel));
        Assert.Equal(TokenRefusal.AccessExpired, (await Store.Get<TokenRefusals>().OfAsync(connection.Id, access, Cancel)).Why);
        (client, access) = await AskAsync(Store, connection, issued.Secret);
        Assert.Equal(1_800, Store.Get<ClientGrants>().Issue(client, issued.Secret, TokenScopes.All).Seconds);
        Store.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(await Authenticator.AuthenticateAsync(connection.Id, access, Cancel));
        Assert.Null(await Authenticator.ClientAsync(connection.Id, issued.Secret, Cancel));
        Assert.Equal(TokenRefusal.Expired, (await Store.Get<TokenRefusals>().OfAsync(connection.Id, access, Cancel)).Why);
    }

    [Fact]
    public async Task Revoking_a_client_ends_its_access_tokens_in_another_process_within_a_second()
    {
        var connection = await Store.ConnectionAsync();
        var issued = await IssueAsync(connection, TokenChoice.Of(TokenKind.Client, TokenLimits.None));
        var (_, access) = await AskAsync(Store, connection, issued.Secret);
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, access, Cancel));
        await using var other = await Store.AnotherProcessAsync();
        await other.Get<TokenService>().RevokeAsync(Store.Operator, connection.Id, issued.Token.Id, null, Cancel);
        Store.Clock.Advance(Second);
        Assert.Null(await Authenticator.AuthenticateAsync(connection.Id, access, Cancel));
        Assert.Null(await Authenticator.ClientAsync(connection.Id, issued.Secret, Cancel));
        Assert.Equal(TokenRefusal.Revoked, (await Store.Get<TokenRefusals>().OfAsync(connection.Id, access, Cancel)).Why);
        Assert.Equal(TokenRefusal.Revoked, (await Store.Get<TokenRefusals>().OfClientAsync(connection.Id, connection.Id.Value, issued.Secret, Cancel)).Why);
    }

    [Fact]
    public async Task Rotation_lets_the_old_client_work_on_until_its_grace_ends()
    {
        var connection = await Store.ConnectionAsync();
        var old = await IssueAsync(connection, TokenChoice.Of(TokenKind.Client, TokenLimits.None));
        var next = await IssueAsync(connection, TokenChoice.Same);
        Assert.Equal(TokenKind.Client, next.Token.Kind);
        await Assert.ThrowsAsync<RefusedException>(() => IssueAsync(connection, TokenChoice.Same)); // two are live
        Store.Clock.Advance(Day - TimeSpan.FromMinutes(30));
        var (client, ofOld) = await AskAsync(Store, connection, old.Secret);
        Assert.Equal(1_800, Store.Get<ClientGrants>().Issue(client, old.Secret, TokenScopes.All).Seconds);
        var (_, ofNext) = await AskAsync(Store, connection, next.Secret);
        Store.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(await Authenticator.AuthenticateAsync(connection.Id, ofOld, Cancel));
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, ofNext, Cancel));
        Assert.Equal(TokenRefusal.Replaced, (await Store.Get<TokenRefusals>().OfAsync(connection.Id, ofOld, Cancel)).Why);
    }

    [Fact]
    public async Task Access_token_may_no_more_than_its_client_may_by_now()
    {
        var connection = await Store.ConnectionAsync();
        var issued = await IssueAsync(connection, TokenChoice.Of(TokenKind.Client, TokenLimits.None));
        var (_, access) = await AskAsync(Store, connection, issued.Secret);
        await Tokens.LimitAsync(Store.Operator, connection.Id, issued.Token.Id, new TokenLimits(TokenScopes.GroupsRead, null), null, Cancel);
        Assert.Equal(TokenScopes.GroupsRead, (await Authenticator.AuthenticateAsync(connection.Id, access, Cancel))!.Scopes);
    }

    [Fact]
    public async Task Whoever_reads_the_database_makes_no_access_token_of_it()
    {
        // With the keys and with all that is stored of a client, but without its secret.
        var connection = await Store.ConnectionAsync();
        var issued = await IssueAsync(connection, TokenChoice.Of(TokenKind.Client, TokenLimits.None));
        var stored = (await Store.Get<ITokenStore>().FindGrantAsync(connection.Id, issued.Token.Id, Cancel))!.Hash;
        var forged = Store.Get<AccessTokens>().Make(connection.Id, issued.Token.Id, TokenScopes.All, Store.Clock.GetUtcNow() + Day, stored);
        Assert.Null(await Authenticator.AuthenticateAsync(connection.Id, forged, Cancel));
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, (await AskAsync(Store, connection, issued.Secret)).AccessToken, Cancel));
    }

    [Fact]
    public async Task Reasons_of_which_the_first_release_knows_nothing_are_kept_where_it_does_not_look_for_one()
    {
        var connection = await Store.ConnectionAsync();
        var issued = await IssueAsync(connection, TokenChoice.Same);
        var now = Store.Clock.GetUtcNow();
        var reasons = new[] { TokenRefusal.ConnectionOff, TokenRefusal.Scope, TokenRefusal.Address, TokenRefusal.AccessExpired, TokenRefusal.ClientSecret, TokenRefusal.ClientId };
        var records = reasons.Select((why, i) => new ActivityRecord(connection.Id, OrderedId.Next(now), now.AddSeconds(i), "GET", "/Users", 403, TimeSpan.Zero, ActivityKind.Refused, null, null, issued.Token.Id, null, null, 0)
        {
            Details = new ActivityDetails(null, null, why, issued.Token.Id, [], null),
        });
        await Store.Get<IActivityStore>().AppendAsync(new ActivityBatch([.. records], []), Cancel);
        var kept = await Store.Get<IActivityStore>().LatestAsync(connection.Id, 10, Cancel);
        Assert.Equal(reasons.Order(), kept.Select(record => record.Details.Refusal!.Value).Order());
        Assert.All(kept, record => Assert.Null(record.Details.ScimType));
    }
}

public sealed class TokenLimitOnSqliteTests() : TokenLimitContract(TestStore.OnSqliteAsync);

public sealed class TokenLimitOnPostgresTests(PostgresServer server) : TokenLimitContract(() => TestStore.OnPostgresAsync(server));
