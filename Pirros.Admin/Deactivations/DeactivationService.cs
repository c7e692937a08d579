using System.Globalization;
using System.Runtime.CompilerServices;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Deactivations;

/// <summary>
/// What people do with the brake of a connection, and see of its deactivations. Each call names who acts, reaches only what that person may, and is audited. Support looks, and decides nothing
/// for a firm.
/// </summary>
public sealed class DeactivationService(IDeactivationStore store, ConnectionAccess access, TimeProvider clock)
{
    /// <summary>The most people that one call lists.</summary>
    public const int MostListed = 1_000;

    private const int LongestUserId = 64;

    /// <summary>The brake of a connection.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<Brake> BrakeAsync(Actor actor, ConnectionId connection, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        var brake = await store.BrakeAsync(connection, cancel);
        var now = clock.GetUtcNow();
        return brake with
        {
            ReleasedUntil = brake.ReleasedUntil > now ? brake.ReleasedUntil : null,
            Warning = brake.Warning?.LastAt > now - Brake.WarningLasts ? brake.Warning : null,
        };
    }

    /// <summary>Sets how many deactivations are usual, and what happens beyond. What is set already is not audited again.</summary>
    /// <exception cref="RefusedException">A value is out of range, or the connection out of reach.</exception>
    public async Task SetAsync(Actor actor, ConnectionId connection, BrakeSettings settings, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        var good = settings.Checked();
        await store.SetAsync(connection, good, before => AuditEntry.Of(clock, actor, owner.Tenant, connection, "brake.set", $"{before} → {good}"), cancel);
    }

    /// <summary>Those who wait for a decision, longest first; at most <see cref="MostListed"/>, and how many there are.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public Task<HeldList> WaitingAsync(Actor actor, ConnectionId connection, int count, CancellationToken cancel) => HeldAsync(actor, connection, false, count, cancel);

    /// <summary>Those who were decided about, while the decision is in force.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public Task<HeldList> DecidedAsync(Actor actor, ConnectionId connection, int count, CancellationToken cancel) => HeldAsync(actor, connection, true, count, cancel);

    /// <summary>Lets the provider's next try for somebody go through; for all who wait when <paramref name="user"/> is null, and then for the rest of the wave too. Gives how many people.</summary>
    /// <exception cref="RefusedException">Nobody such waits, or the connection is out of reach.</exception>
    public Task<long> ReleaseAsync(Actor actor, ConnectionId connection, string? user, CancellationToken cancel) => DecideAsync(actor, connection, user, BrakeVerdict.Released, cancel);

    /// <summary>Keeps somebody active, or all who wait, and refuses what the provider asks. Gives how many people.</summary>
    /// <exception cref="RefusedException">Nobody such waits, or the connection is out of reach.</exception>
    public Task<long> RejectAsync(Actor actor, ConnectionId connection, string? user, CancellationToken cancel) => DecideAsync(actor, connection, user, BrakeVerdict.Rejected, cancel);

    /// <summary>Takes back what was decided about somebody, who waits again then.</summary>
    /// <exception cref="RefusedException">Nothing is decided about them, or the connection is out of reach.</exception>
    public async Task UndoAsync(Actor actor, ConnectionId connection, string user, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        var (id, now) = (UserId(user), clock.GetUtcNow());
        if (!await store.UndoAsync(connection, id, now, AuditEntry.Of(clock, actor, owner.Tenant, connection, "brake.undo", id), cancel))
            throw RefusedException.Conflict(DeactivationTexts.NothingDecided);
    }

    /// <summary>Ends a release before its time: whoever has not gone through waits again.</summary>
    /// <exception cref="RefusedException">Nothing is released, or the connection is out of reach.</exception>
    public async Task EndReleaseAsync(Actor actor, ConnectionId connection, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        if (!await store.EndReleaseAsync(connection, clock.GetUtcNow(), AuditEntry.Of(clock, actor, owner.Tenant, connection, "brake.end-release", connection.Value), cancel))
            throw RefusedException.Conflict(DeactivationTexts.NothingReleased);
    }

    /// <summary>Marks as seen that deactivations beyond the usual went through.</summary>
    /// <exception cref="RefusedException">There is nothing to see, or the connection is out of reach.</exception>
    public async Task SeenAsync(Actor actor, ConnectionId connection, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        if (!await store.SeenAsync(connection, people => AuditEntry.Of(clock, actor, owner.Tenant, connection, "brake.see", People(people)), cancel))
            throw RefusedException.Conflict(DeactivationTexts.NothingToSee);
    }

    /// <summary>Receipts, newest first.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<IReadOnlyList<DeactivationReceipt>> ReceiptsAsync(Actor actor, ConnectionId connection, ReceiptQuery query, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.ReceiptsAsync(connection, query with { Count = Math.Clamp(query.Count, 1, ReceiptQuery.MostOnPage) }, cancel);
    }

    /// <summary>A period in figures.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<ReceiptFigures> FiguresAsync(Actor actor, ConnectionId connection, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.FiguresAsync(connection, from, until, cancel);
    }

    /// <summary>All receipts of a period, newest first, page by page as they are read. The act is audited before the first.</summary>
    /// <param name="actor">Who takes them away.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="from">The beginning of the period.</param>
    /// <param name="until">Its end.</param>
    /// <param name="form">In which form, for the audit.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<IAsyncEnumerable<IReadOnlyList<DeactivationReceipt>>> ExportAsync(Actor actor, ConnectionId connection, DateTimeOffset from, DateTimeOffset until, string form, CancellationToken cancel)
    {
        var owner = await access.RequireAsync(actor, connection, cancel);
        var what = string.Create(CultureInfo.InvariantCulture, $"{form} {from.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'} to {until.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}");
        await store.RecordExportAsync(AuditEntry.Of(clock, actor, owner.Tenant, connection, "deactivation.export", what), cancel);
        return PagesAsync(connection, new ReceiptQuery(from, until, Count: ReceiptQuery.MostOnPage), cancel);
    }

    private async IAsyncEnumerable<IReadOnlyList<DeactivationReceipt>> PagesAsync(ConnectionId connection, ReceiptQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        IReadOnlyList<DeactivationReceipt> page;
        do
        {
            page = await store.ReceiptsAsync(connection, query, cancel);
            if (page.Count == 0)
                yield break;
            yield return page;
            query = query with { Behind = page[^1].Place };
        }
        while (page.Count == query.Count);
    }

    private async Task<HeldList> HeldAsync(Actor actor, ConnectionId connection, bool decided, int count, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.HeldAsync(connection, decided, Math.Clamp(count, 1, MostListed), clock.GetUtcNow(), cancel);
    }

    private async Task<long> DecideAsync(Actor actor, ConnectionId connection, string? user, BrakeVerdict verdict, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        var (id, now) = (user is null ? null : UserId(user), clock.GetUtcNow());
        var released = verdict == BrakeVerdict.Released;
        var decision = new BrakeDecision(verdict, actor.Name, now, now + (released ? Brake.ReleaseLasts : Brake.RejectionLasts));
        var people = await store.DecideAsync(
            connection,
            id,
            decision,
            released && id is null ? now + Brake.WaveLasts : null,
            many => AuditEntry.Of(clock, actor, owner.Tenant, connection, released ? "brake.release" : "brake.reject", id ?? People(many)),
            cancel);
        return people > 0 ? people : throw RefusedException.Conflict(id is null ? DeactivationTexts.NobodyWaits : DeactivationTexts.DoesNotWait);
    }

    private static string UserId(string user) => PlainText.Require(user, DeactivationTexts.TheUser, LongestUserId);

    private static string People(long people) => string.Create(CultureInfo.InvariantCulture, $"{people} {(people == 1 ? "person" : "people")}");
}
