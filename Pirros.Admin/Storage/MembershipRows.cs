using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>Writes the rows of <c>group_members</c>, as part of a transaction. Ids travel as one JSON parameter, so that a change of any size is one statement.</summary>
internal sealed class MembershipRows(SqlDialect dialect)
{
    // The two types are looked up by key, one after the other: a member is known by its id alone.
    private readonly string _add = $"""
        INSERT INTO group_members(connection_id,group_id,member_id,member_type,display)
        SELECT r.connection_id, @p1, r.id, r.type, j.value->>1 FROM {dialect.Rows("@p2", "j")} CROSS JOIN resources r
        WHERE r.connection_id=@p0 AND r.type IN ('User','Group') AND r.id=j.value->>0 ON CONFLICT DO NOTHING
        """;

    private readonly string _keepOnly = $"DELETE FROM group_members WHERE connection_id=@p0 AND group_id=@p1 AND member_id NOT IN (SELECT j.value FROM {dialect.Values("@p2", "j")})";

    private readonly string _remove = $"DELETE FROM group_members WHERE connection_id=@p0 AND group_id=@p1 AND member_id IN (SELECT j.value FROM {dialect.Values("@p2", "j")})";

    private readonly string _firstUnknown = $"""
        SELECT j.value FROM {dialect.Values("@p1", "j")} WHERE NOT EXISTS
        (SELECT 1 FROM resources r WHERE r.connection_id=@p0 AND r.type IN ('User','Group') AND r.id=j.value) LIMIT 1
        """;

    /// <summary>Makes the changes in order; gives how many members came or went.</summary>
    public async ValueTask<int> ApplyAsync(SqlSession sql, ConnectionId connection, string group, IReadOnlyList<MembershipChange> changes)
    {
        var changed = 0;
        foreach (var change in changes)
        {
            changed += change.Kind switch
            {
                MembershipChangeKind.Add => await RunAsync(_add, Pairs(change)),
                MembershipChangeKind.Remove => await RunAsync(_remove, Ids(change)),
                MembershipChangeKind.ReplaceAll => await RunAsync(_keepOnly, Ids(change)) + await RunAsync(_add, Pairs(change)),
                _ => await sql.ExecuteAsync("DELETE FROM group_members WHERE connection_id=@p0 AND group_id=@p1", [connection.Value, group], CancellationToken.None),
            };
        }

        return changed;

        ValueTask<int> RunAsync(string statement, string members) => sql.ExecuteAsync(statement, [connection.Value, group, members], CancellationToken.None);

        static string Ids(MembershipChange change) => JsonSerializer.Serialize(change.Members.Select(m => m.Id));

        static string Pairs(MembershipChange change) => JsonSerializer.Serialize(change.Members.Select(m => new[] { m.Id, m.Display }));
    }

    /// <summary>The first id to be added that is no user or group of the connection; null when all are.</summary>
    public async ValueTask<string?> FirstUnknownAsync(SqlSession sql, ConnectionId connection, IReadOnlyList<MembershipChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.Adds && await FirstUnknownAsync(sql, connection, change.Members.Select(m => m.Id), CancellationToken.None) is { } unknown)
                return unknown;
        }

        return null;
    }

    /// <summary>The first of the ids that is no user or group of the connection; null when all are.</summary>
    public ValueTask<string?> FirstUnknownAsync(SqlSession sql, ConnectionId connection, IEnumerable<string> ids, CancellationToken cancel)
        => sql.FirstAsync(_firstUnknown, [connection.Value, JsonSerializer.Serialize(ids)], row => row.GetString(0), cancel);

    /// <summary>Removes a resource that is deleted from every group, and its own members; the groups that lose it have changed.</summary>
    public static async ValueTask RemoveAsync(SqlSession sql, ConnectionId connection, string id, DateTimeOffset now)
    {
        const string touch = """
            UPDATE resources SET version=version+1, modified_at=@p2 WHERE connection_id=@p0 AND type='Group'
            AND id IN (SELECT group_id FROM group_members WHERE connection_id=@p0 AND member_id=@p1)
            """;
        if (await sql.ExecuteAsync(touch, [connection.Value, id, now.UtcTicks], CancellationToken.None) > 0)
            await sql.ExecuteAsync("DELETE FROM group_members WHERE connection_id=@p0 AND member_id=@p1", [connection.Value, id], CancellationToken.None);
        await sql.ExecuteAsync("DELETE FROM group_members WHERE connection_id=@p0 AND group_id=@p1", [connection.Value, id], CancellationToken.None);
    }
}
