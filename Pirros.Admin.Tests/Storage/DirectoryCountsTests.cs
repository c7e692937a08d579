using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Tests.Storage;

/// <summary>What one commit of SQLite counts of many writes. That of PostgreSQL: <see cref="GroupCommitTests"/>.</summary>
public sealed class DirectoryCountsTests() : DeactivationSteps(TestStore.OnSqliteAsync)
{
    [Fact]
    public async Task Brake_knows_who_came_in_the_same_commit()
    {
        var people = await FillAsync(Holds with { Percent = 50, Minimum = 1 });
        List<StoredResource> stored = [];
        foreach (var id in people[..15])
            stored.Add(await Store.Get<ResourceQueries>().ReadAsync(_connection, ResourceTypes.User, id, Cancel));
        var outcomes = await TogetherAsync([.. Enumerable.Range(0, 20).Select(i => (Func<Task<WriteOutcome>>)(() => AddAsync($"new{i}"))), .. stored.Select(person => (Func<Task<WriteOutcome>>)(() => ChangeAsync(person, active: false)))]);
        Assert.All(outcomes, outcome => Assert.Equal(WriteOutcome.Done, outcome));
        Assert.Equal((40L, 25L), await CountedAsync());
    }

    [Fact]
    public async Task Brake_knows_who_went_in_the_same_commit()
    {
        List<StoredResource> stored = [];
        foreach (var id in await FillAsync(Holds))
            stored.Add(await FindAsync(id));
        var outcomes = await TogetherAsync([.. stored[..10].Select(person => (Func<Task<WriteOutcome>>)(() => ChangeAsync(person, active: false)))]);
        Assert.Equal([.. Enumerable.Repeat(WriteOutcome.Done, 5), .. Enumerable.Repeat(WriteOutcome.Held, 5)], outcomes);
        Assert.Equal((20L, 15L), await CountedAsync());

        // What was counted is there for the next commit as well.
        Assert.Equal([WriteOutcome.Held], await TogetherAsync(() => ChangeAsync(stored[^1], active: false)));
    }

    [Fact]
    public async Task Write_that_fails_takes_no_count_of_others_with_it()
    {
        _connection = (await Store.ConnectionAsync()).Id;
        var failing = (Func<Task<WriteOutcome>>)(() => Store.Get<IWriteQueue>().RunAsync<WriteOutcome>(_ => throw new InvalidOperationException("Not this one."), Cancel));
        var ends = TogetherAsync(() => AddAsync("a"), () => AddAsync("b"), () => AddAsync("A"), failing, () => AddAsync("c"));
        Assert.Equal("Not this one.", (await Assert.ThrowsAsync<InvalidOperationException>(() => ends)).Message);
        Assert.Equal((3L, 3L), await CountedAsync());
    }

    [Fact]
    public async Task Who_takes_the_counts_away_finds_them_written()
    {
        _connection = (await Store.ConnectionAsync()).Id;
        var removing = (Func<Task<WriteOutcome>>)(() => Store.Get<IWriteQueue>().RunAsync(
            async scope =>
            {
                await scope.Sql.ExecuteAsync("DELETE FROM directory_counts WHERE connection_id=@p0", [_connection.Value], Cancel);
                return WriteOutcome.Done;
            },
            Cancel));
        await TogetherAsync(() => AddAsync("a"), () => AddAsync("b"), removing);
        Assert.Equal((0L, 0L), await CountedAsync());
    }

    /// <summary>Lets all of it wait for one commit.</summary>
    private async Task<WriteOutcome[]> TogetherAsync(params Func<Task<WriteOutcome>>[] writes)
    {
        var (begun, goOn) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        var before = Store.Get<IWriteQueue>().RunAsync(
            async _ =>
            {
                begun.TrySetResult();
                await goOn.Task;
                return true;
            },
            Cancel);
        await begun.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancel);
        var waiting = writes.Select(write => write()).ToList();
        goOn.SetResult();
        await before;
        return await Task.WhenAll(waiting);
    }
}
