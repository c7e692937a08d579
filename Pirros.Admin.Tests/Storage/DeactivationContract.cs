using System.Text.Json;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Storage;

/// <summary>The brake: 20 people, of whom 5 may leave within an hour.</summary>
public abstract class DeactivationContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly Actor Mara = new(ActorKind.TenantAdmin, "auth0|mara", "Mara Quinn", new TenantId("acme"), "203.0.113.4");
    private static readonly Actor Stranger = new(ActorKind.TenantAdmin, "auth0|eve", "Eve", new TenantId("other"));
    private static readonly Actor Support = new(ActorKind.Support, "demo|samira", "Samira Okafor");
    private static readonly BrakeSettings Holds = new(BrakeMode.Hold, 10, 5, 60);

    private ConnectionId _connection;

    private DeactivationService Deactivations => Store.Get<DeactivationService>();

    private DateTimeOffset Now => Store.Clock.GetUtcNow();

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
    public async Task Deletion_is_a_deactivation_and_that_of_somebody_inactive_is_none()
    {
        var people = await FillAsync(Holds);
        await DeactivateAsync(people[..5]);
        await DeleteAsync(people[0]);
        var held = await Assert.ThrowsAsync<ScimException>(() => DeleteAsync(people[5]));
        Assert.Equal((429, true), (held.Status, (await FindAsync(people[5])).Read().Active));
        await Deactivations.ReleaseAsync(Mara, _connection, people[5], Cancel);
        await DeleteAsync(people[5]);
        var receipts = await ReceiptsAsync();
        Assert.Equal((6, people[5], true), (receipts.Count, receipts[0].UserId, receipts[0].Deleted));
        Assert.DoesNotContain(receipts.Skip(1), receipt => receipt.Deleted);
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
    public async Task Receipts_say_when_it_came_when_it_was_blocked_and_when_it_was_delivered()
    {
        var people = await FillAsync(Holds with { Mode = BrakeMode.Off });
        var begin = Now;
        for (var i = 0; i < 20; i++)
        {
            Store.Clock.Advance(TimeSpan.FromSeconds(10));
            await DeactivateAsync(Store, people[i], Now.AddMilliseconds(-(i + 1)));
        }

        var period = (From: begin, Until: Now.AddTicks(1));
        Assert.Equal(new ReceiptFigures(20, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(19), 0, null, null), await Deactivations.FiguresAsync(Mara, _connection, period.From, period.Until, Cancel));
        var first = await Deactivations.ReceiptsAsync(Mara, _connection, new ReceiptQuery(period.From, period.Until, Count: 15), Cancel);
        var rest = await Deactivations.ReceiptsAsync(Mara, _connection, new ReceiptQuery(period.From, period.Until, first[^1].Place, 15), Cancel);
        Assert.Equal(people.Take(20).Reverse(), first.Concat(rest).Select(receipt => receipt.UserId));
        Assert.Equal((Now.AddMilliseconds(-20), Now, null, false), (first[0].ReceivedAt, first[0].BlockedAt, first[0].DeliveredAt, first[0].Deleted));
        Assert.Equal(10, (await Deactivations.FiguresAsync(Mara, _connection, begin.AddSeconds(101), period.Until, Cancel)).People);

        var store = Store.Get<IDeactivationStore>();
        Assert.Equal(1, await store.MarkDeliveredAsync(_connection, people[19], Now, Now.AddSeconds(3), Cancel));
        Assert.Equal(0, await store.MarkDeliveredAsync(_connection, people[19], Now, Now.AddSeconds(9), Cancel));
        Assert.Equal(0, await store.MarkDeliveredAsync(_connection, people[18], begin, Now, Cancel));
        Assert.Equal(Now.AddSeconds(3), (await ReceiptsAsync())[0].DeliveredAt);
        var delivered = TimeSpan.FromMilliseconds(3_020);
        Assert.Equal(new ReceiptFigures(20, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(19), 1, delivered, delivered), await Deactivations.FiguresAsync(Mara, _connection, period.From, period.Until, Cancel));
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

    [Fact]
    public async Task Directory_of_a_preflight_run_has_no_brake_and_leaves_no_receipt()
    {
        _connection = new ConnectionId("con-sandbox000000000");
        var people = await UsersAsync(8);
        await DeactivateAsync(people);
        Assert.Empty(await Store.Get<IDeactivationStore>().ReceiptsAsync(_connection, new ReceiptQuery(Now.AddDays(-1), Now.AddDays(1)), Cancel));
    }

    private async Task<List<string>> FillAsync(BrakeSettings? settings)
    {
        _connection = (await Store.ConnectionAsync()).Id;
        if (settings is not null)
            await Deactivations.SetAsync(Mara, _connection, settings, Cancel);
        return await UsersAsync(20);
    }

    private async Task<List<string>> UsersAsync(int count)
    {
        List<string> ids = [];
        for (var i = 0; i < count; i++)
        {
            using var body = JsonDocument.Parse($$"""{"userName":"u{{i}}@acme.example","active":true}""");
            ids.Add((await Store.Get<ResourceOperations>().CreateAsync(_connection, ResourceTypes.User, body.RootElement, Cancel)).Stored.Id);
        }

        return ids;
    }

    private async Task DeactivateAsync(params IEnumerable<string> people)
    {
        foreach (var id in people)
            await DeactivateAsync(Store, id);
    }

    private Task DeactivateAsync(TestStore store, string id, DateTimeOffset? received = null) => PatchAsync(store, id, "false", received);

    private Task PatchAsync(string id, string active) => PatchAsync(Store, id, active, null);

    private async Task PatchAsync(TestStore store, string id, string active, DateTimeOffset? received)
    {
        using var body = JsonDocument.Parse($$"""{"Operations":[{"op":"replace","path":"active","value":{{active}}}]}""");
        await store.Get<ResourceOperations>().PatchAsync(_connection, ResourceTypes.User, id, body.RootElement, null, Cancel, new WriteOrigin(received));
    }

    private Task<OperationResult> DeleteAsync(string id) => Store.Get<ResourceOperations>().DeleteAsync(_connection, ResourceTypes.User, id, null, Cancel, new WriteOrigin(Now));

    private async Task<(int Status, int? Seconds)> RefusedAsync(string id)
    {
        var refused = await Assert.ThrowsAsync<ScimException>(() => DeactivateAsync(Store, id));
        Assert.Contains($"/connections/{_connection}/deactivations", refused.Detail, StringComparison.Ordinal);
        return (refused.Status, refused.RetryAfter);
    }

    private async Task<StoredResource> FindAsync(string id) => (await Store.Get<IResourceStore>().FindAsync(_connection, ResourceTypes.User, id, Cancel))!;

    private async Task<IReadOnlyList<DeactivationReceipt>> ReceiptsAsync() => await Deactivations.ReceiptsAsync(Mara, _connection, new ReceiptQuery(Now.AddDays(-1), Now.AddDays(1)), Cancel);

    private Task<ConnectionSummary> SummaryAsync() => Store.Get<ConnectionService>().GetAsync(Mara, _connection, Cancel);

    private async Task<(ConnectionCondition Condition, ConnectionState State)> ConditionAsync() => ConnectionConditions.WorstOf((await SummaryAsync()) with { LiveTokens = 1, LastRequestAt = Now, LastStatus = 200, LastSuccessAt = Now }, Now);

    private async Task<(string Action, string Target)> NewestAuditAsync() => (await AuditAsync())[0] is var newest ? (newest.Action, newest.Target) : default;

    private async Task<List<AuditEntry>> AuditAsync()
        => [.. (await Store.Get<IAuditStore>().ListAsync(new AuditFilter(), new AuditTurn(), 100, Cancel)).Select(record => record.Entry)];
}

public sealed class DeactivationOnSqliteTests() : DeactivationContract(TestStore.OnSqliteAsync);

public sealed class DeactivationOnPostgresTests(PostgresServer server) : DeactivationContract(() => TestStore.OnPostgresAsync(server));
