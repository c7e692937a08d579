using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

/// <summary>A new token beside the old one, its grace, and the way back.</summary>
public abstract class TokenRotationContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private TokenService Tokens => Store.Get<TokenService>();

    private TokenAuthenticator Authenticator => Store.Get<TokenAuthenticator>();

    private Task<IssuedToken> RotateAsync(Connection connection, TimeSpan? grace = null, TimeSpan? lifetime = null)
        => Tokens.RotateAsync(Store.Operator, connection.Id, grace ?? Day, lifetime ?? TimeSpan.FromDays(365), null, Cancel);

    [Fact]
    public async Task Replaced_token_opens_until_its_grace_ends()
    {
        var connection = await Store.ConnectionAsync();
        var first = await RotateAsync(connection);
        var second = await RotateAsync(connection, Day);
        Assert.Equal(first.Token.Id, second.Previous?.Id);
        Assert.Equal(Store.Clock.GetUtcNow() + Day, second.Previous?.EndsAt);
        Store.Clock.Advance(Day - TimeSpan.FromSeconds(1));
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, first.Secret, Cancel));
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Authenticator.AuthenticateAsync(connection.Id, first.Secret, Cancel));
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, second.Secret, Cancel));
    }

    [Fact]
    public async Task Grace_of_zero_ends_the_old_token_at_once()
    {
        var connection = await Store.ConnectionAsync();
        var first = await RotateAsync(connection);
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, first.Secret, Cancel));
        await RotateAsync(connection, TimeSpan.Zero);
        Assert.Null(await Authenticator.AuthenticateAsync(connection.Id, first.Secret, Cancel));
        Assert.Equal([TokenState.Active, TokenState.Revoked], (await Tokens.ListAsync(Store.Operator, connection.Id, Cancel)).Select(t => t.StateAt(Store.Clock.GetUtcNow())).Order());
    }

    [Fact]
    public async Task Grace_never_outlives_the_old_tokens_own_expiry()
    {
        var connection = await Store.ConnectionAsync();
        await RotateAsync(connection, lifetime: TimeSpan.FromHours(2));
        var second = await RotateAsync(connection, Day);
        Assert.Equal(Store.Clock.GetUtcNow() + TimeSpan.FromHours(2), second.Previous?.EndsAt);
    }

    [Fact]
    public async Task Third_live_token_is_refused_and_nothing_changes()
    {
        var connection = await Store.ConnectionAsync();
        var first = await RotateAsync(connection);
        var second = await RotateAsync(connection);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => RotateAsync(connection));
        Assert.Equal(Refusal.Conflict, refused.Reason);
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, first.Secret, Cancel));
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, second.Secret, Cancel));
        Assert.Equal(2, (await Tokens.ListAsync(Store.Operator, connection.Id, Cancel)).Count);
    }

    [Fact]
    public async Task Rotations_at_the_same_moment_leave_two_live_tokens_at_most()
    {
        var connection = await Store.ConnectionAsync();
        await RotateAsync(connection);
        var attempts = Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await RotateAsync(connection);
                return 1;
            }
            catch (RefusedException)
            {
                return 0;
            }
        });
        Assert.Equal(1, (await Task.WhenAll(attempts)).Sum());
        var live = (await Tokens.ListAsync(Store.Operator, connection.Id, Cancel)).Count(t => t.IsLiveAt(Store.Clock.GetUtcNow()));
        Assert.Equal(2, live);
    }

    [Fact]
    public async Task Rotation_undone_revokes_the_new_token_and_makes_the_old_one_current_with_its_own_expiry()
    {
        var connection = await Store.ConnectionAsync();
        var first = await RotateAsync(connection);
        var second = await RotateAsync(connection);
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, second.Secret, Cancel));
        var again = await Tokens.UndoRotationAsync(Store.Operator, connection.Id, second.Token.Id, "Too early", Cancel);
        Assert.Equal(first.Token with { ExpiresAt = again.ExpiresAt }, again);
        Assert.Null(await Authenticator.AuthenticateAsync(connection.Id, second.Secret, Cancel));
        Store.Clock.Advance(2 * Day);
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, first.Secret, Cancel));
        var audit = (await Store.Get<IAuditStore>().LatestAsync(connection.Tenant, 1, Cancel)).Single();
        Assert.Equal(("token.undo-rotation", second.Token.Id.Value, "Too early"), (audit.Action, audit.Target, audit.Reason));
        Assert.Equal(first.Token.Id, (await RotateAsync(connection)).Previous?.Id);
    }

    [Fact]
    public async Task Rotation_whose_old_token_has_ended_is_not_undone()
    {
        var connection = await Store.ConnectionAsync();
        await RotateAsync(connection);
        var second = await RotateAsync(connection);
        Store.Clock.Advance(Day);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Tokens.UndoRotationAsync(Store.Operator, connection.Id, second.Token.Id, null, Cancel));
        Assert.Contains("The old token has ended", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, second.Secret, Cancel));
        Assert.DoesNotContain(await Store.Get<IAuditStore>().LatestAsync(connection.Tenant, 10, Cancel), entry => entry.Action == "token.undo-rotation");
    }

    [Fact]
    public async Task Rotation_undone_twice_or_by_the_old_token_is_refused()
    {
        var connection = await Store.ConnectionAsync();
        var first = await RotateAsync(connection);
        var second = await RotateAsync(connection);
        Assert.Equal(Refusal.Conflict, (await Assert.ThrowsAsync<RefusedException>(() => Tokens.UndoRotationAsync(Store.Operator, connection.Id, first.Token.Id, null, Cancel))).Reason);
        await Tokens.UndoRotationAsync(Store.Operator, connection.Id, second.Token.Id, null, Cancel);
        Assert.Equal(Refusal.Conflict, (await Assert.ThrowsAsync<RefusedException>(() => Tokens.UndoRotationAsync(Store.Operator, connection.Id, second.Token.Id, null, Cancel))).Reason);
    }
}

public sealed class TokenRotationOnSqliteTests() : TokenRotationContract(TestStore.OnSqliteAsync);

public sealed class TokenRotationOnPostgresTests(PostgresServer server) : TokenRotationContract(() => TestStore.OnPostgresAsync(server));
