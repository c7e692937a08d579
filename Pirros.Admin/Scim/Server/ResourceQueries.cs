using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Server;

/// <summary>Reading single resources and lists (RFC 7644 §3.4), bound to a connection.</summary>
internal sealed class ResourceQueries(IResourceStore store, IMembershipStore memberships)
{
    /// <summary>One resource.</summary>
    /// <exception cref="ScimException">404 when there is none on this connection.</exception>
    public async ValueTask<StoredResource> ReadAsync(ConnectionId connection, ResourceType type, string id, CancellationToken cancel)
        => await store.FindAsync(connection, type, id, cancel) ?? throw ScimException.NotFound($"There is no {type.Name} with the id '{Shown.Of(id)}' on this connection.");

    /// <summary>A page of the resources of one type that match.</summary>
    public ValueTask<ResourcePage> QueryAsync(ConnectionId connection, ResourceType type, ResourceQuery query, CancellationToken cancel) => QueryAsync(connection, [type], query, cancel);

    /// <summary>A page of the resources of some types that match, all in one order (RFC 7644 §3.4.2.1).</summary>
    /// <exception cref="ScimException">400 for a filter, sort attribute, cursor or count that can't be.</exception>
    public ValueTask<ResourcePage> QueryAsync(ConnectionId connection, IReadOnlyList<ResourceType> types, ResourceQuery query, CancellationToken cancel)
    {
        var bound = QueryBinder.Bind(connection, types, query);
        return query.Cursor is { } cursor ? ByCursorAsync(connection, bound, cursor, query.Count, cancel) : ByIndexAsync(connection, bound, query, cancel);
    }

    /// <summary>Resources of one type with what is kept apart from their documents, where the projection shows it.</summary>
    public async ValueTask<IReadOnlyList<ResourceView>> ViewAsync(ConnectionId connection, IReadOnlyList<StoredResource> stored, Projection projection, CancellationToken cancel)
    {
        var apart = stored.Count > 0 ? stored[0].Type.KeptApart : null;
        if (apart is null || !projection.Includes(apart.Name))
            return Bare(stored);
        var groups = stored[0].Type.HasMembers();
        List<string>? wanted = null;
        foreach (var one in stored)
        {
            if (groups || one.InGroups)
                (wanted ??= []).Add(one.Id);
        }

        if (wanted is null)
            return Bare(stored);
        var found = groups ? await memberships.MembersAsync(connection, wanted, cancel) : await memberships.GroupsAsync(connection, wanted, cancel);
        return stored.Select(one => new ResourceView(one, [.. found[one.Id]])).ToList();
    }

    private async ValueTask<ResourcePage> ByIndexAsync(ConnectionId connection, BoundQuery query, ResourceQuery asked, CancellationToken cancel)
    {
        var (start, count) = (asked.StartIndex ?? 1, asked.Count ?? ResourceQuery.DefaultCount);
        if (count == 0)
            return new ResourcePage(await store.CountAsync(connection, query.Types, cancel), [], start);
        var found = await store.QueryAsync(connection, query with { Offset = start - 1, Count = count }, cancel);

        // A page that is not full is the last one, so the total is known without counting.
        var total = found.Count < count && (start == 1 || found.Count > 0) ? start - 1 + found.Count : await store.CountAsync(connection, query.Types, cancel);
        return new ResourcePage(total, Resources(found), start)
        {
            // Who asked neither for an index nor for a cursor may go on with either (RFC 9865 §2: cursor is empty or omitted on the first page).
            NextCursor = asked.StartIndex is null && found.Count == count && total > count ? Cursor(query, found[^1], backward: false, count, total) : null,
        };
    }

    private async ValueTask<ResourcePage> ByCursorAsync(ConnectionId connection, BoundQuery query, string text, int? asked, CancellationToken cancel)
    {
        var cursor = text.Length == 0 ? null : PageCursor.Read(text, query);
        var count = cursor?.Count ?? asked ?? ResourceQuery.DefaultCount;
        if (asked is { } other && other != count)
            throw ScimException.InvalidCount($"count: the first page of this query had {count}, and every page after it has as many. Leave count as it was, or begin again with an empty cursor.");
        if (cursor is { Backward: true } && await BeforeAsync(connection, query, cursor, cancel) is { } before)
            return before;

        // One more than the page has tells whether there is another page.
        var after = cursor is { Backward: false } ? cursor : null;
        var found = await store.QueryAsync(connection, query with { After = after?.Position, Count = count + 1 }, cancel);
        var more = found.Count > count;
        var page = more ? found.Take(count).ToList() : found;
        var total = cursor is null && !more ? page.Count : await TotalAsync(connection, query, cursor, cancel);
        return new ResourcePage(total, Resources(page), null)
        {
            NextCursor = more ? Cursor(query, page[^1], backward: false, count, total) : null,
            PreviousCursor = after is not null && page.Count > 0 ? Cursor(query, page[0], backward: true, count, total) : null,
        };
    }

    /// <summary>The page before a place; null when nothing is left there, and the first page is the answer.</summary>
    private async ValueTask<ResourcePage?> BeforeAsync(ConnectionId connection, BoundQuery query, PageCursor cursor, CancellationToken cancel)
    {
        var found = await store.QueryAsync(connection, query with { Descending = !query.Descending, After = cursor.Position, Count = cursor.Count + 1 }, cancel);
        if (found.Count == 0)
            return null;
        var page = found.Take(cursor.Count).Reverse().ToList();
        var total = await TotalAsync(connection, query, cursor, cancel);
        return new ResourcePage(total, Resources(page), null)
        {
            NextCursor = Cursor(query, page[^1], backward: false, cursor.Count, total),
            PreviousCursor = found.Count > cursor.Count ? Cursor(query, page[0], backward: true, cursor.Count, total) : null,
        };
    }

    // How many there are in all is known; how many match is counted once and then carried by the cursor.
    private async ValueTask<long> TotalAsync(ConnectionId connection, BoundQuery query, PageCursor? cursor, CancellationToken cancel)
        => cursor is not null && query.Types.Any(type => type.Filter is not null) ? cursor.Total : await store.CountAsync(connection, query.Types, cancel);

    private static string Cursor(BoundQuery query, PlacedResource place, bool backward, int count, long total) => PageCursor.Write(new PageCursor(place.Position, backward, count, total), query);

    private static ResourceView[] Bare(IReadOnlyList<StoredResource> stored) => stored is [var single] ? [new ResourceView(single, [])] : [.. stored.Select(one => new ResourceView(one, []))];

    private static List<StoredResource> Resources(IReadOnlyList<PlacedResource> found) => found.Select(one => one.Stored).ToList();
}
