using System.Buffers.Text;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.HandOffs;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

public abstract class HandOffStoreContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly Actor Mara = new(ActorKind.TenantAdmin, "auth0|mara", "Mara Quinn", new TenantId("acme"), "203.0.113.4");

    private HandOffService HandOffs => Store.Get<HandOffService>();

    private TokenService Tokens => Store.Get<TokenService>();

    private TokenAuthenticator Authenticator => Store.Get<TokenAuthenticator>();

    private DateTimeOffset Now => Store.Clock.GetUtcNow();

    [Fact]
    public async Task Link_opens_its_connection_for_seven_days()
    {
        var connection = await Store.ConnectionAsync();
        var made = await MakeAsync(connection);
        Assert.Equal(32, Base64Url.DecodeFromChars(made.Token).Length);
        var opened = await HandOffs.OpenAsync(made.Token, null, "198.51.100.7", Cancel);
        Assert.Equal(connection, opened?.Connection);
        Assert.Equal("acme Architects", opened?.TenantName);
        Store.Clock.Advance(HandOffService.Lifetime - TimeSpan.FromSeconds(1));
        Assert.NotNull(await HandOffs.OpenAsync(made.Token, null, null, Cancel));
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await HandOffs.OpenAsync(made.Token, null, null, Cancel));
        Assert.Empty(await HandOffs.ListAsync(Mara, connection.Id, Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("'; DROP TABLE hand_offs; --\u0000ÿ")]
    public async Task Unknown_link_opens_nothing(string token)
    {
        await MakeAsync(await Store.ConnectionAsync());
        Assert.Null(await HandOffs.OpenAsync(token, null, null, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => HandOffs.TakeSecretAsync(token, null, null, Cancel));
    }

    [Fact]
    public async Task Openings_are_counted_with_the_first_and_the_last_and_looking_is_not()
    {
        var connection = await Store.ConnectionAsync();
        var made = await MakeAsync(connection);
        Assert.Equal(HandOffOpenings.None, (await ListedAsync(connection)).Opened);
        var first = Now;
        await HandOffs.OpenAsync(made.Token, null, "198.51.100.7", Cancel);
        Store.Clock.Advance(Day);
        await HandOffs.OpenAsync(made.Token, null, "198.51.100.8", Cancel);
        await HandOffs.FindAsync(made.Token, Cancel);
        Assert.Equal(new HandOffOpenings(2, first, Now, "198.51.100.8"), (await ListedAsync(connection)).Opened);
    }

    [Fact]
    public async Task Openings_at_the_same_moment_are_all_counted()
    {
        var connection = await Store.ConnectionAsync();
        var made = await MakeAsync(connection);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => HandOffs.OpenAsync(made.Token, null, null, Cancel)));
        Assert.Equal(8, (await ListedAsync(connection)).Opened.Count);
    }

    [Fact]
    public async Task Secret_is_a_new_token_and_the_old_one_works_on_for_the_grace_of_the_link()
    {
        var connection = await Store.ConnectionAsync();
        var old = await Tokens.RotateAsync(Mara, connection.Id, Day, TokenService.DefaultLifetime, null, Cancel);
        var made = await HandOffs.CreateAsync(Mara, connection.Id, TimeSpan.FromHours(3), null, Cancel);
        Assert.True((await HandOffs.FindAsync(made.Token, Cancel))!.HasLiveToken);
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, old.Secret, Cancel));
        var taken = await HandOffs.TakeSecretAsync(made.Token, null, "198.51.100.7", Cancel);
        Assert.NotNull(await Authenticator.AuthenticateAsync(connection.Id, taken.Secret, Cancel));
        Assert.Equal(Now.AddHours(3), taken.Previous?.EndsAt);
        Assert.Equal(new SecretTaken(Now, "198.51.100.7"), (await ListedAsync(connection)).Taken);
        Store.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Null(await Authenticator.AuthenticateAsync(connection.Id, old.Secret, Cancel));
    }

    [Fact]
    public async Task Secret_of_a_connection_without_a_token_is_its_first()
    {
        var connection = await Store.ConnectionAsync();
        var made = await MakeAsync(connection);
        Assert.False((await HandOffs.FindAsync(made.Token, Cancel))!.HasLiveToken);
        Assert.Null((await HandOffs.TakeSecretAsync(made.Token, null, null, Cancel)).Previous);
    }

    [Fact]
    public async Task Secret_is_taken_once()
    {
        var connection = await Store.ConnectionAsync();
        var made = await MakeAsync(connection);
        await HandOffs.TakeSecretAsync(made.Token, null, "198.51.100.7", Cancel);
        var first = Now;
        Store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Refusal.Conflict, (await Assert.ThrowsAsync<RefusedException>(() => HandOffs.TakeSecretAsync(made.Token, null, "198.51.100.8", Cancel))).Reason);
        Assert.Single(await Tokens.ListAsync(Mara, connection.Id, Cancel));
        Assert.Equal(new SecretTaken(first, "198.51.100.7"), (await HandOffs.FindAsync(made.Token, Cancel))!.HandOff.Taken);
    }

    [Fact]
    public async Task Clicks_at_the_same_moment_in_two_processes_give_one_secret()
    {
        var connection = await Store.ConnectionAsync();
        var made = await MakeAsync(connection);
        await using var other = await Store.AnotherProcessAsync();
        var clicks = await Task.WhenAll(Enumerable.Range(0, 8).Select(async click =>
        {
            try
            {
                return await (click % 2 == 0 ? HandOffs : other.Get<HandOffService>()).TakeSecretAsync(made.Token, null, $"198.51.100.{click}", Cancel);
            }
            catch (RefusedException)
            {
                return null;
            }
        }));
        var won = Assert.Single(clicks, click => click is not null)!;
        Assert.Equal(won.Token.Id, Assert.Single(await Tokens.ListAsync(Mara, connection.Id, Cancel)).Id);
        Assert.Equal($"198.51.100.{Array.IndexOf(clicks, won)}", (await ListedAsync(connection)).Taken?.From);
        Assert.Single(await AuditedAsync(connection), entry => entry.Action == "hand-off.take-secret");
    }

    [Fact]
    public async Task Secret_refused_because_two_tokens_are_live_can_be_taken_when_one_has_ended()
    {
        var connection = await Store.ConnectionAsync();
        await Tokens.RotateAsync(Mara, connection.Id, Day, TokenService.DefaultLifetime, null, Cancel);
        await Tokens.RotateAsync(Mara, connection.Id, Day, TokenService.DefaultLifetime, null, Cancel);
        var made = await MakeAsync(connection);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => HandOffs.TakeSecretAsync(made.Token, null, null, Cancel));
        Assert.Contains("Two tokens are live already", refused.Message, StringComparison.Ordinal);
        Assert.Null((await ListedAsync(connection)).Taken);
        Assert.DoesNotContain(await AuditedAsync(connection), entry => entry.Action == "hand-off.take-secret");
        Store.Clock.Advance(Day);
        Assert.NotNull(await HandOffs.TakeSecretAsync(made.Token, null, null, Cancel));
    }

    [Fact]
    public async Task Revoked_link_opens_nothing_and_revoking_again_is_refused()
    {
        var connection = await Store.ConnectionAsync();
        var made = await MakeAsync(connection);
        await HandOffs.RevokeAsync(Mara, connection.Id, made.HandOff.Id, null, Cancel);
        Assert.Null(await HandOffs.OpenAsync(made.Token, null, null, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => HandOffs.TakeSecretAsync(made.Token, null, null, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => HandOffs.RevokeAsync(Mara, connection.Id, made.HandOff.Id, null, Cancel));
        Assert.Empty(await Tokens.ListAsync(Mara, connection.Id, Cancel));
    }

    [Fact]
    public async Task More_links_than_may_be_are_refused_until_one_ends()
    {
        var connection = await Store.ConnectionAsync();
        var first = await MakeAsync(connection);
        for (var i = 1; i < HandOffService.MostLive; i++)
            await MakeAsync(connection);
        Assert.Equal(Refusal.Conflict, (await Assert.ThrowsAsync<RefusedException>(() => MakeAsync(connection))).Reason);
        await HandOffs.RevokeAsync(Mara, connection.Id, first.HandOff.Id, null, Cancel);
        var last = await MakeAsync(connection);
        var listed = await HandOffs.ListAsync(Mara, connection.Id, Cancel);
        Assert.Equal(HandOffService.MostLive, listed.Count);
        Assert.Equal(last.HandOff, listed[0]);
    }

    [Fact]
    public async Task Every_act_is_audited_under_the_admin_or_the_link_and_without_a_secret()
    {
        var connection = await Store.ConnectionAsync();
        var made = await MakeAsync(connection);
        await HandOffs.OpenAsync(made.Token, null, "198.51.100.7", Cancel);
        var taken = await HandOffs.TakeSecretAsync(made.Token, null, "198.51.100.7", Cancel);
        await HandOffs.RevokeAsync(Mara, connection.Id, made.HandOff.Id, "Done", Cancel);
        var audit = await AuditedAsync(connection);
        Assert.Equal(["hand-off.create", "hand-off.open", "hand-off.revoke", "hand-off.take-secret", "token.rotate"], audit.Select(entry => entry.Action).Order());
        var holder = new Actor(ActorKind.LinkHolder, $"hand-off|{made.HandOff.Id}", "holder of a link from Mara Quinn", null, "198.51.100.7");
        foreach (var entry in audit)
            Assert.Equal(entry.Action is "hand-off.create" or "hand-off.revoke" ? Mara : holder, entry.Actor);
        Assert.Equal($"Taken through hand-off link {made.HandOff.Id}", audit.Single(entry => entry.Action == "token.rotate").Reason);
        Assert.DoesNotContain(audit, entry => entry.ToString().Contains(made.Token, StringComparison.Ordinal) || entry.ToString().Contains(taken.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Support_gives_a_reason_for_making_and_revoking()
    {
        var connection = await Store.ConnectionAsync();
        var support = new Actor(ActorKind.Support, "auth0|sam", "Samira Okafor");
        Assert.Equal(Refusal.Invalid, (await Assert.ThrowsAsync<RefusedException>(() => HandOffs.CreateAsync(support, connection.Id, Day, " ", Cancel))).Reason);
        var made = await HandOffs.CreateAsync(support, connection.Id, Day, "Ticket 4711", Cancel);
        Assert.Equal(Refusal.Invalid, (await Assert.ThrowsAsync<RefusedException>(() => HandOffs.RevokeAsync(support, connection.Id, made.HandOff.Id, null, Cancel))).Reason);
        Assert.Equal("Ticket 4711", (await AuditedAsync(connection)).Single(entry => entry.Action == "hand-off.create").Reason);
    }

    [Fact]
    public async Task Link_that_support_makes_opens_for_the_tenants_admins_only_and_names_who_took_the_secret()
    {
        var connection = await Store.ConnectionAsync();
        await Store.ConnectionAsync("other-firm");
        var support = new Actor(ActorKind.Support, "auth0|sam", "Samira Okafor");
        var made = await HandOffs.CreateAsync(support, connection.Id, Day, "Ticket 4711", Cancel);
        Assert.True(made.HandOff.ForAdmins);
        foreach (var viewer in new[] { null, support, new Actor(ActorKind.TenantAdmin, "auth0|eve", "Eve", new TenantId("other-firm")), new Actor(ActorKind.LinkHolder, "hand-off|x", "x", connection.Tenant) })
        {
            Assert.False((await HandOffs.OpenAsync(made.Token, viewer, null, Cancel))!.OpensFor(viewer));
            Assert.Equal(Refusal.Forbidden, (await Assert.ThrowsAsync<RefusedException>(() => HandOffs.TakeSecretAsync(made.Token, viewer, null, Cancel))).Reason);
        }

        Assert.Equal(HandOffOpenings.None, Assert.Single(await HandOffs.ListAsync(Mara, connection.Id, Cancel)).Opened);
        Assert.True((await HandOffs.OpenAsync(made.Token, Mara, null, Cancel))!.OpensFor(Mara));
        var taken = await HandOffs.TakeSecretAsync(made.Token, Mara, null, Cancel);
        Assert.Equal(Mara.Name, taken.Token.CreatedBy);
        Assert.Equal(["hand-off.open", "hand-off.take-secret", "token.rotate"], (await AuditedAsync(connection)).Where(entry => entry.Actor == Mara).Select(entry => entry.Action).Order());
    }

    [Fact]
    public async Task Admin_of_another_tenant_and_the_holder_of_a_link_find_no_connection()
    {
        var connection = await Store.ConnectionAsync();
        await Store.ConnectionAsync("other-firm");
        var made = await MakeAsync(connection);
        await HandOffs.OpenAsync(made.Token, null, null, Cancel);
        var holder = (await AuditedAsync(connection)).Single(entry => entry.Action == "hand-off.open").Actor;
        foreach (var stranger in new[] { new Actor(ActorKind.TenantAdmin, "auth0|eve", "Eve", new TenantId("other-firm")), holder })
        {
            foreach (var act in new Func<Task>[]
            {
                () => HandOffs.CreateAsync(stranger, connection.Id, Day, null, Cancel),
                () => HandOffs.ListAsync(stranger, connection.Id, Cancel),
                () => HandOffs.RevokeAsync(stranger, connection.Id, made.HandOff.Id, null, Cancel),
                () => Tokens.RotateAsync(stranger, connection.Id, Day, Day, null, Cancel),
                () => Store.Get<ConnectionService>().GetAsync(stranger, connection.Id, Cancel),
            })
            {
                Assert.Equal(Refusal.NotFound, (await Assert.ThrowsAsync<RefusedException>(act)).Reason);
            }
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(31)]
    public async Task Grace_out_of_range_is_refused_when_the_link_is_made(int days)
    {
        var connection = await Store.ConnectionAsync();
        Assert.Equal(Refusal.Invalid, (await Assert.ThrowsAsync<RefusedException>(() => HandOffs.CreateAsync(Mara, connection.Id, TimeSpan.FromDays(days), null, Cancel))).Reason);
    }

    private Task<MadeHandOff> MakeAsync(Connection connection) => HandOffs.CreateAsync(Mara, connection.Id, Day, null, Cancel);

    private async Task<HandOff> ListedAsync(Connection connection) => Assert.Single(await HandOffs.ListAsync(Mara, connection.Id, Cancel));

    private async Task<IReadOnlyList<AuditEntry>> AuditedAsync(Connection connection)
        => [.. (await Store.Get<IAuditStore>().LatestAsync(connection.Tenant, 50, Cancel)).Where(entry => entry.Connection == connection.Id && !entry.Action.StartsWith("connection.", StringComparison.Ordinal))];
}

public sealed class HandOffStoreOnSqliteTests() : HandOffStoreContract(TestStore.OnSqliteAsync);

public sealed class HandOffStoreOnPostgresTests(PostgresServer server) : HandOffStoreContract(() => TestStore.OnPostgresAsync(server));
