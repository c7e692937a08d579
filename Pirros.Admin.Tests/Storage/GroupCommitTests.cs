using Npgsql;
using Pirros.Admin.Downstream;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Postgres;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Writes that come to a directory on PostgreSQL while another is on its way, here because somebody else holds the row that it changes, travel and commit together.</summary>
public sealed class GroupCommitTests(PostgresServer server) : DeactivationSteps(() => TestStore.OnPostgresAsync(server))
{
    [Fact]
    public async Task Who_waits_is_committed_together_with_all_that_follows()
    {
        var people = await FillAsync(null);
        await Store.Get<SubscriberService>().CreateAsync(Mara, Mara.Tenant!.Value, "Product", "https://product.example/hook", Cancel);
        var (second, third) = (await FindAsync(people[1]), await FindAsync(people[2]));
        var outcomes = await BehindAsync(people[0], () => [AddAsync("a"), ChangeAsync(second), AddAsync("b"), ChangeAsync(third), AddAsync("c")]);
        Assert.All(outcomes, outcome => Assert.Equal(WriteOutcome.Done, outcome));
        Assert.Equal(5L, await ScalarAsync("SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM resources GROUP BY xmin) t"));
        Assert.Equal((23L, 23L), await CountedAsync());
        Assert.Equal(3L, await ScalarAsync("SELECT COUNT(*) FROM resource_emails WHERE value_key IN ('a@acme.example','b@acme.example','c@acme.example')"));
        Assert.Equal("user.created 3, user.updated 3", await ScalarAsync("SELECT string_agg(t.type || ' ' || t.n, ', ' ORDER BY t.type) FROM (SELECT type, COUNT(DISTINCT subject) AS n FROM directory_events GROUP BY type) t"));
    }

    [Fact]
    public async Task One_that_must_not_be_written_takes_nobody_with_it()
    {
        var people = await FillAsync(null);
        var second = await FindAsync(people[1]);
        var outcomes = await BehindAsync(people[0], () => [AddAsync("a"), AddAsync("A"), ChangeAsync(second, expectedVersion: 7), AddAsync("b")]);
        Assert.Equal([WriteOutcome.Done, WriteOutcome.NameTaken, WriteOutcome.Stale, WriteOutcome.Done], outcomes);
        Assert.Equal((22L, 22L), await CountedAsync());
        Assert.Equal(second.Version, (await FindAsync(people[1])).Version);
    }

    [Fact]
    public async Task Who_no_longer_wants_it_before_it_is_sent_is_not_written()
    {
        var people = await FillAsync(null);
        using var left = new CancellationTokenSource();
        Task<WriteOutcome>? leaving = null;
        var outcomes = await BehindAsync(people[0], () =>
        {
            leaving = AddAsync("a", left.Token);
            var staying = AddAsync("b");
            left.Cancel();
            return [staying];
        });
        Assert.Equal([WriteOutcome.Done], outcomes);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving!);
        Assert.Equal((21L, 21L), await CountedAsync());
    }

    [Fact]
    public async Task Other_directories_do_not_wait_and_where_many_wait_another_goes_by_itself()
    {
        var people = await FillAsync(null);
        var other = (await Store.ConnectionAsync("other")).Id;
        List<Task<WriteOutcome>> waiting = [];
        await BehindAsync(people[0], async () =>
        {
            Assert.Equal(WriteOutcome.Done, await AddAsync("elsewhere", connection: other));
            waiting.AddRange(Enumerable.Range(0, 32).Select(i => AddAsync($"w{i}")));
            Assert.Equal(WriteOutcome.Done, await AddAsync("beyond"));
            Assert.DoesNotContain(waiting, one => one.IsCompleted);
        });
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.Equal(WriteOutcome.Done, outcome));
        Assert.Equal((53L, 53L), await CountedAsync());
    }

    [Fact]
    public async Task What_the_database_refuses_is_told_to_that_one_alone()
    {
        var people = await FillAsync(null);
        Task<bool>? failing = null;
        var outcomes = await BehindAsync(people[0], () =>
        {
            var before = AddAsync("a");
            failing = Store.Get<IWriteQueue>().TryAtOnceAsync(_connection, new SqlStatement("INSERT INTO not_there VALUES(@p0)", [1]), _ => { }, Cancel);
            return [before, AddAsync("b")];
        });
        Assert.Equal([WriteOutcome.Done, WriteOutcome.Done], outcomes);
        Assert.Equal(PostgresErrorCodes.UndefinedTable, (await Assert.ThrowsAsync<PostgresException>(() => failing!)).SqlState);
        Assert.Equal((22L, 22L), await CountedAsync());
    }

    [Fact]
    public async Task Where_no_connection_is_to_be_had_each_is_told()
    {
        _connection = (await Store.ConnectionAsync()).Id;
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Timeout=5");
        var queue = new PostgresWriteQueue(nowhere, new PostgresDialect());
        SqlStatement statement = new("SELECT 1", []);
        foreach (var end in new[] { queue.TryAtOnceAsync(_connection, statement, _ => { }, Cancel), queue.TryAtOnceAsync(_connection, statement, _ => { }, Cancel) })
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => end);
    }

    private async Task<WriteOutcome[]> BehindAsync(string person, Func<IEnumerable<Task<WriteOutcome>>> writes)
    {
        List<Task<WriteOutcome>> begun = [];
        await BehindAsync(person, () =>
        {
            begun.AddRange(writes());
            return Task.CompletedTask;
        });
        return await Task.WhenAll(begun);
    }

    /// <summary>Begins writes while one that changes somebody waits for a row that is held.</summary>
    private async Task BehindAsync(string person, Func<Task> writes)
    {
        var held = await FindAsync(person);
        await using var connection = await Store.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await RunAsync(connection, "SELECT 1 FROM resources WHERE id=$1 FOR UPDATE", person);
        var first = ChangeAsync(held);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (await RunAsync(connection, "SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND transactionid=pg_current_xact_id()::xid") is 0L)
            await Task.Delay(10, patience.Token);
        await writes();
        await transaction.CommitAsync(Cancel);
        Assert.Equal(WriteOutcome.Done, await first);
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await Store.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        return await RunAsync(connection, sql);
    }

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string sql, params string[] arguments)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments)
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        return await command.ExecuteScalarAsync(Cancel);
    }
}
