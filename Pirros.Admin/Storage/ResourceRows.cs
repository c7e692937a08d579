using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>Reads rows of <c>resources</c>.</summary>
internal static class ResourceRows
{
    /// <summary>What is read of row <c>r</c>. Whether a user is in a group is asked here, where it costs a look into an index, so that most users need no second query.</summary>
    public const string Columns = $"{OwnColumns}, EXISTS(SELECT 1 FROM group_members gm WHERE gm.connection_id=r.connection_id AND gm.member_id=r.id)";

    /// <summary>The same for groups, of which it is never asked.</summary>
    public const string OwnColumns = "r.id, r.version, r.created_at, r.modified_at, r.document, r.change_id";

    /// <summary>As many columns as of a user.</summary>
    public const string GroupColumns = $"{OwnColumns}, 1=0";

    private const int InGroups = 6;
    private const int LastChange = 5;

    /// <summary>What is read of a type, as many columns for each.</summary>
    public static string ColumnsOf(ResourceType type) => type.HasMembers() ? GroupColumns : Columns;

    public static StoredResource Read(ISqlRow row, ResourceType type) => new(
        type,
        row.GetString(0),
        new ResourceMeta(type.Name, Moment(row.GetInt64(2)), Moment(row.GetInt64(3)), row.GetInt64(1)),
        row.GetBytes(4),
        row.FieldCount > InGroups && row.GetBoolean(InGroups))
    {
        LastChange = row.IsDBNull(LastChange) ? null : row.GetGuid(LastChange),
    };

    private static DateTimeOffset Moment(long ticks) => new(ticks, TimeSpan.Zero);
}
