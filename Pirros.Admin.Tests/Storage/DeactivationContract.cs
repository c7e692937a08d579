using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Tests.Storage;

/// <summary>The brake: 20 people, of whom 5 may leave within an hour.</summary>
public abstract class DeactivationContract(Func<Task<TestStore>> create) : DeactivationSteps(create)
{
    [Fact]
    public async Task Deactivation_beyond_the_usual_waits_unchanged_and_goes_through_once_it_is_released()
    {
        var people = await FillAsync(Holds);
        await DeactivateAsync(people[..5]);
        var before = await FindAsync(people[5]);
        Assert.Equal((429, 60), await RefusedAsync(people[5]));
        Store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((429, 60), await RefusedAsync(people[5]));
        var after = await FindAsync(people[5]);
        Assert.Equal((before.Version, before.Meta, true), (after.Version, after.Meta, after.Read().Active));
        var waiting = await Deactivations.WaitingAsync(Mara, _connection, 10, Cancel);
        Assert.Equal(new HeldDeactivation(people[5], Now.AddMinutes(-1), Now, 2, null), Assert.Single(waiting.People));
        Assert.Equal(5, (await ReceiptsAsync()).Count);

        Assert.Equal(1, await Deactivations.ReleaseAsync(Mara, _connection, people[5], Cancel));
        Assert.Equal(0, (await Deactivations.WaitingAsync(Mara, _connection, 10, Cancel)).Waiting);
        Assert.Equal((429, 60), await RefusedAsync(people[6]));
        await DeactivateAsync(people[5]);
        Assert.Equal([people[6]], (await Deactivations.WaitingAsync(Mara, _connection, 10, Cancel)).People.Select(person => person.UserId));
        Assert.Empty((await Deactivations.DecidedAsync(Mara, _connection, 10, Cancel)).People);
        Assert.Equal([(people[5], (DateTimeOffset?)Now.AddMinutes(-1)), (people[4], null)], (await ReceiptsAsync()).Take(2).Select(receipt => (receipt.UserId, receipt.HeldSince)));
    }

    [Fact]
    public async Task Time_goes_on_and_others_may_leave()
    {
        var people = await FillAsync(Holds);
        await DeactivateAsync(people[..5]);
        Store.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal((429, 60), await RefusedAsync(people[5]));
        Store.Clock.Advance(TimeSpan.FromMinutes(2));
        await DeactivateAsync(people[5]);
        Assert.Equal(0, (await Deactivations.WaitingAsync(Mara, _connection, 10, Cancel)).Waiting);
    }

    [Fact]
    public async Task Two_processes_at_once_let_no_more_through_than_is_usual()
    {
        var people = await FillAsync(Holds);
        await using var other = await Store.AnotherProcessAsync();
        var ends = await Task.WhenAll(people.Take(14).Select((id, i) => Task.Run(
            async () =>
            {
                try
                {
                    await DeactivateAsync(i % 2 == 0 ? Store : other, id);
                    return true;
                }
                catch (ScimException held) when (held.Status == 429)
                {
                    return false;
                }
            },
            Cancel)));
        Assert.Equal(5, ends.Count(passed => passed));
        Assert.Equal((9, 5), ((await Deactivations.WaitingAsync(Mara, _connection, 20, Cancel)).Waiting, (await ReceiptsAsync()).Count));
    }

    [Fact]
    public async Task Write_of_another_version_is_neither_held_nor_noted()
    {
        var people = await FillAsync(new BrakeSettings(BrakeMode.Hold, 1, 1, 60));
        await DeactivateAsync(people[0]);
        var stored = await FindAsync(people[1]);
        var store = Store.Get<IResourceStore>();
        var keys = ResourceWriting.KeysOf(stored.Read());
        var write = new ResourceWrite(ResourceTypes.User, stored.Id, keys with { Active = false }, stored.Meta with { Version = stored.Version + 2 }, stored.Document.ToArray(), [], Guid.CreateVersion7(Now));
        Assert.Equal(WriteOutcome.Stale, await store.ReplaceAsync(_connection, write, keys, stored.Version + 1, Cancel));
        Assert.Equal(WriteOutcome.Stale, await store.DeleteAsync(_connection, ResourceTypes.User, stored.Id, stored.Version + 1, Now, Cancel));
        Assert.Equal(0, (await Deactivations.WaitingAsync(Mara, _connection, 10, Cancel)).Waiting);
        Assert.Equal(WriteOutcome.Held, await store.ReplaceAsync(_connection, write, keys, stored.Version, Cancel));
    }

    [Fact]
    public async Task Person_who_comes_and_goes_counts_once_by_the_last_time()
    {
        var people = await FillAsync(Holds);
        await DeactivateAsync(people[..4]);
        for (var i = 0; i < 3; i++)
        {
            Store.Clock.Advance(TimeSpan.FromMinutes(10));
            await PatchAsync(people[0], "true");
            await DeactivateAsync(people[0]);
        }

        await DeactivateAsync(people[4]);
        Assert.Equal((429, 60), await RefusedAsync(people[5]));

        // The other three are out of the hour; who came and went half an hour later is not.
        Store.Clock.Advance(TimeSpan.FromMinutes(45));
        await DeactivateAsync(people[5..8]);
        Assert.Equal((429, 60), await RefusedAsync(people[8]));
    }

    [Fact]
    public async Task Warning_lets_through_tells_who_and_how_many_and_is_seen_once()
    {
        var people = await FillAsync(null);
        await DeactivateAsync(people[..5]);
        Assert.Null((await Deactivations.BrakeAsync(Mara, _connection, Cancel)).Warning);
        var first = Now;
        await DeactivateAsync(people[5]);
        Store.Clock.Advance(TimeSpan.FromMinutes(2));
        await DeactivateAsync(people[6]);
        Assert.Equal(new BrakeWarning(2, first, Now), (await Deactivations.BrakeAsync(Mara, _connection, Cancel)).Warning);
        Assert.Equal([people[6], people[5]], (await Deactivations.ReceiptsAsync(Mara, _connection, new ReceiptQuery(first, Now.AddTicks(1), OnlyBeyond: true), Cancel)).Select(receipt => receipt.UserId));
        var signs = (await SummaryAsync()).Signs;
        Assert.Equal((2, first, Now, 0), (signs.Beyond, signs.BeyondFrom, signs.BeyondAt, signs.Held));
        Assert.Equal(ConnectionCondition.DeactivationsBeyond, (await ConditionAsync()).Condition);
        await Deactivations.SeenAsync(Mara, _connection, Cancel);
        Assert.Equal(("brake.see", "2 people"), await NewestAuditAsync());
        Assert.Null((await Deactivations.BrakeAsync(Mara, _connection, Cancel)).Warning);
        Assert.Equal(Refusal.Conflict, (await Assert.ThrowsAsync<RefusedException>(() => Deactivations.SeenAsync(Mara, _connection, Cancel))).Reason);
        await DeactivateAsync(people[7]);
        Assert.Equal(1, (await Deactivations.BrakeAsync(Mara, _connection, Cancel)).Warning!.People);
        Store.Clock.Advance(Brake.WarningLasts);
        Assert.Null((await Deactivations.BrakeAsync(Mara, _connection, Cancel)).Warning);
        Assert.Equal(0, (await SummaryAsync()).Signs.Beyond);
    }

    [Fact]
    public async Task Switched_off_it_says_nothing()
    {
        var people = await FillAsync(Holds with { Mode = BrakeMode.Off });
        await DeactivateAsync(people[..9]);
        Assert.Null((await Deactivations.BrakeAsync(Mara, _connection, Cancel)).Warning);
        Assert.Equal(9, (await ReceiptsAsync()).Count);
    }

    [Fact]
    public async Task Rejected_one_stays_active_and_the_provider_is_told_so_until_it_is_taken_back()
    {
        var people = await FillAsync(Holds);
        await DeactivateAsync(people[..5]);
        await RefusedAsync(people[5]);
        await Deactivations.RejectAsync(Mara, _connection, people[5], Cancel);
        Assert.Equal(("brake.reject", people[5]), await NewestAuditAsync());
        Assert.Equal((409, null), await RefusedAsync(people[5]));
        var decided = Assert.Single((await Deactivations.DecidedAsync(Mara, _connection, 10, Cancel)).People);
        Assert.Equal((2, new BrakeDecision(BrakeVerdict.Rejected, "Mara Quinn", Now, Now + Brake.RejectionLasts)), (decided.Attempts, decided.Decision));

        // Not even when all others may go.
        await Deactivations.SetAsync(Mara, _connection, Holds with { Mode = BrakeMode.Off }, Cancel);
        Assert.Equal((409, null), await RefusedAsync(people[5]));
        await Deactivations.SetAsync(Mara, _connection, Holds, Cancel);
        await Deactivations.UndoAsync(Mara, _connection, people[5], Cancel);
        Assert.Equal((429, 60), await RefusedAsync(people[5]));
        Assert.Equal(Refusal.Conflict, (await Assert.ThrowsAsync<RefusedException>(() => Deactivations.UndoAsync(Mara, _connection, people[5], Cancel))).Reason);
        Assert.Equal(1, await Deactivations.RejectAsync(Mara, _connection, null, Cancel));
        Assert.Equal(("brake.reject", "1 person"), await NewestAuditAsync());
        Store.Clock.Advance(Brake.RejectionLasts + TimeSpan.FromMinutes(1));
        await DeactivateAsync(people[5]);
    }

    [Fact]
    public async Task Release_of_all_holds_for_the_rest_of_the_wave_and_can_be_ended()
    {
        var people = await FillAsync(Holds);
        await DeactivateAsync(people[..5]);
        foreach (var id in people[5..8])
            await RefusedAsync(id);
        Assert.Equal(3, await Deactivations.ReleaseAsync(Mara, _connection, null, Cancel));
        Assert.Equal(("brake.release", "3 people"), await NewestAuditAsync());
        var brake = await Deactivations.BrakeAsync(Mara, _connection, Cancel);
        Assert.Equal((Now + Brake.WaveLasts, "Mara Quinn"), (brake.ReleasedUntil, brake.ReleasedBy));
        await DeactivateAsync(people[5], people[8]);
        await Deactivations.EndReleaseAsync(Mara, _connection, Cancel);
        Assert.Equal("brake.end-release", (await NewestAuditAsync()).Action);
        Assert.Equal((429, 60), await RefusedAsync(people[6]));
        Assert.Equal((429, 60), await RefusedAsync(people[9]));
        Assert.Equal(3, (await Deactivations.WaitingAsync(Mara, _connection, 10, Cancel)).Waiting);
        await Assert.ThrowsAsync<RefusedException>(() => Deactivations.EndReleaseAsync(Mara, _connection, Cancel));
        await Deactivations.ReleaseAsync(Mara, _connection, null, Cancel);
        Store.Clock.Advance(Brake.WaveLasts);
        await DeactivateAsync([people[6], .. people[10..14]]);
        Assert.Equal((429, 60), await RefusedAsync(people[14]));
    }

    [Theory]
    [InlineData("""{"Operations":[{"op":"Replace","path":"active","value":"True"}]}""", true)]
    [InlineData("""{"Operations":[{"op":"replace","value":{"active":true,"title":"Lead"}}]}""", true)]
    [InlineData("""{"Operations":[{"op":"replace","path":"title","value":"Lead"}]}""", false)]
    public async Task Who_is_said_to_be_active_is_no_longer_asked_for(string patch, bool leaves)
    {
        var people = await FillAsync(Holds);
        await DeactivateAsync(people[..5]);
        await RefusedAsync(people[5]);
        using var body = JsonDocument.Parse(patch);
        await Store.Get<ResourceOperations>().PatchAsync(_connection, ResourceTypes.User, people[5], body.RootElement, null, Cancel, new WriteOrigin(Now, HoldsSomebody: true));
        Assert.Equal(leaves ? 0 : 1, (await Deactivations.WaitingAsync(Mara, _connection, 10, Cancel)).Waiting);
    }

    [Fact]
    public async Task Whom_nobody_asks_for_any_more_is_forgotten()
    {
        var people = await FillAsync(Holds);
        await DeactivateAsync(people[..5]);
        await RefusedAsync(people[5]);
        Assert.Equal((1, Now), ((await SummaryAsync()).Signs.Held, (await SummaryAsync()).Signs.HeldSince));
        Assert.Equal((ConnectionCondition.DeactivationsHeld, ConnectionState.Attention), await ConditionAsync());
        Store.Clock.Advance(Brake.RejectionLasts);
        Assert.Equal((0, 0), ((await SummaryAsync()).Signs.Held, (await Deactivations.WaitingAsync(Mara, _connection, 10, Cancel)).Waiting));
        Assert.Equal(Refusal.Conflict, (await Assert.ThrowsAsync<RefusedException>(() => Deactivations.ReleaseAsync(Mara, _connection, null, Cancel))).Reason);
    }

    [Fact]
    public async Task Only_the_firms_own_admins_set_it_and_decide_and_the_audit_says_what_was_before()
    {
        var people = await FillAsync(Holds);
        Assert.Equal(("brake.set", "warn 10 %, at least 5, in 60 min → hold 10 %, at least 5, in 60 min"), await NewestAuditAsync());
        var entries = (await AuditAsync()).Count;
        await Deactivations.SetAsync(Mara, _connection, Holds, Cancel);
        Assert.Equal(entries, (await AuditAsync()).Count);
        await DeactivateAsync(people[..5]);
        await RefusedAsync(people[5]);
        foreach (var (actor, refusal) in new[] { (Stranger, Refusal.NotFound), (Support, Refusal.Forbidden) })
        {
            Func<Task>[] acts =
            [
                () => Deactivations.SetAsync(actor, _connection, Holds with { Percent = 50 }, Cancel),
                () => Deactivations.ReleaseAsync(actor, _connection, people[5], Cancel),
                () => Deactivations.RejectAsync(actor, _connection, null, Cancel),
                () => Deactivations.UndoAsync(actor, _connection, people[5], Cancel),
                () => Deactivations.EndReleaseAsync(actor, _connection, Cancel),
                () => Deactivations.SeenAsync(actor, _connection, Cancel),
            ];
            foreach (var act in acts)
                Assert.Equal(refusal, (await Assert.ThrowsAsync<RefusedException>(act)).Reason);
        }

        Func<Task>[] looks =
        [
            () => Deactivations.BrakeAsync(Stranger, _connection, Cancel),
            () => Deactivations.WaitingAsync(Stranger, _connection, 10, Cancel),
            () => Deactivations.DecidedAsync(Stranger, _connection, 10, Cancel),
            () => Deactivations.ReceiptsAsync(Stranger, _connection, new ReceiptQuery(Now, Now), Cancel),
            () => Deactivations.FiguresAsync(Stranger, _connection, Now, Now, Cancel),
            () => Deactivations.ExportAsync(Stranger, _connection, Now, Now, "csv", Cancel),
        ];
        foreach (var look in looks)
            Assert.Equal(Refusal.NotFound, (await Assert.ThrowsAsync<RefusedException>(look)).Reason);
        Assert.Equal(1, (await Deactivations.WaitingAsync(Support, _connection, 10, Cancel)).Waiting);
        Assert.Equal(entries, (await AuditAsync()).Count);
        List<string> taken = [];
        await foreach (var page in await Deactivations.ExportAsync(Mara, _connection, Now.AddDays(-1), Now.AddDays(1), "csv", Cancel))
            taken.AddRange(page.Select(receipt => receipt.UserId));
        Assert.Equal(people.Take(5).Order(), taken.Order());
        Assert.Equal("deactivation.export", (await NewestAuditAsync()).Action);
    }

    [Fact]
    public async Task Deactivations_of_one_connection_say_nothing_of_another()
    {
        var people = await FillAsync(Holds);
        await DeactivateAsync(people[..5]);
        await RefusedAsync(people[5]);
        var (first, others) = (_connection, await FillAsync(Holds));
        await DeactivateAsync(others[..5]);
        Assert.Equal(0, (await Deactivations.WaitingAsync(Mara, _connection, 10, Cancel)).Waiting);
        await Assert.ThrowsAsync<RefusedException>(() => Deactivations.ReleaseAsync(Mara, _connection, people[5], Cancel));
        Assert.Equal(1, (await Deactivations.WaitingAsync(Mara, first, 10, Cancel)).Waiting);
    }
}

public sealed class DeactivationOnSqliteTests() : DeactivationContract(TestStore.OnSqliteAsync);

public sealed class DeactivationOnPostgresTests(PostgresServer server) : DeactivationContract(() => TestStore.OnPostgresAsync(server));
