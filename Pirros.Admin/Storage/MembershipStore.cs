using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Downstream;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Postgres;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>Who is a member of what, in prepared SQL that both databases understand.</summary>
internal sealed class MembershipStore(SqlSessionPool sessions, IWriteQueue writes, SqlDialect dialect, MembershipRows rows, DirectoryEventRows events, OutboxSignal signal) : IMembershipStore
{
    // Behind the columns of the group.
    private const int Watching = 7;

    internal static string MembersOf(SqlDialect dialect) => $"""
        SELECT m.group_id, m.member_id, m.member_type, COALESCE(m.display,
          (SELECT {dialect.Text(dialect.Document, ["displayName"])} FROM resources r WHERE r.connection_id=m.connection_id AND r.type=m.member_type AND r.id=m.member_id))
        FROM {dialect.Values("@p1", "j")} {dialect.JoinEach("group_members", "m", "m.connection_id=@p0 AND m.group_id=j.value")} ORDER BY m.group_id, m.member_id
        """;

    // UNION drops what was found before, so that groups which contain each other come to an end.
    internal static string GroupsOf(SqlDialect dialect) => $"""
        WITH RECURSIVE up(member_id, group_id, distance) AS (
          SELECT m.member_id, m.group_id, 1 FROM {dialect.Values("@p1", "j")} {dialect.JoinEach("group_members", "m", "m.connection_id=@p0 AND m.member_id=j.value")}
          UNION
          SELECT u.member_id, m.group_id, 2 FROM up u {dialect.JoinEach("group_members", "m", "m.connection_id=@p0 AND m.member_id=u.group_id")})
        SELECT u.member_id, u.group_id, u.distance, {dialect.Text(dialect.Document, ["displayName"])}
        FROM (SELECT member_id, group_id, MIN(distance) AS distance FROM up GROUP BY member_id, group_id) u
        {dialect.JoinEach("resources", "r", "r.connection_id=@p0 AND r.type='Group' AND r.id=u.group_id")} ORDER BY u.member_id, u.group_id
        """;

    private readonly string _members = MembersOf(dialect);
    private readonly string _groups = GroupsOf(dialect);
    private readonly MembershipAtOnce _atOnce = new(rows, events);

    public async ValueTask<ILookup<string, Membership>> MembersAsync(ConnectionId connection, IReadOnlyCollection<string> groups, CancellationToken cancel)
    {
        var found = await sessions.ReadAsync(
            session => session.QueryAsync(
                _members,
                [connection.Value, JsonSerializer.Serialize(groups)],
                row => (Of: row.GetString(0), Membership: new Membership(row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3))),
                cancel),
            cancel);
        return found.ToLookup(one => one.Of, one => one.Membership);
    }

    public async ValueTask<ILookup<string, Membership>> GroupsAsync(ConnectionId connection, IReadOnlyCollection<string> users, CancellationToken cancel)
    {
        var found = await sessions.ReadAsync(
            session => session.QueryAsync(
                _groups,
                [connection.Value, JsonSerializer.Serialize(users)],
                row => (Of: row.GetString(0), Membership: new Membership(row.GetString(1), row.GetInt64(2) == 1 ? "direct" : "indirect", row.IsDBNull(3) ? null : row.GetString(3))),
                cancel),
            cancel);
        return found.ToLookup(one => one.Of, one => one.Membership);
    }

    public async Task<MembershipResult> ChangeAsync(
        ConnectionId connection, ResourceType type, string id, IReadOnlyList<MembershipChange> changes, long? expectedVersion, DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            var result = !dialect.IsInProcess && expectedVersion is null && _atOnce.Of(connection, type, id, changes, now) is { } statement
                ? await writes.RunOneAsync(connection, statement, row => MembershipAtOnce.Read(row, type, now), cancel) ?? new MembershipResult(WriteOutcome.Stale)
                : await writes.RunAsync(scope => ChangeAsync(scope, connection, type, id, changes, expectedVersion, now), cancel);
            if (result.Changed)
                signal.Wrote();
            return result;
        }
        catch (GroupGoneException)
        {
            return new MembershipResult(WriteOutcome.Stale);
        }
    }

    public ValueTask<string?> FirstUnknownAsync(ConnectionId connection, IReadOnlyCollection<string> members, CancellationToken cancel)
        => sessions.ReadAsync(session => rows.FirstUnknownAsync(session, connection, members, cancel), cancel);

    private async ValueTask<MembershipResult> ChangeAsync(
        WriteScope scope, ConnectionId connection, ResourceType type, string id, IReadOnlyList<MembershipChange> changes, long? expectedVersion, DateTimeOffset now)
    {
        var sql = scope.Sql;

        // Who comes and who goes one by one may do so at the same time as others; only a change that depends on what was there holds the group's row from its beginning.
        var alone = expectedVersion is not null || changes.Any(change => change.Kind is not (MembershipChangeKind.Add or MembershipChangeKind.Remove));
        var adds = changes.Any(change => change.Adds);
        var select = $"""
            SELECT {ResourceRows.OwnColumns}, 1=0, {DirectoryEventRows.Watching}{(adds ? $", ({rows.FirstUnknownIn("@p3")})" : "")}
            FROM resources r WHERE r.connection_id=@p0 AND r.type=@p1 AND r.id=@p2{(alone ? dialect.ForUpdate : "")}
            """;
        object?[] arguments = adds ? [connection.Value, type.Name, id, JsonSerializer.Serialize(MembershipRows.Added(changes))] : [connection.Value, type.Name, id];
        var (group, watching, unknown) = await sql.FirstAsync(
            select, arguments, row => (Group: ResourceRows.Read(row, type), Watching: row.GetString(Watching), Unknown: adds && !row.IsDBNull(Watching + 1)), CancellationToken.None);
        if (group is null || (expectedVersion is { } expected && group.Version != expected))
            return new MembershipResult(WriteOutcome.Stale);
        if (unknown)
            return new MembershipResult(WriteOutcome.UnknownMember);
        var effect = watching.Length > 0 ? new MembershipEffect() : null;
        if (await rows.ApplyAsync(sql, connection, id, changes, effect) == 0)
            return new MembershipResult(WriteOutcome.Done, group);
        var version = await TouchAsync(sql, connection, type, id, group.Version, now) ?? throw new GroupGoneException();
        if (effect is not null)
            scope.Last(events.MembersChanged(watching, connection, type, id, now, effect));
        return new MembershipResult(WriteOutcome.Done, group with { Meta = group.Meta with { Version = version, LastModified = now } }, Changed: true);
    }

    /// <summary>Raises the version of a group and gives it; null when the group is gone.</summary>
    private async ValueTask<long?> TouchAsync(SqlSession sql, ConnectionId connection, ResourceType type, string id, long before, DateTimeOffset now)
    {
        const string touch = "UPDATE resources SET version=version+1, modified_at=@p3 WHERE connection_id=@p0 AND type=@p1 AND id=@p2";
        object?[] arguments = [connection.Value, type.Name, id, now.UtcTicks];

        // Where nobody else writes meanwhile the version is known; SQLite would make a table to give it back.
        if (dialect.IsInProcess)
            return await sql.ExecuteAsync(touch, arguments, CancellationToken.None) == 0 ? null : before + 1;
        return await sql.FirstAsync($"{touch} RETURNING version", arguments, row => (long?)row.GetInt64(0), CancellationToken.None);
    }

    /// <summary>The group was deleted while its members were changed; the change is undone.</summary>
    private sealed class GroupGoneException : Exception;
}
