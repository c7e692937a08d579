using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>
/// What identity providers send most of groups, members that come or that go, as one statement: it looks, changes, raises the group's version, tells whoever subscribed, and answers. On
/// PostgreSQL each step of its own would be a journey, and all who write to the same group wait for each other from the version on.
/// </summary>
internal sealed class MembershipAtOnce(MembershipRows rows, DirectoryEventRows events)
{
    // Behind the columns of the group.
    private const int Version = 7;
    private const int Unknown = 8;

    private readonly string _add = StatementOf(rows.Adding("AND EXISTS (SELECT 1 FROM former) AND NOT EXISTS (SELECT 1 FROM unknown)"), rows.FirstUnknownIn("@p6"), events, came: true);
    private readonly string _remove = StatementOf(rows.Removing, "SELECT 1 WHERE 1=0", events, came: false);

    /// <summary>The statement; null where it takes steps.</summary>
    public SqlStatement? Of(ConnectionId connection, ResourceType type, string group, IReadOnlyList<MembershipChange> changes, DateTimeOffset now) => changes switch
    {
        [{ Kind: MembershipChangeKind.Add, Members.Count: <= DirectoryEventRows.MembersAtOnce } change]
            => new SqlStatement(_add, [connection.Value, group, MembershipRows.Pairs(change), type.Name, now.UtcTicks, OrderedId.Next(now), JsonSerializer.Serialize(MembershipRows.Added(changes))]),
        [{ Kind: MembershipChangeKind.Remove, Members.Count: <= DirectoryEventRows.MembersAtOnce } change]
            => new SqlStatement(_remove, [connection.Value, group, MembershipRows.Ids(change), type.Name, now.UtcTicks, OrderedId.Next(now)]),
        _ => null,
    };

    /// <summary>What it answered.</summary>
    public static MembershipResult Read(ISqlRow row, ResourceType type, DateTimeOffset now)
    {
        if (row.GetBoolean(Unknown))
            return new MembershipResult(WriteOutcome.UnknownMember);
        var group = ResourceRows.Read(row, type);
        return row.IsDBNull(Version)
            ? new MembershipResult(WriteOutcome.Done, group)
            : new MembershipResult(WriteOutcome.Done, group with { Meta = group.Meta with { Version = row.GetInt64(Version), LastModified = now } }, Changed: true);
    }

    // The group is written by a join with how many were touched, and not by a condition on it: when somebody else wrote it meanwhile the condition would be tried again, for which PostgreSQL would have to
    // change the members again. The last expression fails, and so undoes everything, when the group was deleted meanwhile.
    private static string StatementOf(string change, string unknown, DirectoryEventRows events, bool came) => $"""
        WITH former AS (SELECT r.* FROM resources r WHERE r.connection_id=@p0 AND r.type=@p3 AND r.id=@p1),
        unknown AS ({unknown}),
        touched AS ({change} RETURNING member_id),
        written AS (UPDATE resources g SET version=g.version+1, modified_at=@p4 FROM (SELECT COUNT(*) AS members FROM touched) t
          WHERE t.members>0 AND g.connection_id=@p0 AND g.type=@p3 AND g.id=@p1 RETURNING g.*),
        told AS ({events.MembersTouched("written", "touched", came, "@p5", "@p4")})
        SELECT {ResourceRows.GroupColumns}, (SELECT version FROM written), EXISTS(SELECT 1 FROM unknown),
        {PostgresUndo.When("EXISTS(SELECT 1 FROM touched) AND NOT EXISTS(SELECT 1 FROM written)", "The group was deleted meanwhile.")}
        FROM former r
        """;
}
