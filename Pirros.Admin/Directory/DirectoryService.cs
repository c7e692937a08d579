using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Directory;

/// <summary>
/// The users and groups of a connection as they arrived, for people to look at; nothing here changes them. Each call names who looks and reaches only what that person may;
/// support sees personal data masked until a reason was given.
/// </summary>
public sealed class DirectoryService(IDirectoryStore store, ActivityService activity, ConnectionAccess access, TimeProvider clock)
{
    /// <summary>How many entries a page has.</summary>
    public const int PageSize = 50;

    private const int MaximumReason = 500;

    // Creating somebody, letting somebody back in and shutting somebody out: the newest of these says why a person is inactive.
    private static readonly ActivityKind[] Turns = [ActivityKind.Created, ActivityKind.Restored, ActivityKind.Deactivated, ActivityKind.Reactivated];

    /// <summary>A page of the users.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<DirectoryPage<DirectoryUser>> UsersAsync(Actor actor, ConnectionId connection, DirectoryQuery query, Disclosure? disclosure, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        var page = await PageAsync(connection, DirectoryKind.User, query, cancel);
        return Each(page, entry => DirectoryDocument.Read(entry).ToUser(entry), Masks(actor, connection, disclosure) ? Mask.Of : null);
    }

    /// <summary>Who users are, by their ids; whoever the directory no longer has is missing.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<IReadOnlyDictionary<string, DirectoryUser>> UsersByIdAsync(Actor actor, ConnectionId connection, IReadOnlyCollection<string> ids, Disclosure? disclosure, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        if (ids.Count == 0)
            return new Dictionary<string, DirectoryUser>();
        var users = (await store.FindManyAsync(connection, DirectoryKind.User, ids, cancel)).Select(entry => DirectoryDocument.Read(entry).ToUser(entry));
        return (Masks(actor, connection, disclosure) ? users.Select(Mask.Of) : users).ToDictionary(user => user.Id);
    }

    /// <summary>Groups by their ids; one that is not there any more is left out.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<IReadOnlyDictionary<string, DirectoryGroup>> GroupsByIdAsync(Actor actor, ConnectionId connection, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        if (ids.Count == 0)
            return new Dictionary<string, DirectoryGroup>();
        return (await store.FindManyAsync(connection, DirectoryKind.Group, ids, cancel)).Select(entry => DirectoryDocument.Read(entry).ToGroup(entry)).ToDictionary(group => group.Id);
    }

    /// <summary>A page of the groups.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<DirectoryPage<DirectoryGroup>> GroupsAsync(Actor actor, ConnectionId connection, DirectoryQuery query, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        var page = await PageAsync(connection, DirectoryKind.Group, query with { Active = null }, cancel);
        return Each(page, entry => DirectoryDocument.Read(entry).ToGroup(entry), null);
    }

    /// <summary>Everything known of one user or group.</summary>
    /// <exception cref="RefusedException">There is none, or the connection is out of reach.</exception>
    public async Task<DirectoryDetails> GetAsync(Actor actor, ConnectionId connection, DirectoryKind kind, string id, Disclosure? disclosure, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        if (await store.FindAsync(connection, kind, id, cancel) is not var (entry, declared))
            throw RefusedException.NotFound(kind == DirectoryKind.User ? DirectoryTexts.NoUser : DirectoryTexts.NoGroup);
        var groups = await store.GroupsOfAsync(connection, id, cancel);
        var details = DirectoryDocument.Read(entry).ToDetails(entry, kind, declared, [.. groups.OrderByDescending(one => one.Direct).ThenBy(one => one.Name, StringComparer.OrdinalIgnoreCase)]);
        return kind == DirectoryKind.User && Masks(actor, connection, disclosure) ? Mask.Of(details) : details;
    }

    /// <summary>A page of a group's members, the oldest accounts first.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<DirectoryPage<DirectoryMember>> MembersAsync(Actor actor, ConnectionId connection, string group, DirectoryPlace? place, Disclosure? disclosure, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        var found = await store.MembersAsync(connection, group, place, PageSize + 1, cancel);
        if (found.Count == 0 && place is not null)
            (place, found) = (null, await store.MembersAsync(connection, group, null, PageSize + 1, cancel));
        var page = Cut(found, place, null, false, one => new DirectoryPlace(null, one.Id, false));
        return Each(page, DirectoryDocument.ToMember, Masks(actor, connection, disclosure) ? Mask.Of : null);
    }

    /// <summary>What requests did to a user or a group, newest first.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<IReadOnlyList<ActivityRecord>> HistoryAsync(Actor actor, ConnectionId connection, DirectoryKind kind, string id, Guid? before, int count, Disclosure? disclosure, CancellationToken cancel)
    {
        var records = await activity.HistoryAsync(actor, connection, id, before, count, cancel);
        if (!Masks(actor, connection, disclosure))
            return records;
        return [.. records.Select(record => kind == DirectoryKind.User ? Mask.Of(record) : Mask.WithoutText(record))];
    }

    /// <summary>The request that made a person inactive; null when it is older than the activity that is kept.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<ActivityRecord?> WhyInactiveAsync(Actor actor, ConnectionId connection, string id, Disclosure? disclosure, CancellationToken cancel)
    {
        // A person who was reactivated last is inactive by a request that was not recorded.
        if (await activity.LastOfAsync(actor, connection, id, Turns, cancel) is not { What: ActivityKind.Deactivated or ActivityKind.Created or ActivityKind.Restored } record)
            return null;
        return Masks(actor, connection, disclosure) ? Mask.Of(record) : record;
    }

    /// <summary>Whether personal data of a connection is masked for a person.</summary>
    public static bool Masks(Actor actor, ConnectionId connection, Disclosure? disclosure) => actor.Kind == ActorKind.Support && disclosure?.Covers(actor, connection) != true;

    /// <summary>Shows support the personal data of a connection, for a reason that the audit keeps.</summary>
    /// <exception cref="RefusedException">There is no reason, or the connection is out of reach.</exception>
    public async Task<Disclosure> DiscloseAsync(Actor actor, ConnectionId connection, string? reason, CancellationToken cancel)
    {
        var owner = await access.RequireAsync(actor, connection, cancel);
        var why = PlainText.Require(reason, DirectoryTexts.TheReason, MaximumReason);
        await store.RecordAsync(AuditEntry.Of(clock, actor, owner.Tenant, connection, "directory.disclose", connection.Value, why), cancel);
        return new Disclosure(actor, connection, why);
    }

    private async Task<DirectoryPage<DirectoryEntry>> PageAsync(ConnectionId connection, DirectoryKind kind, DirectoryQuery query, CancellationToken cancel)
    {
        var window = await store.ListAsync(connection, kind, query, PageSize + 1, cancel);

        // What was around the place is gone: the first page is nearer than nothing.
        if (window.Entries.Count == 0 && query.Place is not null)
            (query, window) = (query with { Place = null }, await store.ListAsync(connection, kind, query with { Place = null }, PageSize + 1, cancel));
        return Cut(window.Entries, query.Place, window.Total, window.More, entry => new DirectoryPlace(entry.Key, entry.Id, false));
    }

    /// <summary>Makes a page of what was read: one more than it holds tells whether there is another.</summary>
    private static DirectoryPage<T> Cut<T>(IReadOnlyList<T> found, DirectoryPlace? place, long? total, bool more, Func<T, DirectoryPlace> placeOf)
    {
        var another = found.Count > PageSize;
        List<T> items = [.. found.Take(PageSize)];
        var backward = place?.Backward == true;
        if (backward)
            items.Reverse();
        var previous = items.Count > 0 && (backward ? another : place is not null) ? placeOf(items[0]) with { Backward = true } : null;
        var next = items.Count > 0 && (backward || another) ? placeOf(items[^1]) : null;
        return new DirectoryPage<T>(items, total, more, previous, next);
    }

    private static DirectoryPage<TTo> Each<TFrom, TTo>(DirectoryPage<TFrom> page, Func<TFrom, TTo> read, Func<TTo, TTo>? mask)
        => new([.. page.Items.Select(read).Select(mask ?? (one => one))], page.Total, page.More, page.Previous, page.Next);
}
