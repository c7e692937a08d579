using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>The statement that writes a resource anew. SQLite writes an index for each column that is set, so a key that is as it was is left alone; each combination is one text, by which a session finds it prepared.</summary>
internal sealed class ResourceUpdate(DirectoryEventRows events)
{
    private const int Fixed = 9;
    private static readonly string[] Columns = ["name_key", "external_id", "display_key", "deactivated_at"];
    private static readonly string[] Statements = [.. Enumerable.Range(0, 1 << Columns.Length).Select(StatementOf)];
    private readonly string[] _telling = [.. Statements.Select(events.Writing)];

    /// <param name="connection">The connection.</param>
    /// <param name="after">What is written.</param>
    /// <param name="before">The keys that it had.</param>
    /// <param name="version">The version that it must have.</param>
    /// <param name="deactivatedAt">The moment by which this counts as a deactivation; null when it is none.</param>
    /// <param name="telling">Whether it is run by <see cref="DirectoryEventRows.WriteAsync"/>.</param>
    public SqlStatement Of(ConnectionId connection, ResourceWrite after, ResourceKeys before, long version, DateTimeOffset? deactivatedAt, bool telling)
    {
        var keys = after.Keys;
        List<object?> arguments = [connection.Value, after.Type.Name, after.Id, version, keys.Active, after.Meta.LastModified.UtcTicks, after.Meta.Version, after.Document, after.Change];
        var combination = 0;
        Set(0, keys.Name, before.Name);
        Set(1, SqlNull.Or(keys.ExternalId), SqlNull.Or(before.ExternalId));
        Set(2, SqlNull.Or(keys.Display), SqlNull.Or(before.Display));
        Set(3, deactivatedAt?.UtcTicks, null);
        return new SqlStatement((telling ? _telling : Statements)[combination], [.. arguments]);

        void Set(int column, object? value, object? former)
        {
            if (Equals(value, former))
                return;
            combination |= 1 << column;
            arguments.Add(value);
        }
    }

    private static string StatementOf(int combination)
    {
        var set = Columns.Where((_, column) => (combination & (1 << column)) != 0).Select((column, place) => $", {column}=@p{Fixed + place}");
        return $"UPDATE resources SET active=@p4, modified_at=@p5, version=@p6, document=@p7, change_id=@p8{string.Concat(set)} WHERE connection_id=@p0 AND type=@p1 AND id=@p2 AND version=@p3";
    }
}
