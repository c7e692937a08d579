using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>Writes the rows of <c>group_members</c>, as part of a transaction. Ids travel as one JSON parameter, so that a change of any size is one statement.</summary>
internal sealed class MembershipRows(SqlDialect dialect)
{
    // The two types are looked up by key, one after the other: a member is known by its id alone.
    private readonly string _add = Adding(dialect, "");

    private readonly string _keepOnly = $"DELETE FROM group_members WHERE connection_id=@p0 AND group_id=@p1 AND NOT {dialect.IsOneOf("member_id", "@p2")}";

    private readonly string _remove = $"DELETE FROM group_members WHERE connection_id=@p0 AND group_id=@p1 AND {dialect.IsOneOf("member_id", "@p2")}";

    private const string RemoveAll = "DELETE FROM group_members WHERE connection_id=@p0 AND group_id=@p1";

    /// <summary>A statement that adds <see cref="Pairs"/> in <c>@p2</c> to group <c>@p1</c> of connection <c>@p0</c>, under one more condition.</summary>
    public string Adding(string condition) => Adding(dialect, condition);

    /// <summary>A statement that removes <see cref="Ids"/> in <c>@p2</c> from it.</summary>
    public string Removing => _remove;

    /// <summary>A query for the first id in a JSON array that is no user or group of connection <c>@p0</c>. Written so that PostgreSQL looks each up, and joins nothing.</summary>
    public string FirstUnknownIn(string parameter) => $"""
        SELECT j.value FROM {dialect.Values(parameter, "j")} WHERE
        (SELECT 1 FROM resources m WHERE m.connection_id=@p0 AND m.type IN ('User','Group') AND m.id=j.value LIMIT 1) IS NULL LIMIT 1
        """;

    /// <summary>Makes the changes in order; gives how many members came or went, and who to <paramref name="effect"/> where that is wanted.</summary>
    public async ValueTask<int> ApplyAsync(SqlSession sql, ConnectionId connection, string group, IReadOnlyList<MembershipChange> changes, MembershipEffect? effect = null)
    {
        var changed = 0;
        foreach (var change in changes)
        {
            changed += change.Kind switch
            {
                MembershipChangeKind.Add => await AddAsync(Pairs(change)),
                MembershipChangeKind.Remove => await RemoveAsync(_remove, Ids(change)),
                MembershipChangeKind.ReplaceAll => await RemoveAsync(_keepOnly, Ids(change)) + await AddAsync(Pairs(change)),
                _ => await RemoveAsync(RemoveAll, null),
            };
        }

        return changed;

        ValueTask<int> AddAsync(string members) => RunAsync(_add, members, effect is null ? null : effect.Add);

        ValueTask<int> RemoveAsync(string statement, string? members) => RunAsync(statement, members, effect is null ? null : effect.Remove);

        async ValueTask<int> RunAsync(string statement, string? members, Action<IEnumerable<string>>? note)
        {
            object?[] arguments = members is null ? [connection.Value, group] : [connection.Value, group, members];
            if (note is null)
                return await sql.ExecuteAsync(statement, arguments, CancellationToken.None);
            var touched = await sql.QueryAsync($"{statement} RETURNING member_id", arguments, row => row.GetString(0), CancellationToken.None);
            note(touched);
            return touched.Count;
        }

    }

    /// <summary>The ids of a change's members as a JSON array.</summary>
    public static string Ids(MembershipChange change) => JsonSerializer.Serialize(change.Members.Select(m => m.Id));

    /// <summary>Its ids and names as a JSON array of arrays, in the order of ids, in which no two writers wait for each other.</summary>
    public static string Pairs(MembershipChange change) => JsonSerializer.Serialize(change.Members.OrderBy(m => m.Id, StringComparer.Ordinal).Select(m => new[] { m.Id, m.Display }));

    /// <summary>The first id to be added that is no user or group of the connection; null when all are.</summary>
    public async ValueTask<string?> FirstUnknownAsync(SqlSession sql, ConnectionId connection, IReadOnlyList<MembershipChange> changes)
        => changes.Any(change => change.Adds) ? await FirstUnknownAsync(sql, connection, Added(changes), CancellationToken.None) : null;

    /// <summary>The ids that may come.</summary>
    public static IEnumerable<string> Added(IReadOnlyList<MembershipChange> changes) => changes.Where(change => change.Adds).SelectMany(change => change.Members).Select(m => m.Id);

    /// <summary>The first of the ids that is no user or group of the connection; null when all are.</summary>
    public ValueTask<string?> FirstUnknownAsync(SqlSession sql, ConnectionId connection, IEnumerable<string> ids, CancellationToken cancel)
        => sql.FirstAsync(FirstUnknownIn("@p1"), [connection.Value, JsonSerializer.Serialize(ids)], row => row.GetString(0), cancel);

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

    private static string Adding(SqlDialect dialect, string condition) => $"""
        INSERT INTO group_members(connection_id,group_id,member_id,member_type,display)
        SELECT r.connection_id, @p1, r.id, r.type, j.value->>1 FROM {dialect.Rows("@p2", "j")}
        {dialect.JoinEach("resources", "r", "r.connection_id=@p0 AND r.type IN ('User','Group') AND r.id=j.value->>0")} WHERE 1=1 {condition} ON CONFLICT DO NOTHING
        """;
}
