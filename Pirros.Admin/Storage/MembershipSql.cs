using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Storage;

/// <summary>What filters ask of a group's members and of a user's groups, which are rows and not in the document of row <c>r</c>.</summary>
internal static class MembershipSql
{
    private const string Members = "members";

    /// <summary>A FROM item with a row for each entry of the attribute; column <c>value</c> is its document. A <c>$ref</c> depends on where the service is reached, so none is in it.</summary>
    public static string Entries(AttributeDefinition attribute, SqlDialect dialect, string alias)
    {
        var display = dialect.Text(dialect.Document.Replace("r.document", "x.document", StringComparison.Ordinal), ["displayName"]);
        return attribute.Name == Members
            ? $"""
              (SELECT {dialect.Object(("value", "m.member_id"), ("type", "m.member_type"), ("display", $"COALESCE(m.display,{display})"))} AS value
              FROM group_members m JOIN resources x ON x.connection_id=m.connection_id AND x.type=m.member_type AND x.id=m.member_id
              WHERE m.connection_id=r.connection_id AND m.group_id=r.id) {alias}
              """
            : $"""
              (WITH RECURSIVE up(group_id, distance) AS (
                SELECT m.group_id, 1 FROM group_members m WHERE m.connection_id=r.connection_id AND m.member_id=r.id
                UNION SELECT m.group_id, 2 FROM up u CROSS JOIN group_members m WHERE m.connection_id=r.connection_id AND m.member_id=u.group_id)
              SELECT {dialect.Object(("value", "u.group_id"), ("type", "CASE WHEN u.distance=1 THEN 'direct' ELSE 'indirect' END"), ("display", display))} AS value
              FROM (SELECT group_id, MIN(distance) AS distance FROM up GROUP BY group_id) u
              JOIN resources x ON x.connection_id=r.connection_id AND x.type='Group' AND x.id=u.group_id) {alias}
              """;
    }

    /// <summary>The resources that have an entry of that <c>value</c>: the groups of a member, or the users in a group and in the groups below it.</summary>
    public static string Having(AttributeDefinition attribute, string connection, string id) => attribute.Name == Members
        ? $"r.id IN (SELECT m.group_id FROM group_members m WHERE m.connection_id={connection} AND m.member_id={id})"
        : $"""
          r.id IN (WITH RECURSIVE down(id) AS (
            SELECT m.member_id FROM group_members m WHERE m.connection_id={connection} AND m.group_id={id}
            UNION SELECT m.member_id FROM down d CROSS JOIN group_members m WHERE m.connection_id={connection} AND m.group_id=d.id)
          SELECT id FROM down)
          """;
}
