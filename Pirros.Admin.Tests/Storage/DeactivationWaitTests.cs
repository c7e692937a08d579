using Pirros.Admin.Deactivations;
using Pirros.Admin.Storage;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Who waits while somebody else holds the brake's row. SQLite has one writer, behind whom everybody waits.</summary>
public sealed class DeactivationWaitTests(PostgresServer server) : DeactivationSteps(() => TestStore.OnPostgresAsync(server))
{
    [Fact]
    public async Task Who_is_far_from_the_usual_or_beyond_it_waits_for_nobody_and_is_counted()
    {
        var people = await FillAsync(Holds with { Minimum = 1_000 });
        await WhileTheBrakeIsHeldAsync(() => Task.WhenAll(people[..8].Select(id => DeactivateAsync(Store, id))));
        await Deactivations.SetAsync(Mara, _connection, Holds with { Minimum = 9 }, Cancel);
        await DeactivateAsync(people[8]);
        await WhileTheBrakeIsHeldAsync(() => RefusedAsync(people[9]));
        await Deactivations.SetAsync(Mara, _connection, Holds with { Mode = BrakeMode.Warn }, Cancel);
        await WhileTheBrakeIsHeldAsync(() => Task.WhenAll(people[9..].Select(id => DeactivateAsync(Store, id))));
        Assert.Equal(11, (await Deactivations.BrakeAsync(Mara, _connection, Cancel)).Warning!.People);
        Assert.Equal(11, (await SummaryAsync()).Signs.Beyond);
        Assert.Equal(20, (await ReceiptsAsync()).Count);
    }

    private Task<bool> WhileTheBrakeIsHeldAsync(Func<Task> act) => Store.Get<IWriteQueue>().RunAsync(
        async scope =>
        {
            Assert.NotNull(await Store.Get<DeactivationGate>().LockAsync(scope.Sql, _connection));
            await act().WaitAsync(TimeSpan.FromMinutes(1), Cancel);
            return true;
        },
        Cancel);
}
