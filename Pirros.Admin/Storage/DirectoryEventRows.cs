using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Downstream;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>
/// Writes rows of <c>directory_events</c>, at the end of the transaction of the change. Whether the tenant has a subscriber is asked in that transaction: one that has none pays a look into
/// an index, and nothing that is remembered can be out of date.
/// </summary>
internal sealed class DirectoryEventRows(SqlDialect dialect)
{
    /// <summary>How many members one event tells of at most.</summary>
    public const int MembersAtOnce = 100;

    private const string Columns = "tenant_id,number,xact,id,type,connection_id,subject,at,external_id,name,active,details";

    // Of connection @p0 whose tenant has a subscriber; of any other it writes nothing. Written as it is so that many can be one statement (PostgresRows).
    private readonly string _write = $"""
        INSERT INTO directory_events({Columns})
        SELECT w.tenant_id,{dialect.EventNumber},{dialect.EventTransaction},e.column1,e.column2,@p0,e.column3,e.column4,e.column5,e.column6,e.column7,e.column8
        FROM (VALUES(@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8)) e CROSS JOIN (SELECT ws.tenant_id {Watchers} LIMIT 1) w
        """;

    // A group whose members change may be renamed meanwhile; its name is read while it is held.
    private readonly string _writeOfGroup = $"""
        INSERT INTO directory_events({Columns})
        SELECT @p0,{dialect.EventNumber},{dialect.EventTransaction},@p1,@p2,@p3,@p4,@p5,r.external_id,{dialect.Text(dialect.Document, ["displayName"])},r.active,@p7
        FROM resources r WHERE r.connection_id=@p3 AND r.type=@p6 AND r.id=@p4
        """;

    /// <summary>The tenant of connection <c>@p0</c> if it has a subscriber, and an empty text if it has none.</summary>
    public const string Watching = $"COALESCE((SELECT ws.tenant_id {Watchers} LIMIT 1),'')";

    private const string Watchers = "FROM connections wc JOIN subscribers ws ON ws.tenant_id=wc.tenant_id WHERE wc.id=@p0";

    /// <summary>A statement that writes one row of connection <c>@p0</c>, as <see cref="WriteAsync"/> runs it.</summary>
    public string Writing(string statement) => dialect.IsInProcess ? statement : $"{statement} RETURNING {Watching}";

    /// <summary>
    /// A statement that tells of members who came or went, in the row of their group <c>r</c>: of connection <c>@p0</c>, with the event's id and moment in two parameters. PostgreSQL alone
    /// runs it, as part of the statement that changes them.
    /// </summary>
    /// <param name="group">The relation of <c>r</c>, which holds the group where it was written, and no row where it was not.</param>
    /// <param name="touched">The relation of the members.</param>
    /// <param name="came">Whether they came.</param>
    /// <param name="id">Parameter of the event's id.</param>
    /// <param name="at">Parameter of its moment.</param>
    public string MembersTouched(string group, string touched, bool came, string id, string at)
    {
        var (list, none) = ($"(SELECT json_agg(t.member_id) FROM {touched} t)", "CAST('[]' AS json)");
        return $"""
            INSERT INTO directory_events({Columns})
            SELECT w.tenant_id,{dialect.EventNumber},{dialect.EventTransaction},{id},'{EventTypes.MembersChanged}',@p0,r.id,{at},r.external_id,{dialect.Text(dialect.Document, ["displayName"])},r.active,
            CAST(json_build_object('added',{(came ? list : none)},'removed',{(came ? none : list)}) AS text)
            FROM {group} r CROSS JOIN (SELECT ws.tenant_id {Watchers} LIMIT 1) w
            """;
    }

    /// <summary>Writes a row with a statement of <see cref="Writing"/>; gives the tenant that is told so, an empty text where nobody is, and null where no row was written.</summary>
    public async ValueTask<string?> WriteAsync(SqlSession sql, string statement, object?[] arguments)
    {
        // PostgreSQL says it on the same way. SQLite makes a table to give something back, which costs it more than to be asked again.
        if (!dialect.IsInProcess)
            return await sql.FirstAsync(statement, arguments, row => row.GetString(0), CancellationToken.None);
        return await sql.ExecuteAsync(statement, arguments, CancellationToken.None) == 0
            ? null
            : await sql.FirstAsync($"SELECT {Watching}", [arguments[0]], row => row.GetString(0), CancellationToken.None);
    }

    public SqlStatement Created(ConnectionId connection, ResourceWrite added)
        => Of(connection, added.Type.HasActive() ? EventTypes.UserCreated : EventTypes.GroupCreated, added, null);

    public SqlStatement Replaced(ConnectionId connection, ResourceWrite after, ResourceKeys before)
    {
        var type = !after.Type.HasActive() ? EventTypes.GroupUpdated
            : after.Keys.Active == before.Active ? EventTypes.UserUpdated
            : after.Keys.Active ? EventTypes.UserReactivated : EventTypes.UserDeactivated;
        return Of(connection, type, after, JsonSerializer.Serialize(new { changed = after.Changed.Select(change => change.Path) }));
    }

    public SqlStatement Deleted(ConnectionId connection, ResourceType type, string id, Guid change, DateTimeOffset at, string? externalId, ReadOnlySpan<byte> document, bool active)
        => new(_write, [connection.Value, change, type.HasActive() ? EventTypes.UserDeleted : EventTypes.GroupDeleted, id, at.UtcTicks, SqlNull.Or(externalId), SqlNull.Or(NameIn(document, type)), active, SqlNull.Text]);

    /// <summary>Who came to a group and who left it, in as many events as it takes.</summary>
    public IEnumerable<SqlStatement> MembersChanged(string tenant, ConnectionId connection, ResourceType type, string group, DateTimeOffset at, MembershipEffect effect)
        => effect.Added.Select(id => (Id: id, Added: true)).Concat(effect.Removed.Select(id => (Id: id, Added: false))).Chunk(MembersAtOnce).Select(chunk => new SqlStatement(
            _writeOfGroup,
            [
                tenant,
                OrderedId.Next(at),
                EventTypes.MembersChanged,
                connection.Value,
                group,
                at.UtcTicks,
                type.Name,
                JsonSerializer.Serialize(new { added = chunk.Where(one => one.Added).Select(one => one.Id), removed = chunk.Where(one => !one.Added).Select(one => one.Id) }),
            ]));

    private SqlStatement Of(ConnectionId connection, string what, ResourceWrite written, string? details) => new(
        _write,
        [
            connection.Value,
            written.Change,
            what,
            written.Id,
            written.Meta.LastModified.UtcTicks,
            SqlNull.Or(written.Keys.ExternalId),
            SqlNull.Or(NameIn(written.Document, written.Type)),
            written.Keys.Active,
            SqlNull.Or(details),
        ]);

    private static string? NameIn(ReadOnlySpan<byte> document, ResourceType type) => StoredDocument.FindText(document, type.HasActive() ? "userName"u8 : "displayName"u8);
}
