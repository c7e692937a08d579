using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Downstream;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>
/// Writes rows of <c>directory_events</c>, at the end of the transaction of the change. The statement itself looks whether the tenant has a subscriber: one that has none pays a look into
/// an index, and nothing that is remembered can be out of date.
/// </summary>
internal sealed class DirectoryEventRows(SqlDialect dialect)
{
    private const int MembersAtOnce = 100;

    /// <summary>Whether the tenant of connection <c>@p0</c> has a subscriber.</summary>
    public const string IsWatched = "EXISTS(SELECT 1 FROM connections wc JOIN subscribers ws ON ws.tenant_id=wc.tenant_id WHERE wc.id=@p0)";

    private const string Columns = "tenant_id,number,xact,id,type,connection_id,subject,at,external_id,name,active,details";

    private readonly string _ofUser = Written(dialect, "userName");
    private readonly string _ofGroup = Written(dialect, "displayName");

    private readonly string _ofDeleted = $"""
        INSERT INTO directory_events({Columns})
        SELECT c.tenant_id,{dialect.EventNumber},{dialect.EventTransaction},@p1,@p2,@p0,@p3,@p4,CAST(@p5 AS varchar),CAST(@p6 AS varchar),@p7,NULL
        FROM connections c WHERE c.id=@p0 AND EXISTS (SELECT 1 FROM subscribers s WHERE s.tenant_id=c.tenant_id)
        """;

    /// <summary>Whether anybody is told what happens in the directory of a connection.</summary>
    public static ValueTask<bool> IsWatchedAsync(SqlSession sql, ConnectionId connection)
        => sql.FirstAsync($"SELECT {IsWatched}", [connection.Value], row => row.GetBoolean(0), CancellationToken.None);

    /// <summary>Adds an event to the commit. Where the database is in the process it is asked before whether anybody is told, since to make the event costs more than to ask; elsewhere the statement travels with the commit and costs no way of its own.</summary>
    public async ValueTask TellAsync(WriteScope scope, ConnectionId connection, Func<SqlStatement> told)
    {
        if (!dialect.IsInProcess || await IsWatchedAsync(scope.Sql, connection))
            scope.Last(told());
    }

    public SqlStatement Created(ConnectionId connection, ResourceWrite added)
        => Of(connection, added.Type, added.Id, added.Type.HasActive() ? EventTypes.UserCreated : EventTypes.GroupCreated, added.Change, added.Meta.LastModified, null);

    public SqlStatement Replaced(ConnectionId connection, ResourceWrite after, ResourceKeys before)
    {
        var type = !after.Type.HasActive() ? EventTypes.GroupUpdated
            : after.Keys.Active == before.Active ? EventTypes.UserUpdated
            : after.Keys.Active ? EventTypes.UserReactivated : EventTypes.UserDeactivated;
        return Of(connection, after.Type, after.Id, type, after.Change, after.Meta.LastModified, JsonSerializer.Serialize(new { changed = after.Changed.Select(change => change.Path) }));
    }

    public SqlStatement Deleted(ConnectionId connection, ResourceType type, string id, Guid change, DateTimeOffset at, string? externalId, string? name, bool active)
        => new(_ofDeleted, [connection.Value, change, type.HasActive() ? EventTypes.UserDeleted : EventTypes.GroupDeleted, id, at.UtcTicks, externalId, name, active]);

    /// <summary>Who came to a group and who left it, in as many events as it takes.</summary>
    public IEnumerable<SqlStatement> MembersChanged(ConnectionId connection, ResourceType type, string group, DateTimeOffset at, MembershipEffect effect)
        => effect.Added.Select(id => (Id: id, Added: true)).Concat(effect.Removed.Select(id => (Id: id, Added: false))).Chunk(MembersAtOnce).Select(chunk => Of(
            connection,
            type,
            group,
            EventTypes.MembersChanged,
            OrderedId.Next(at),
            at,
            JsonSerializer.Serialize(new { added = chunk.Where(one => one.Added).Select(one => one.Id), removed = chunk.Where(one => !one.Added).Select(one => one.Id) })));

    private SqlStatement Of(ConnectionId connection, ResourceType type, string id, string what, Guid change, DateTimeOffset at, string? details)
        => new(type.HasActive() ? _ofUser : _ofGroup, [connection.Value, type.Name, id, change, what, at.UtcTicks, details]);

    // The document is opened only where there is a subscriber. The order of the joins is SQLite's too: the connection, whether it is watched, the resource.
    private static string Written(SqlDialect dialect, string name) => $"""
        INSERT INTO directory_events({Columns})
        SELECT c.tenant_id,{dialect.EventNumber},{dialect.EventTransaction},@p3,@p4,@p0,@p2,@p5,r.external_id,{dialect.Text(dialect.Document, [name])},r.active,CAST(@p6 AS text)
        FROM connections c CROSS JOIN resources r
        WHERE c.id=@p0 AND EXISTS (SELECT 1 FROM subscribers s WHERE s.tenant_id=c.tenant_id) AND r.connection_id=@p0 AND r.type=@p1 AND r.id=@p2
        """;
}
