using System.Globalization;
using Microsoft.Data.Sqlite;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage;
using Pirros.Admin.Storage.Sqlite;

namespace Pirros.Admin.Tests.Storage;

/// <summary>What identity providers match on is found by an index on SQLite, whose planner would otherwise read a whole connection: asked of the planner itself, not of a clock.</summary>
public sealed class QueryPlanTests
{
    [Theory]
    [InlineData("userName eq \"ana@acme.example\"", "name_key=?")]
    [InlineData("externalId eq \"00u1\"", "external_id=?")]
    [InlineData("displayName eq \"Ana\"", "display_key=?")]
    [InlineData("id eq \"x\"", "id=?")]
    [InlineData("emails eq \"ana@acme.example\"", "value_key=?")]
    [InlineData("emails.value eq \"ana@acme.example\"", "value_key=?")]
    [InlineData("emails[type eq \"work\"].value eq \"ana@acme.example\"", "value_key=?")]
    [InlineData("externalId eq \"00u1\" and active eq true", "external_id=?")]
    [InlineData("meta.lastModified gt \"2026-01-01T00:00:00Z\"", "modified_at>?")]
    public async Task Match_is_found_by_its_index(string filter, string column)
    {
        await using var store = await TestStore.OnSqliteAsync();
        var part = Assert.Single(Parts(store, ResourceQuery.Of(filter, null, null)));
        await AssertIndexedAsync(store, part.Page(passesOver: false), part.Arguments.Count + 1, column);
        await AssertIndexedAsync(store, part.Page(passesOver: true), part.Arguments.Count + 2, column);
        await AssertIndexedAsync(store, part.Count, part.Arguments.Count, column);
    }

    [Theory]
    [InlineData("userName", "_name_key", "(connection_id=? AND type=? AND name_key{0}?)")]
    [InlineData("displayName", "_display_key_id", "(connection_id=? AND type=? AND (display_key,id){0}(?,?))")]
    [InlineData("externalId", "_external_id_id", "(connection_id=? AND type=? AND (external_id,id){0}(?,?))")]
    [InlineData("meta.lastModified", "_modified_at_id", "(connection_id=? AND type=? AND (modified_at,id){0}(?,?))")]
    [InlineData("meta.created", "sqlite_autoindex_resources_1", "(connection_id=? AND type=? AND id{0}?)")]
    [InlineData("id", "sqlite_autoindex_resources_1", "(connection_id=? AND type=? AND id{0}?)")]
    [InlineData(null, "sqlite_autoindex_resources_1", "(connection_id=? AND type=? AND id{0}?)")]
    public async Task Order_is_read_from_an_index(string? sortBy, string index, string seek)
    {
        await using var store = await TestStore.OnSqliteAsync();
        ScimValue? key = index switch
        {
            "_modified_at_id" => new ScimDateTime(DateTimeOffset.UnixEpoch),
            "sqlite_autoindex_resources_1" => null,
            _ => new ScimString("k"),
        };
        foreach (var order in sortBy is null ? ["ascending"] : new[] { "ascending", "descending" })
        {
            var query = ResourceQuery.Of(new SearchRequest(null, null, null, null, null) { SortBy = sortBy, SortOrder = order });
            foreach (var part in Parts(store, query))
            {
                AssertOrdered(await PlanAsync(store, part.Page(passesOver: false), part.Arguments.Count + 1), index, "");
                AssertOrdered(await PlanAsync(store, part.Page(passesOver: true), part.Arguments.Count + 2), index, "");
            }

            var behind = Parts(store, query, new PagePosition(key, "x"))[0];
            AssertOrdered(await PlanAsync(store, behind.Page(passesOver: false), behind.Arguments.Count + 1), index, string.Format(CultureInfo.InvariantCulture, seek, order == "ascending" ? '>' : '<'));
        }
    }

    [Theory]
    [InlineData("displayName", "_display_key_id")]
    [InlineData("meta.lastModified", "_modified_at")]
    [InlineData(null, "sqlite_autoindex_resources_1")]
    public async Task Users_and_groups_in_one_order_are_merged_from_their_indexes(string? sortBy, string index)
    {
        await using var store = await TestStore.OnSqliteAsync();
        var query = ResourceQuery.Of(new SearchRequest(null, null, null, null, null) { SortBy = sortBy });
        foreach (var part in Parts(store, query, types: [ResourceTypes.User, ResourceTypes.Group]))
        {
            var plan = await PlanAsync(store, part.Page(passesOver: false), part.Arguments.Count + 1);
            AssertOrdered(plan, index, "");
            Assert.Contains("MERGE (UNION ALL)", plan);
        }
    }

    [Fact]
    public async Task Page_near_the_end_is_read_from_the_end_of_the_index()
    {
        await using var store = await TestStore.OnSqliteAsync();
        var all = Parts(store, ResourceQuery.Of(null, 1, 100)).Single();
        AssertOrdered(await PlanAsync(store, all.PageFromEnd(), all.Arguments.Count + 2), "sqlite_autoindex_resources_1", "(connection_id=? AND type=?)");
    }

    [Theory]
    [InlineData("externalId eq \"00u1\"", "userName", "external_id=?")]
    [InlineData("externalId eq \"00u1\"", "meta.lastModified", "external_id=?")]
    [InlineData("userName eq \"ana\"", "displayName", "name_key=?")]
    [InlineData("emails.value eq \"ana@acme.example\"", "userName", "value_key=?")]
    public async Task Match_is_found_by_its_index_in_any_order(string filter, string sortBy, string column)
    {
        await using var store = await TestStore.OnSqliteAsync();
        foreach (var part in Parts(store, ResourceQuery.Of(new SearchRequest(filter, null, null, null, null) { SortBy = sortBy })))
            await AssertIndexedAsync(store, part.Page(passesOver: false), part.Arguments.Count + 1, column);
    }

    [Fact]
    public async Task Deactivated_user_of_a_create_is_found_by_its_index()
    {
        await using var store = await TestStore.OnSqliteAsync();
        await AssertIndexedAsync(store, ResourceStore.InactiveByExternalId, 3, "external_id=?");
    }

    [Fact]
    public async Task Latest_users_and_what_was_left_out_are_read_from_the_end_of_an_index()
    {
        await using var store = await TestStore.OnSqliteAsync();
        AssertOrdered(await PlanAsync(store, GuideStore.LatestUsers, 3), "_modified_at_id", "(connection_id=? AND type=?)");
        var plan = await PlanAsync(store, GuideStore.LatestIgnored, 2);
        Assert.Contains(plan, step => step.StartsWith("SEARCH activity USING", StringComparison.Ordinal) && step.EndsWith("(connection_id=?)", StringComparison.Ordinal));
        Assert.Equal("SEARCH", plan.First(step => step.Contains(" activity ", StringComparison.Ordinal)).Split(' ')[0]);
        Assert.True(plan.FindIndex(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)) is var sort && (sort < 0 || sort > plan.FindIndex(step => step == "SCAN a")), string.Join("; ", plan));
    }

    private static async Task AssertIndexedAsync(TestStore store, string sql, int parameters, string column)
    {
        var plan = await PlanAsync(store, sql, parameters);
        var text = string.Join("; ", plan);
        Assert.True(plan.Exists(step => step.Contains(column, StringComparison.Ordinal)), text);

        // The rows themselves are reached by more than connection and type, which a whole directory shares; nothing is looked up once a row.
        Assert.DoesNotContain(plan, step => step.StartsWith("SEARCH r ", StringComparison.Ordinal) && step.EndsWith("(connection_id=? AND type=?)", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN r", StringComparison.Ordinal));
    }

    /// <summary>The rows come out of the index in order; at most those with the same value are sorted, and those of the page once more.</summary>
    private static void AssertOrdered(List<string> plan, string index, string seek)
    {
        var text = string.Join("; ", plan);
        var step = plan.FindIndex(s => s.StartsWith("SEARCH r ", StringComparison.Ordinal));
        Assert.True(step >= 0 && plan[step].Contains(index, StringComparison.Ordinal) && plan[step].Contains(seek, StringComparison.Ordinal), text);
        var rows = plan.FindIndex(s => s == "SCAN p");
        Assert.DoesNotContain("USE TEMP B-TREE FOR ORDER BY", rows < 0 ? plan : plan[..rows]);
    }

    private static List<PartSql> Parts(TestStore store, ResourceQuery query, PagePosition? after = null, params ResourceType[] types)
    {
        var connection = ConnectionId.New();
        return [.. PartSql.Of(connection, QueryBinder.Bind(connection, types.Length == 0 ? [ResourceTypes.User] : types, query) with { After = after }, store.Get<SqlDialect>())];
    }

    private static async Task<List<string>> PlanAsync(TestStore store, string sql, int parameters)
    {
        await using var session = await store.Get<SqliteConnections>().OpenAsync(TestContext.Current.CancellationToken);
        await using var explain = ((SqliteConnection)session.Connection).CreateCommand();
        explain.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        for (var i = 0; i < parameters; i++)
            explain.Parameters.AddWithValue($"@p{i}", "1");
        var plan = new List<string>();
        await using var rows = await explain.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            plan.Add(rows.GetString(3));
        return plan;
    }
}
