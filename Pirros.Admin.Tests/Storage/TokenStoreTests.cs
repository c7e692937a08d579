using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

public abstract class TokenStoreContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private TokenService Tokens => Store.Get<TokenService>();

    private TokenAuthenticator Authenticator => Store.Get<TokenAuthenticator>();

    private Task<IssuedToken> RotateAsync(Connection connection, TimeSpan? grace = null, TimeSpan? lifetime = null)
        => Tokens.RotateAsync(Store.Operator, connection.Id, grace ?? Day, lifetime ?? TimeSpan.FromDays(365), null, Cancel);

    [Fact]
    public async Task First_token_opens_its_connection()
    {
        var connection = await Store.ConnectionAsync();
        var issued = await RotateAsync(connection);
        var grant = await Authenticator.AuthenticateAsync(connection.Id, issued.Secret, Cancel);
        Assert.Equal(connection.Id, grant?.Connection);
        Assert.Equal(connection.Tenant, grant?.Tenant);
        Assert.Null(issued.Previous);
    }

    [Fact]
    public async Task Token_of_another_connection_opens_nothing()
    {
        var mine = await Store.ConnectionAsync();
        var other = await Store.ConnectionAsync("other-firm");
        var issued = await RotateAsync(other);
        Assert.Null(await Authenticator.AuthenticateAsync(mine.Id, issued.Secret, Cancel));
    }

    [Fact]
    public async Task Expired_token_opens_nothing()
    {
        var connection = await Store.ConnectionAsync();
        var issued = await RotateAsync(connection, lifetime: TimeSpan.FromHours(1));
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, issued.Secret, Cancel));
        Store.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await Authenticator.AuthenticateAsync(connection.Id, issued.Secret, Cancel));
        Assert.Equal(TokenState.Expired, (await Tokens.ListAsync(Store.Operator, connection.Id, Cancel)).Single().StateAt(Store.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Revoked_token_opens_nothing_at_once()
    {
        var connection = await Store.ConnectionAsync();
        var issued = await RotateAsync(connection);
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, issued.Secret, Cancel));
        await Tokens.RevokeAsync(Store.Operator, connection.Id, issued.Token.Id, null, Cancel);
        Assert.Null(await Authenticator.AuthenticateAsync(connection.Id, issued.Secret, Cancel));
    }

    [Fact]
    public async Task Token_revoked_in_another_process_opens_nothing_within_a_second()
    {
        var connection = await Store.ConnectionAsync();
        var issued = await RotateAsync(connection);
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, issued.Secret, Cancel));
        await using var other = await Store.AnotherProcessAsync();
        await other.Get<TokenService>().RevokeAsync(Store.Operator, connection.Id, issued.Token.Id, null, Cancel);
        Store.Clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Null(await Authenticator.AuthenticateAsync(connection.Id, issued.Secret, Cancel));
    }

    [Fact]
    public async Task Connection_switched_off_in_another_process_lets_nobody_in_within_a_second()
    {
        var connection = await Store.ConnectionAsync();
        var issued = await RotateAsync(connection);
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, issued.Secret, Cancel));
        await using var other = await Store.AnotherProcessAsync();
        await other.Get<ConnectionService>().SetEnabledAsync(Store.Operator, connection.Id, false, Cancel);
        Store.Clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Null(await Authenticator.AuthenticateAsync(connection.Id, issued.Secret, Cancel));
    }

    [Fact]
    public async Task Revoking_twice_is_refused()
    {
        var connection = await Store.ConnectionAsync();
        var issued = await RotateAsync(connection);
        await Tokens.RevokeAsync(Store.Operator, connection.Id, issued.Token.Id, null, Cancel);
        await Assert.ThrowsAsync<RefusedException>(() => Tokens.RevokeAsync(Store.Operator, connection.Id, issued.Token.Id, null, Cancel));
    }

    [Fact]
    public async Task Owner_of_a_token_is_told_to_those_who_reach_it()
    {
        var connection = await Store.ConnectionAsync();
        var issued = await RotateAsync(connection);
        Assert.Equal(connection.Id, (await Tokens.OwnerAsync(Store.Operator, issued.Token.Id, Cancel))?.Id);
        Assert.Null(await Tokens.OwnerAsync(new Actor(ActorKind.TenantAdmin, "auth0|eve", "Eve", new TenantId("other-firm")), issued.Token.Id, Cancel));
        Assert.Null(await Tokens.OwnerAsync(Store.Operator, new TokenId("000000000000"), Cancel));
    }

    [Fact]
    public async Task Connections_whose_last_token_ends_are_found_with_the_soonest_first()
    {
        var now = Store.Clock.GetUtcNow();
        var later = await Store.ConnectionAsync("later");
        var sooner = await Store.ConnectionAsync("sooner");
        var off = await Store.ConnectionAsync("off");
        var rotated = await Store.ConnectionAsync("rotated");
        await RotateAsync(later, lifetime: 60 * Day);
        await RotateAsync(sooner, lifetime: 7 * Day);
        await RotateAsync(off, lifetime: Day);
        await Store.Get<ConnectionService>().SetEnabledAsync(Store.Operator, off.Id, false, Cancel);
        await RotateAsync(rotated, lifetime: Day);
        await RotateAsync(rotated);
        Assert.Equal([(sooner.Id, now + (7 * Day)), (later.Id, now + (60 * Day))], await Store.Get<ITokenStore>().EndingAsync(now, now + (90 * Day), Cancel));
    }

    [Fact]
    public async Task Log_says_once_a_day_which_connection_loses_its_last_token()
    {
        var connection = await Store.ConnectionAsync();
        await RotateAsync(connection, lifetime: 15 * Day);
        var lines = System.Threading.Channels.Channel.CreateUnbounded<string>();
        using var watch = new TokenExpiryWatch(Store.Get<ITokenStore>(), Store.Clock, new ChannelLog<TokenExpiryWatch>(lines.Writer));
        await watch.StartAsync(Cancel);
        Assert.StartsWith($"Information: The last token of connection {connection.Id} ends within 30 days", await lines.Reader.ReadAsync(Cancel), StringComparison.Ordinal);
        Store.Clock.Advance(Day);
        Assert.StartsWith($"Warning: The last token of connection {connection.Id} ends within 14 days", await lines.Reader.ReadAsync(Cancel), StringComparison.Ordinal);
        await watch.StopAsync(Cancel);
        Assert.False(lines.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Last_use_is_kept_with_time_address_and_client()
    {
        var connection = await Store.ConnectionAsync();
        var issued = await RotateAsync(connection);
        var use = new TokenUse(Store.Clock.GetUtcNow(), "203.0.113.9", "Okta SCIM Client 1.0.0");
        await Store.Get<ITokenStore>().RecordUsesAsync([(connection.Id, issued.Token.Id, use)], Cancel);
        await Store.Get<ITokenStore>().RecordUsesAsync([(connection.Id, issued.Token.Id, use with { At = use.At - Day, Address = "older" })], Cancel);
        Assert.Equal(use, (await Tokens.ListAsync(Store.Operator, connection.Id, Cancel)).Single().LastUse);
    }

    [Fact]
    public async Task Every_act_is_audited_with_its_actor_and_reason_and_without_the_secret()
    {
        var connection = await Store.ConnectionAsync();
        var support = new Actor(ActorKind.Support, "auth0|sam", "Samira Okafor", null, "198.51.100.7");
        var issued = await Tokens.RotateAsync(Store.Operator, connection.Id, Day, Day, "The old one was lost, ticket 4711", Cancel);
        await Tokens.RevokeAsync(support, connection.Id, issued.Token.Id, "Wrong connection", Cancel);
        var audit = await Store.Get<IAuditStore>().LatestAsync(connection.Tenant, 10, Cancel);
        Assert.Equal(["token.revoke", "token.rotate", "connection.create", "tenant.create"], audit.Select(a => a.Action));
        Assert.Equal(support, audit[0].Actor);
        Assert.Equal((Store.Operator, "The old one was lost, ticket 4711"), (audit[1].Actor, audit[1].Reason));
        Assert.Equal(issued.Token.Id.Value, audit[1].Target);
        Assert.DoesNotContain(audit, a => a.ToString().Contains(issued.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Support_is_given_no_secret_and_revokes_with_a_reason()
    {
        var connection = await Store.ConnectionAsync();
        var support = new Actor(ActorKind.Support, "auth0|sam", "Samira Okafor");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Tokens.RotateAsync(support, connection.Id, Day, Day, "Ticket 4711", Cancel));
        Assert.Equal(Refusal.Forbidden, refused.Reason);
        Assert.Empty(await Tokens.ListAsync(support, connection.Id, Cancel));
        var issued = await Tokens.RotateAsync(Store.Operator, connection.Id, Day, Day, null, Cancel);
        refused = await Assert.ThrowsAsync<RefusedException>(() => Tokens.RevokeAsync(support, connection.Id, issued.Token.Id, "  ", Cancel));
        Assert.Equal(Refusal.Invalid, refused.Reason);
        Assert.Null(Assert.Single(await Tokens.ListAsync(support, connection.Id, Cancel)).RevokedAt);
    }

    [Fact]
    public async Task Support_changes_nothing_that_the_firm_has_set()
    {
        var connection = await Store.ConnectionAsync();
        var support = new Actor(ActorKind.Support, "auth0|sam", "Samira Okafor");
        foreach (var act in new Func<Task>[]
        {
            () => Store.Get<ConnectionService>().RenameAsync(support, connection.Id, "Other", Cancel),
            () => Store.Get<ConnectionService>().SetEnabledAsync(support, connection.Id, false, Cancel),
            () => Store.Get<DeclaredSchemaService>().DeclareAsync(support, connection.Id, new DeclaredSchema("urn:x:1", "User", [new() { Name = "badge" }]), Cancel),
            () => Store.Get<DeclaredSchemaService>().RemoveAsync(support, connection.Id, "urn:x:1", null, Cancel),
        })
            Assert.Equal(Refusal.Forbidden, (await Assert.ThrowsAsync<RefusedException>(act)).Reason);
        Assert.Equal(["connection.create", "tenant.create"], (await Store.Get<IAuditStore>().LatestAsync(connection.Tenant, 10, Cancel)).Select(entry => entry.Action));
    }

    [Fact]
    public async Task Admin_of_another_tenant_finds_no_connection()
    {
        var connection = await Store.ConnectionAsync();
        await Store.ConnectionAsync("other-firm");
        var stranger = new Actor(ActorKind.TenantAdmin, "auth0|eve", "Eve", new TenantId("other-firm"));
        foreach (var act in new Func<Task>[]
        {
            () => Tokens.RotateAsync(stranger, connection.Id, Day, Day, null, Cancel),
            () => Tokens.UndoRotationAsync(stranger, connection.Id, new TokenId("000000000000"), null, Cancel),
            () => Tokens.ListAsync(stranger, connection.Id, Cancel),
            () => Tokens.RevokeAsync(stranger, connection.Id, new TokenId("000000000000"), null, Cancel),
            () => Store.Get<ConnectionService>().GetAsync(stranger, connection.Id, Cancel),
            () => Store.Get<ConnectionService>().SetEnabledAsync(stranger, connection.Id, false, Cancel),
            () => Store.Get<ConnectionService>().RenameAsync(stranger, connection.Id, "Mine now", Cancel),
            () => Store.Get<ConnectionService>().ListAsync(stranger, connection.Tenant, Cancel),
            () => Store.Get<ConnectionService>().CreateAsync(stranger, connection.Tenant, IdentityProvider.Okta, null, Cancel),
        })
        {
            Assert.Equal(Refusal.NotFound, (await Assert.ThrowsAsync<RefusedException>(act)).Reason);
        }
    }
}

public sealed class TokenStoreOnSqliteTests() : TokenStoreContract(TestStore.OnSqliteAsync);

public sealed class TokenStoreOnPostgresTests(PostgresServer server) : TokenStoreContract(() => TestStore.OnPostgresAsync(server));
