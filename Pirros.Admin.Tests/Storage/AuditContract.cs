using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

/// <summary>The chain of the audit: it holds through every act, by whoever at once, and whatever is done to it behind the product's back is found.</summary>
public abstract class AuditContract(Func<Task<TestStore>> open) : StoreContract(open)
{
    private AuditVerifier Verifier => Store.Get<AuditVerifier>();

    [Fact]
    public async Task Chain_holds_through_acts_on_several_tenants()
    {
        await ActAsync();
        await Store.ConnectionAsync("other-firm");
        var verified = await Verifier.VerifyAsync([], Cancel);
        Assert.Null(verified.Break);
        Assert.Equal(["acme", "other-firm"], verified.Heads.Select(head => head.Tenant.Value));
        Assert.Equal(7, verified.Entries);
        var first = (await Store.Get<IAuditStore>().ChainAsync(new TenantId("acme"), 0, 10, 10, Cancel))[0];
        Assert.Equal((1, "tenant.create"), (first.Number, first.Entry.Action));
        Assert.Equal(AuditChain.Start.ToArray(), first.Previous.ToArray());
    }

    [Theory]
    [InlineData("UPDATE audit SET reason='another' WHERE number=3", 3, AuditFault.Changed)]
    [InlineData("UPDATE audit SET reason=NULL WHERE number=4", 4, AuditFault.Changed)]
    [InlineData("UPDATE audit SET actor_name='Somebody Else' WHERE number=2", 2, AuditFault.Changed)]
    [InlineData("UPDATE audit SET actor_kind='Nobody' WHERE number=2", 2, AuditFault.Changed)]
    [InlineData("UPDATE audit SET address='192.0.2.1' WHERE number=1", 1, AuditFault.Changed)]
    [InlineData("UPDATE audit SET at=at+1 WHERE number=5", 5, AuditFault.Changed)]
    [InlineData("UPDATE audit SET action='token.revoke' WHERE number=4", 4, AuditFault.Changed)]
    [InlineData("UPDATE audit SET target='x',connection_id=NULL WHERE number=3", 3, AuditFault.Changed)]
    [InlineData("DELETE FROM audit WHERE number=1", 1, AuditFault.Missing)]
    [InlineData("DELETE FROM audit WHERE number=3", 3, AuditFault.Missing)]
    [InlineData("DELETE FROM audit WHERE number=5", 5, AuditFault.Missing)]
    [InlineData("DELETE FROM audit", 1, AuditFault.Missing)]
    [InlineData("DELETE FROM audit WHERE number=3; UPDATE audit SET number=3 WHERE number=4; UPDATE audit SET number=4 WHERE number=5", 3, AuditFault.OutOfOrder)]
    [InlineData("UPDATE audit SET number=9 WHERE number=3; UPDATE audit SET number=3 WHERE number=4; UPDATE audit SET number=4 WHERE number=9", 3, AuditFault.OutOfOrder)]
    [InlineData("DELETE FROM audit WHERE number=5; UPDATE audit_heads SET number=4", 4, AuditFault.OutOfOrder)]
    [InlineData("UPDATE audit_heads SET number=4", 4, AuditFault.OutOfOrder)]
    [InlineData("UPDATE audit_heads SET number=4,hash=(SELECT hash FROM audit WHERE number=4)", 5, AuditFault.Added)]
    [InlineData("DELETE FROM audit_heads", 1, AuditFault.Added)]
    [InlineData("DELETE FROM audit; DELETE FROM audit_heads", 1, AuditFault.Missing)]
    public async Task What_is_done_to_the_rows_by_hand_is_found(string sql, long number, AuditFault fault)
    {
        await ActAsync();
        await RunAsync(sql);
        var verified = await Verifier.VerifyAsync([], Cancel);
        Assert.Equal(new AuditBreak(new TenantId("acme"), number, fault), verified.Break);
    }

    [Fact]
    public async Task Entries_cut_off_at_the_end_with_their_head_are_found_by_what_was_verified_before()
    {
        await ActAsync();
        var before = (await Verifier.VerifyAsync([], Cancel)).Heads;
        await Store.Get<ConnectionService>().ListAsync(Store.Operator, null, Cancel);
        await RunAsync("DELETE FROM audit WHERE number>3; UPDATE audit_heads SET number=3,hash=(SELECT hash FROM audit WHERE number=3)");
        Assert.Null((await Verifier.VerifyAsync([], Cancel)).Break);
        Assert.Equal(new AuditBreak(new TenantId("acme"), 4, AuditFault.Missing), (await Verifier.VerifyAsync(before, Cancel)).Break);

        // Written on in the cut chain, up to the number that was known and beyond.
        foreach (var name in new[] { "One", "Two", "Three" })
            await Store.Get<ConnectionService>().RenameAsync(Store.Operator, (await Store.Get<ConnectionService>().ListAsync(Store.Operator, null, Cancel))[0].Connection.Id, name, Cancel);
        Assert.Equal(new AuditBreak(new TenantId("acme"), 5, AuditFault.Replaced), (await Verifier.VerifyAsync(before, Cancel)).Break);
    }

    [Fact]
    public async Task Two_processes_that_write_at_once_keep_one_chain_for_each_tenant()
    {
        var (own, other) = (await Store.ConnectionAsync(), await Store.ConnectionAsync("other-firm"));
        await using var second = await Store.AnotherProcessAsync();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? Store : second).Get<ConnectionService>().RenameAsync(Store.Operator, i % 3 == 0 ? other.Id : own.Id, $"Name {i}", Cancel)));
        var verified = await second.Get<AuditVerifier>().VerifyAsync([], Cancel);
        Assert.Null(verified.Break);
        Assert.Equal([42, 22], verified.Heads.Select(head => head.Number));
        Assert.Equal(64, verified.Entries);
    }

    [Fact]
    public async Task Act_that_is_refused_leaves_no_entry_and_no_gap()
    {
        var (_, issued) = await ActAsync();
        var connection = issued.Token.Connection;
        await Assert.ThrowsAsync<RefusedException>(() => Store.Get<TokenService>().RevokeAsync(Store.Operator, connection, new TokenId("000000000000"), null, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => Store.Get<TenantService>().CreateAsync(Store.Operator, "acme", "Again", Cancel));
        await Store.Get<ConnectionService>().RenameAsync(Store.Operator, connection, "Head office", Cancel);
        var verified = await Verifier.VerifyAsync([], Cancel);
        Assert.Equal((6, null), (verified.Entries, verified.Break));
    }

    [Fact]
    public async Task Name_and_target_of_the_greatest_length_are_kept()
    {
        var connection = await Store.ConnectionAsync();
        await Store.Get<IAuditStore>().AppendAsync(AuditEntry.Of(Store.Clock, Store.Operator, connection.Tenant, connection.Id, "schema.remove", new string('x', 400), new string('y', 500)), Cancel);
        Assert.Null((await Verifier.VerifyAsync([], Cancel)).Break);
    }

    /// <summary>Five acts on one tenant; the fourth has a reason.</summary>
    private async Task<(Connection Connection, IssuedToken Issued)> ActAsync()
    {
        var connection = await Store.ConnectionAsync();
        var admin = new Actor(ActorKind.TenantAdmin, "auth0|mara", "Mara Quinn", connection.Tenant, "203.0.113.4");
        var support = new Actor(ActorKind.Support, "auth0|sam", "Samira Okafor", null, "198.51.100.7");
        await Store.Get<ConnectionService>().RenameAsync(Store.Operator, connection.Id, "Zürich", Cancel);
        var issued = await Store.Get<TokenService>().RotateAsync(admin, connection.Id, TimeSpan.Zero, TimeSpan.FromDays(1), "Ticket 4711", Cancel);
        await Store.Get<TokenService>().RevokeAsync(support, connection.Id, issued.Token.Id, "Ticket 4712", Cancel);
        return (connection, issued);
    }

    private Task<bool> RunAsync(string sql) => Store.Get<IWriteQueue>().RunAsync(
        async scope =>
        {
            foreach (var statement in sql.Split(';'))
                await scope.Sql.ExecuteAsync(statement, [], CancellationToken.None);
            return true;
        },
        Cancel);
}

public sealed class AuditOnSqliteTests() : AuditContract(TestStore.OnSqliteAsync);

public sealed class AuditOnPostgresTests(PostgresServer server) : AuditContract(() => TestStore.OnPostgresAsync(server));
