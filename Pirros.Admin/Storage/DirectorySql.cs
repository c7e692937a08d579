using Pirros.Admin.Directory;

namespace Pirros.Admin.Storage;

/// <summary>
/// The SQL of the lists that people look at. A list is read in the order of an index, from a place on; what is searched for is found by the beginnings that indexes keep, at most
/// <see cref="MostMatches"/> of each, and only those are sorted, like few inactive people.
/// </summary>
internal sealed class DirectorySql(SqlDialect dialect)
{
    /// <summary>How many are looked at for each thing that a search may mean.</summary>
    public const int MostMatches = 1_000;

    /// <summary>Greater than every text that begins otherwise than with itself.</summary>
    public const string Last = "\U0010FFFF";

    private const string InactiveIndex = "IX_resources_inactive_modified";
    private const string Columns = "r.id, r.active, r.created_at, r.modified_at, r.version, r.document";
    private const string Found = "FROM resources r WHERE r.connection_id=@p0 AND r.type=@p1";

    public const string Count = "SELECT CAST(COALESCE(SUM(total),0) AS bigint), CAST(COALESCE(SUM(active),0) AS bigint) FROM directory_counts WHERE connection_id=@p0 AND type=@p1";

    public const string Find = $"SELECT {Columns}, (SELECT c.declared_schemas FROM connections c WHERE c.id=@p0) {Found} AND r.id=@p2";

    /// <summary>Those whose ids are in <c>@p2</c>.</summary>
    public string FindMany => $"SELECT {Columns} {Found} AND {dialect.IsOneOf("r.id", "@p2")}";

    /// <summary>Ids of what matches, with a number for what matched: parameters 2 and 3 bound a name, 4 and 5 a display name or an address, 6 and 7 an externalId, 8 is an id, 9 the most of each.</summary>
    public static string Matches(DirectoryKind kind)
    {
        List<string> arms = [Arm(0, $"r.id {Found} AND r.name_key>=@p2 AND r.name_key<@p3", "r.name_key"), Arm(2, $"r.id {Found} AND r.external_id>=@p6 AND r.external_id<@p7", "r.external_id"), $"SELECT 4 AS arm, r.id AS id {Found} AND r.id=@p8"];
        if (kind == DirectoryKind.User)
        {
            arms.Add(Arm(1, $"r.id {Found} AND r.display_key>=@p4 AND r.display_key<@p5", "r.display_key"));
            arms.Add(Arm(3, "e.resource_id AS id FROM resource_emails e WHERE e.connection_id=@p0 AND e.value_key>=@p4 AND e.value_key<@p5", "e.value_key"));
        }

        return string.Join(" UNION ALL ", arms);

        static string Arm(int number, string ids, string order) => $"SELECT {number} AS arm, a{number}.id AS id FROM (SELECT {ids} ORDER BY {order} LIMIT @p9) a{number}";
    }

    /// <summary>How many of the ids in <c>@p2</c> are active, or are not.</summary>
    public string CountAmong(bool active) => $"SELECT COUNT(*) {Found} AND {dialect.IsOneOf("r.id", "@p2")}{State(active)}";

    /// <summary>Those of the ids in <c>@p2</c>, from a place on (parameters 3 and 4), at most as many as the last parameter says; who has nothing to sort by comes last.</summary>
    public string Among(DirectorySort sort, bool descending, bool? active, bool fromPlace)
        => Sorted("", $" AND {dialect.IsOneOf("r.id", "@p2")}{State(active)}", 3, sort, descending, fromPlace);

    /// <summary>The inactive, all of them looked at and sorted: from a place on (parameters 2 and 3), at most as many as the last parameter says; who has nothing to sort by comes last.</summary>
    public string FewInactive(DirectorySort sort, bool descending, bool fromPlace) => Sorted(dialect.ByIndex(InactiveIndex), State(false), 2, sort, descending, fromPlace);

    /// <summary>Whether to look at so many of all costs less than to go through all in their order until a page is full of them.</summary>
    public static bool AreFew(long some, long all, int page) => some * some <= all * page;

    /// <summary>Those that have something to sort by: from a place on (parameters 2 and 3), and at most as many as the last parameter says.</summary>
    public string Keyed(DirectorySort sort, bool descending, bool? active, bool fromPlace)
    {
        var key = ColumnOf(sort);
        var place = fromPlace ? $" AND ({key}, r.id) {Beyond(descending)} (@p2, @p3)" : sort == DirectorySort.Name ? $" AND {key} IS NOT NULL" : "";

        // A user name is there once: behind it nothing is left to be put in order.
        var order = sort == DirectorySort.UserName ? $"{key}{Way(descending)}" : $"{key}{Way(descending)}, r.id{Way(descending)}";
        var index = active == false ? dialect.ByIndex(sort == DirectorySort.Changed ? InactiveIndex : IndexOf(sort)) : "";
        return $"SELECT {Columns}, {key} FROM resources r{index} WHERE r.connection_id=@p0 AND r.type=@p1{State(active)}{place} ORDER BY {order} LIMIT {(fromPlace ? "@p4" : "@p2")}";
    }

    /// <summary>Those without a display name, in the order of their ids: from a place on (parameter 2), and at most as many as the last parameter says.</summary>
    public static string Nameless(bool descending, bool? active, bool fromPlace)
        => $"SELECT {Columns}, NULL {Found}{State(active)} AND r.display_key IS NULL{(fromPlace ? $" AND r.id {Beyond(descending)} @p2" : "")} ORDER BY r.id{Way(descending)} LIMIT {(fromPlace ? "@p3" : "@p2")}";

    /// <summary>Members of group <c>@p1</c> in the order of their ids, from a place on (parameter 2), at most as many as the last parameter says.</summary>
    public static string Members(bool descending, bool fromPlace) => $"""
        SELECT p.member_id, p.member_type, p.display, r.active, r.document FROM (
          SELECT m.member_id, m.member_type, m.display FROM group_members m
          WHERE m.connection_id=@p0 AND m.group_id=@p1{(fromPlace ? $" AND m.member_id {Beyond(descending)} @p2" : "")} ORDER BY m.member_id{Way(descending)} LIMIT {(fromPlace ? "@p3" : "@p2")}) p
        LEFT JOIN resources r ON r.connection_id=@p0 AND r.type=p.member_type AND r.id=p.member_id ORDER BY p.member_id{Way(descending)}
        """;

    private string Sorted(string index, string which, int next, DirectorySort sort, bool descending, bool fromPlace)
    {
        var key = sort == DirectorySort.Name ? $"COALESCE(r.display_key,'{Last}')" : dialect.WithoutIndex(ColumnOf(sort));
        var place = fromPlace ? $" AND ({key}, r.id) {Beyond(descending)} (@p{next}, @p{next + 1})" : "";
        return $"""
            SELECT {Columns}, p.k FROM (
              SELECT r.id AS id, {key} AS k FROM resources r{index} WHERE r.connection_id=@p0 AND r.type=@p1{which}{place}
              ORDER BY k{Way(descending)}, id{Way(descending)} LIMIT @p{(fromPlace ? next + 2 : next)}) p
            CROSS JOIN resources r WHERE r.connection_id=@p0 AND r.type=@p1 AND r.id=p.id ORDER BY p.k{Way(descending)}, p.id{Way(descending)}
            """;
    }

    private static string ColumnOf(DirectorySort sort) => sort switch
    {
        DirectorySort.Name => "r.display_key",
        DirectorySort.UserName => "r.name_key",
        _ => "r.modified_at",
    };

    private static string IndexOf(DirectorySort sort) => $"IX_resources_connection_id_type_{(sort == DirectorySort.UserName ? "name_key" : "display_key_id")}";

    private static string State(bool? active) => active switch
    {
        null => "",
        true => " AND r.active",
        false => " AND NOT r.active",
    };

    private static char Beyond(bool descending) => descending ? '<' : '>';

    private static string Way(bool descending) => descending ? " DESC" : "";
}
