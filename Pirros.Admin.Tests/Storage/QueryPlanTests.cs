using Microsoft.Data.Sqlite;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Schema;
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
        var bound = FilterBinder.Bind(FilterParser.Parse(filter), ResourceTypes.User);
        var (where, arguments) = ResourcePages.Matching(ConnectionId.New(), ResourceTypes.User, bound, store.Get<SqlDialect>());
        await AssertIndexedAsync(store, ResourcePages.PageOf(ResourceTypes.User, where, arguments.Length), arguments.Length + 2, column);
        await AssertIndexedAsync(store, $"SELECT COUNT(*) {where}", arguments.Length, column);
    }

    [Fact]
    public async Task Deactivated_user_of_a_create_is_found_by_its_index()
    {
        await using var store = await TestStore.OnSqliteAsync();
        await AssertIndexedAsync(store, ResourceStore.InactiveByExternalId, 4, "external_id=?");
    }

    private static async Task AssertIndexedAsync(TestStore store, string sql, int parameters, string column)
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
        var text = string.Join("; ", plan);
        Assert.True(plan.Exists(step => step.Contains(column, StringComparison.Ordinal)), text);

        // The rows themselves are reached by more than connection and type, which a whole directory shares; nothing is looked up once a row.
        Assert.DoesNotContain(plan, step => step.StartsWith("SEARCH r ", StringComparison.Ordinal) && step.EndsWith("(connection_id=? AND type=?)", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN r", StringComparison.Ordinal));
    }
}
