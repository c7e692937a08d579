using Pirros.Admin.Connections;
using Pirros.Admin.Saml;
using Pirros.Admin.Scim.Protocol;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>Who of a connection's directory an assertion names, and whether they may sign in to the portal at this moment. Each question costs the same in a directory of any size.</summary>
internal sealed class SamlPeople(SqlSessionPool sessions, SqlDialect dialect)
{
    // Upward from the person: few groups, however many people are in them.
    private const string IsAdmin = """
        EXISTS (WITH RECURSIVE up(group_id) AS (
          SELECT m.group_id FROM group_members m WHERE m.connection_id=r.connection_id AND m.member_id=r.id
          UNION SELECT m.group_id FROM up u CROSS JOIN group_members m WHERE m.connection_id=r.connection_id AND m.member_id=u.group_id)
        SELECT 1 FROM up JOIN saml_settings s ON s.connection_id=r.connection_id AND s.admin_group=up.group_id)
        """;

    /// <summary>The user of that user name, or else the only one with that e-mail address; null when there is none, or more than one.</summary>
    public async Task<SamlPerson?> FindAsync(ConnectionId connection, string nameId, CancellationToken cancel)
    {
        // Whose userName is the address is found by it first, and may have no entry of the address.
        // Two are enough to see that it is not one.
        var byName = $"{Select()} WHERE r.connection_id=@p0 AND r.type='User' AND r.name_key=@p1";
        var byEmail = $"{Select()} WHERE r.connection_id=@p0 AND r.type='User' AND r.id IN (SELECT e.resource_id FROM resource_emails e WHERE e.connection_id=@p0 AND e.value_key=@p1 LIMIT 2)";
        return await sessions.ReadAsync(
            async session =>
            {
                if (await session.FirstAsync(byName, [connection.Value, UserNameFold.Fold(nameId)], Read, cancel) is { } named)
                    return named;
                return await session.QueryAsync(byEmail, [connection.Value, CaseFold.Fold(nameId)], Read, cancel) is [var only] ? only : null;
            },
            cancel);
    }

    /// <summary>Whether somebody may be signed in to the portal: the connection is on, and they are there, active, and in the group.</summary>
    public async Task<bool> MayAsync(ConnectionId connection, string user, CancellationToken cancel)
    {
        var sql = $"SELECT 1 FROM resources r JOIN connections c ON c.id=r.connection_id WHERE r.connection_id=@p0 AND r.type='User' AND r.id=@p1 AND r.active AND c.enabled AND {IsAdmin}";
        return await sessions.ReadAsync(session => session.FirstAsync(sql, [connection.Value, user], row => row.GetInt64(0), cancel), cancel) == 1;
    }

    /// <summary>Whether there is a group of that id.</summary>
    public async Task<bool> IsGroupAsync(ConnectionId connection, string group, CancellationToken cancel)
    {
        const string sql = "SELECT 1 FROM resources r WHERE r.connection_id=@p0 AND r.type='Group' AND r.id=@p1";
        return await sessions.ReadAsync(session => session.FirstAsync(sql, [connection.Value, group], row => row.GetInt64(0), cancel), cancel) == 1;
    }

    private string Select()
    {
        var document = dialect.Document;
        return $"SELECT r.id,{dialect.Text(document, ["userName"])},{dialect.Text(document, ["displayName"])},r.active,{IsAdmin} FROM resources r";
    }

    private static SamlPerson Read(ISqlRow row) => new(row.GetString(0), row.IsDBNull(1) ? row.GetString(0) : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetBoolean(3), row.GetBoolean(4));
}
