using Microsoft.Data.Sqlite;
using Pirros.Admin.Directory;
using Pirros.Admin.Storage;
using Pirros.Admin.Storage.Sqlite;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Lists, searches and histories are read from indexes on SQLite: asked of the planner itself.</summary>
public sealed class DirectoryPlanTests
{
    [Theory]
    [InlineData(DirectorySort.Name, null, "_display_key_id")]
    [InlineData(DirectorySort.UserName, null, "_name_key")]
    [InlineData(DirectorySort.Changed, null, "_modified_at_id")]
    [InlineData(DirectorySort.Name, true, "_display_key_id")]
    [InlineData(DirectorySort.UserName, true, "_name_key")]
    [InlineData(DirectorySort.Changed, true, "_modified_at_id")]
    [InlineData(DirectorySort.Name, false, "_display_key_id")]
    [InlineData(DirectorySort.UserName, false, "_name_key")]
    [InlineData(DirectorySort.Changed, false, "IX_resources_inactive_modified")]
    public async Task List_is_read_in_the_order_of_an_index_from_its_place_on(DirectorySort sort, bool? active, string index)
    {
        await using var store = await TestStore.OnSqliteAsync();
        foreach (var descending in new[] { false, true })
        {
            foreach (var fromPlace in new[] { false, true })
            {
                var plan = await PlanAsync(store, new DirectorySql(store.Get<SqlDialect>()).Keyed(sort, descending, active, fromPlace));
                Assert.Contains(index, Assert.Single(plan), StringComparison.Ordinal);
                Assert.StartsWith("SEARCH r ", plan[0], StringComparison.Ordinal);
                if (fromPlace)
                    Assert.Contains(descending ? "<" : ">", plan[0], StringComparison.Ordinal);
            }

            var nameless = Assert.Single(await PlanAsync(store, DirectorySql.Nameless(descending, active, fromPlace: true)));
            Assert.Contains("display_key=? AND id", nameless, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(DirectorySort.Name)]
    [InlineData(DirectorySort.UserName)]
    public async Task Few_inactive_people_are_found_by_their_own_index_and_only_they_are_sorted(DirectorySort sort)
    {
        await using var store = await TestStore.OnSqliteAsync();
        foreach (var fromPlace in new[] { false, true })
        {
            var plan = await PlanAsync(store, new DirectorySql(store.Get<SqlDialect>()).FewInactive(sort, descending: false, fromPlace));
            Assert.Contains("SEARCH r USING INDEX IX_resources_inactive_modified (connection_id=? AND type=?)", plan);
            Assert.Contains(plan, step => step.StartsWith("SEARCH r ", StringComparison.Ordinal) && step.Contains("(connection_id=? AND type=? AND id=?)", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(DirectoryKind.User, 5)]
    [InlineData(DirectoryKind.Group, 3)]
    public async Task Search_reads_a_range_of_an_index_for_each_thing_it_may_mean(DirectoryKind kind, int looks)
    {
        await using var store = await TestStore.OnSqliteAsync();
        var plan = await PlanAsync(store, DirectorySql.Matches(kind));
        var searches = plan.Where(step => step.StartsWith("SEARCH ", StringComparison.Ordinal)).ToList();
        Assert.Equal(looks, searches.Count);
        Assert.All(searches, step => Assert.Matches("(name_key|display_key|external_id|value_key)>\\? AND |id=\\?", step));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal) || step.StartsWith("SCAN r", StringComparison.Ordinal) || step.StartsWith("SCAN e", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DirectorySort.Name)]
    [InlineData(DirectorySort.UserName)]
    [InlineData(DirectorySort.Changed)]
    public async Task What_a_search_found_is_looked_up_by_key_and_only_that_is_sorted(DirectorySort sort)
    {
        await using var store = await TestStore.OnSqliteAsync();
        var sql = new DirectorySql(store.Get<SqlDialect>());
        foreach (var plan in new[] { await PlanAsync(store, sql.Among(sort, descending: false, active: false, fromPlace: true)), await PlanAsync(store, sql.CountAmong(active: false)) })
            Assert.All(plan.Where(step => step.StartsWith("SEARCH r ", StringComparison.Ordinal)), step => Assert.Contains("(connection_id=? AND type=? AND id=?)", step, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Members_are_read_from_their_place_on()
    {
        await using var store = await TestStore.OnSqliteAsync();
        var plan = await PlanAsync(store, DirectorySql.Members(descending: true, fromPlace: true));
        Assert.Contains(plan, step => step.StartsWith("SEARCH m ", StringComparison.Ordinal) && step.Contains("group_id=? AND member_id<?", StringComparison.Ordinal));
        Assert.Contains(plan, step => step.StartsWith("SEARCH r ", StringComparison.Ordinal) && step.Contains("id=?", StringComparison.Ordinal));
    }

    private static async Task<List<string>> PlanAsync(TestStore store, string sql)
    {
        await using var session = await store.Get<SqliteConnections>().OpenAsync(TestContext.Current.CancellationToken);
        await using var explain = ((SqliteConnection)session.Connection).CreateCommand();
        explain.CommandText = $"EXPLAIN QUERY PLAN {sql}";

        // Whatever they are called, the planner wants no more of them than a value.
        foreach (System.Text.RegularExpressions.Match name in System.Text.RegularExpressions.Regex.Matches(sql, "@\\w+"))
        {
            if (!explain.Parameters.Contains(name.Value))
                explain.Parameters.AddWithValue(name.Value, "1");
        }

        var plan = new List<string>();
        await using var rows = await explain.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            plan.Add(rows.GetString(3));
        return plan;
    }
}
