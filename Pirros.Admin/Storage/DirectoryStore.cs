using System.Globalization;
using System.Text.Json;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Directory;
using Pirros.Admin.Scim.Protocol;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>Users and groups for people to look at.</summary>
internal sealed class DirectoryStore(SqlSessionPool sessions, IWriteQueue writes, IMembershipStore memberships, SqlDialect dialect) : IDirectoryStore
{
    private const int KeyColumn = 6;
    private readonly DirectorySql _sql = new(dialect);

    public async Task<DirectoryWindow> ListAsync(ConnectionId connection, DirectoryKind kind, DirectoryQuery query, int count, CancellationToken cancel)
        => await sessions.ReadAsync(session => query.Search is { } text ? SearchAsync(session, connection, kind, query, text, count, cancel) : ListAsync(session, connection, kind, query, count, cancel), cancel);

    public async Task<(DirectoryEntry Entry, IReadOnlyList<DeclaredSchema> Declared)?> FindAsync(ConnectionId connection, DirectoryKind kind, string id, CancellationToken cancel)
        => await sessions.ReadAsync(
            session => session.FirstAsync<(DirectoryEntry, IReadOnlyList<DeclaredSchema>)?>(
                DirectorySql.Find, [connection.Value, kind.ToString(), id], row => (Read(row, null), DeclaredSchemaText.Read(row.IsDBNull(KeyColumn) ? null : row.GetString(KeyColumn))), cancel),
            cancel);

    public async Task<IReadOnlyList<DirectoryEntry>> FindManyAsync(ConnectionId connection, DirectoryKind kind, IReadOnlyCollection<string> ids, CancellationToken cancel)
        => await sessions.ReadAsync(session => session.QueryAsync(_sql.FindMany, [connection.Value, kind.ToString(), JsonSerializer.Serialize(ids)], row => Read(row, null), cancel), cancel);

    public async Task<IReadOnlyList<DirectoryMembership>> GroupsOfAsync(ConnectionId connection, string id, CancellationToken cancel)
        => [.. (await memberships.GroupsAsync(connection, [id], cancel))[id].Select(one => new DirectoryMembership(one.Id, one.Display ?? one.Id, one.Kind == "direct"))];

    public async Task<IReadOnlyList<MemberEntry>> MembersAsync(ConnectionId connection, string group, DirectoryPlace? place, int count, CancellationToken cancel)
    {
        List<object?> arguments = [connection.Value, group, .. place is null ? Array.Empty<object?>() : [place.Id], count];
        return await sessions.ReadAsync(session => session.QueryAsync(DirectorySql.Members(place?.Backward == true, place is not null), [.. arguments], ReadMember, cancel), cancel);
    }

    public Task RecordAsync(AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    private async ValueTask<DirectoryWindow> ListAsync(SqlSession session, ConnectionId connection, DirectoryKind kind, DirectoryQuery query, int count, CancellationToken cancel)
    {
        var (total, active) = await session.FirstAsync(DirectorySql.Count, [connection.Value, kind.ToString()], row => (row.GetInt64(0), row.GetInt64(1)), cancel);
        var place = query.Place;
        var descending = query.Descending != (place?.Backward == true);
        if (query.Active == false && query.Sort != DirectorySort.Changed && DirectorySql.AreFew(total - active, total, count))
        {
            object?[] few = [connection.Value, kind.ToString(), .. SortedPlaceOf(query), count];
            var sorted = await session.QueryAsync(_sql.FewInactive(query.Sort, descending, place is not null), few, row => Read(row, KeyOf(row)), cancel);
            return new DirectoryWindow(sorted, total - active, More: false);
        }

        List<DirectoryEntry> entries = [];

        // Who has no display name comes behind the others, and before them when the order is turned round.
        var parts = query.Sort != DirectorySort.Name ? [true] : descending ? new[] { false, true } : [true, false];
        foreach (var keyed in parts)
        {
            if (entries.Count == count)
                break;
            if (place is not null && query.Sort == DirectorySort.Name && keyed != (place.Key is not null) && keyed == parts[0])
                continue;
            var here = place is not null && (query.Sort != DirectorySort.Name || keyed == (place.Key is not null)) ? place : null;
            var sql = keyed ? _sql.Keyed(query.Sort, descending, query.Active, here is not null) : DirectorySql.Nameless(descending, query.Active, here is not null);
            List<object?> arguments = [connection.Value, kind.ToString(), .. here is null ? [] : keyed ? PlaceOf(query.Sort, here) : [here.Id], count - entries.Count];
            entries.AddRange(await session.QueryAsync(sql, [.. arguments], row => Read(row, KeyOf(row)), cancel));
        }

        return new DirectoryWindow(entries, query.Active switch { null => total, true => active, false => total - active }, More: false);
    }

    private async ValueTask<DirectoryWindow> SearchAsync(SqlSession session, ConnectionId connection, DirectoryKind kind, DirectoryQuery query, string text, int count, CancellationToken cancel)
    {
        var folded = CaseFold.Fold(text);
        var name = kind == DirectoryKind.User ? UserNameFold.Fold(text) : folded;
        var matches = await session.QueryAsync(
            DirectorySql.Matches(kind),
            [connection.Value, kind.ToString(), name, name + DirectorySql.Last, folded, folded + DirectorySql.Last, text, text + DirectorySql.Last, text, DirectorySql.MostMatches + 1],
            row => (Arm: row.GetInt64(0), Id: row.GetString(1)),
            cancel);
        var more = matches.GroupBy(match => match.Arm).Any(arm => arm.Count() > DirectorySql.MostMatches);
        var ids = matches.Select(match => match.Id).Distinct(StringComparer.Ordinal).ToList();
        object?[] among = [connection.Value, kind.ToString(), JsonSerializer.Serialize(ids)];
        var total = query.Active is { } active ? await session.FirstAsync(_sql.CountAmong(active), among, row => row.GetInt64(0), cancel) : ids.Count;
        var descending = query.Descending != (query.Place?.Backward == true);
        List<object?> arguments = [.. among, .. SortedPlaceOf(query), count];
        var entries = await session.QueryAsync(_sql.Among(query.Sort, descending, query.Active, query.Place is not null), [.. arguments], row => Read(row, KeyOf(row)), cancel);
        return new DirectoryWindow(entries, total, more);
    }

    /// <summary>The parameters of a place. One that was made for another order is no place in this one, and lies before it.</summary>
    private static object?[] PlaceOf(DirectorySort sort, DirectoryPlace place) => sort == DirectorySort.Changed
        ? [long.TryParse(place.Key, NumberStyles.Integer, CultureInfo.InvariantCulture, out var ticks) ? ticks : 0L, place.Id]
        : [place.Key ?? "", place.Id];

    /// <summary>The parameters of a place among what is sorted together with those who have nothing to sort by.</summary>
    private static object?[] SortedPlaceOf(DirectoryQuery query) => query.Place is { } place ? PlaceOf(query.Sort, place with { Key = place.Key ?? DirectorySql.Last }) : [];

    private static string? KeyOf(ISqlRow row)
        => row.IsDBNull(KeyColumn) || Convert.ToString(row.GetValue(KeyColumn), CultureInfo.InvariantCulture) is not { } key || key == DirectorySql.Last ? null : key;

    private static DirectoryEntry Read(ISqlRow row, string? key) => new(
        row.GetString(0), row.GetBoolean(1), new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero), new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero), row.GetInt64(4), key, row.GetBytes(5));

    private static MemberEntry ReadMember(ISqlRow row) => new(
        row.GetString(0),
        Enum.Parse<DirectoryKind>(row.GetString(1)),
        row.IsDBNull(2) ? null : row.GetString(2),
        row.IsDBNull(3) || row.GetBoolean(3),
        row.IsDBNull(4) ? null : row.GetBytes(4));
}
