using Npgsql;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Many change the members of one group in the same moment, as identity providers do: none is lost, and a group that is deleted meanwhile leaves nothing.</summary>
public abstract class ConcurrentMembershipContract(Func<Task<TestStore>> create) : DownstreamSteps(create)
{
    private const int Writers = 8;
    private const int Each = 5;

    [Fact]
    public async Task Everybody_who_comes_or_goes_is_a_version_and_an_event()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var subscriber = await SubscribeAsync();
        var (group, people) = await GroupAndPeopleAsync(connection);
        await Task.WhenAll(people.Chunk(Each).Select(own => Task.Run(async () =>
        {
            foreach (var person in own)
                await ChangeAsync(connection, group, "add", person);
            await ChangeAsync(connection, group, "add", own[1]);
            await ChangeAsync(connection, group, "remove", own[0]);
            await ChangeAsync(connection, group, "remove", own[0]);
        })));

        var remaining = people.Chunk(Each).SelectMany(own => own[1..]).Order(StringComparer.Ordinal);
        var members = await Store.Get<IMembershipStore>().MembersAsync(connection, [group], Cancel);
        Assert.Equal(remaining, members[group].Select(member => member.Id).Order(StringComparer.Ordinal));
        var stored = await Store.Get<ResourceQueries>().ReadAsync(connection, ResourceTypes.Group, group, Cancel);
        Assert.Equal(1 + (Writers * (Each + 1)), stored.Version);

        HashSet<string> told = [];
        foreach (var happened in (await AllAsync(subscriber)).Where(happened => happened.Subject == group && happened.Details is not null))
        {
            Assert.All(Ids(happened, "added"), id => Assert.True(told.Add(id)));
            Assert.All(Ids(happened, "removed"), id => Assert.True(told.Remove(id)));
        }

        Assert.Equal(remaining, told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Unknown_member_is_named_and_nobody_comes_with_it()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var (group, people) = await GroupAndPeopleAsync(connection, 1);
        var refused = await Assert.ThrowsAsync<ScimException>(
            () => PatchAsync(connection, ResourceTypes.Group, group, $$"""{"op":"add","path":"members","value":[{{Values([people[0], "nobody"])}}]}"""));
        Assert.Contains("nobody", refused.Message, StringComparison.Ordinal);
        Assert.Empty((await Store.Get<IMembershipStore>().MembersAsync(connection, [group], Cancel))[group]);
        Assert.Equal(1, (await Store.Get<ResourceQueries>().ReadAsync(connection, ResourceTypes.Group, group, Cancel)).Version);
    }

    private protected async Task<(string Group, string[] People)> GroupAndPeopleAsync(ConnectionId connection, int count = Writers * Each)
    {
        var people = new string[count];
        for (var i = 0; i < people.Length; i++)
            people[i] = await UserAsync(connection, $"p{i}");
        return (await CreateAsync(connection, ResourceTypes.Group, """{"displayName":"Team"}"""), people);
    }

    private protected Task ChangeAsync(ConnectionId connection, string group, string op, string person) => PatchAsync(
        connection,
        ResourceTypes.Group,
        group,
        op == "add" ? $$"""{"op":"add","path":"members","value":[{"value":"{{person}}"}]}""" : $$"""{"op":"remove","path":"members[value eq \"{{person}}\"]"}""");
}

public sealed class ConcurrentMembershipOnSqliteTests() : ConcurrentMembershipContract(TestStore.OnSqliteAsync);

public sealed class ConcurrentMembershipOnPostgresTests(PostgresServer server) : ConcurrentMembershipContract(() => TestStore.OnPostgresAsync(server))
{
    /// <summary>Who comes is written before the version of the group, where the writer waits for whoever deletes the group.</summary>
    [Fact]
    public async Task Group_that_is_deleted_while_somebody_comes_leaves_no_member()
    {
        var id = (await Store.ConnectionAsync()).Id;
        var (group, people) = await GroupAndPeopleAsync(id, 1);
        await using var connection = await Store.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await RunAsync("DELETE FROM resources WHERE id=$1", group);
        var coming = ChangeAsync(id, group, "add", people[0]);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (await RunAsync("SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND transactionid=pg_current_xact_id()::xid") is 0L)
            await Task.Delay(10, patience.Token);
        await transaction.CommitAsync(Cancel);
        Assert.Equal(404, (await Assert.ThrowsAsync<ScimException>(() => coming)).Status);
        Assert.Equal(0L, await RunAsync("SELECT COUNT(*) FROM group_members WHERE group_id=$1", group));

        async Task<object?> RunAsync(string sql, params string[] arguments)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var argument in arguments)
                command.Parameters.Add(new NpgsqlParameter { Value = argument });
            return await command.ExecuteScalarAsync(Cancel);
        }
    }
}
