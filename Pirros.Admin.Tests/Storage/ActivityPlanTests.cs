using System.Globalization;
using Microsoft.Data.Sqlite;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Storage;
using Pirros.Admin.Storage.Sqlite;

namespace Pirros.Admin.Tests.Storage;

/// <summary>A page of activity is read from the key, or from the index of one resource, in its order: asked of SQLite's planner.</summary>
public sealed class ActivityPlanTests
{
    [Theory]
    [InlineData("newest", "(connection_id=?)")]
    [InlineData("older", "(connection_id=? AND id<?)")]
    [InlineData("newer", "(connection_id=? AND id>?)")]
    [InlineData("between", "(connection_id=? AND id>? AND id<?)")]
    [InlineData("errors", "(connection_id=? AND id>?)")]
    [InlineData("kinds", "(connection_id=? AND id>?)")]
    [InlineData("text", "(connection_id=? AND id>?)")]
    [InlineData("all at once", "(connection_id=? AND id>? AND id<?)")]
    public async Task Page_is_read_in_order_from_the_key(string what, string seek)
    {
        var cursor = new ActivityCursor(Guid.CreateVersion7(), Newer: false);
        var at = DateTimeOffset.UnixEpoch.AddYears(50);
        var query = what switch
        {
            "older" => new ActivityQuery { Cursor = cursor },
            "newer" => new ActivityQuery { Cursor = cursor with { Newer = true } },
            "between" => new ActivityQuery { From = at, To = at.AddDays(1) },
            "errors" => new ActivityQuery { FailuresOnly = true },
            "kinds" => new ActivityQuery { Kinds = [ActivityKind.Created, ActivityKind.Deleted] },
            "text" => new ActivityQuery { Text = "ana" },
            "all at once" => new ActivityQuery { FailuresOnly = true, Kinds = [ActivityKind.Other], Text = "ana", From = at, To = at.AddDays(1), Cursor = cursor },
            _ => new ActivityQuery(),
        };
        await using var store = await TestStore.OnSqliteAsync();
        var sql = new ActivityPageSql(ConnectionId.New(), query, store.Get<SqlDialect>());
        var plan = await PlanAsync(store, sql.Page(query.Selective), sql.Arguments.Count);
        Assert.Contains(seek, Assert.Single(plan), StringComparison.Ordinal);

        // How far a look goes is told by keys alone: rows with their bodies are not opened for it.
        plan = await PlanAsync(store, sql.Farthest, sql.Arguments.Count);
        Assert.Equal("SEARCH activity USING PRIMARY KEY (connection_id=? AND id=?)", plan[0]);
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN activity", StringComparison.Ordinal));
        plan = await PlanAsync(store, sql.Beyond, sql.Arguments.Count);
        Assert.StartsWith("SEARCH activity USING", Assert.Single(plan), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task History_of_one_person_goes_by_keys_from_change_to_change(bool failuresOnly)
    {
        var query = new ActivityQuery { ResourceId = "u1", FailuresOnly = failuresOnly, Cursor = new ActivityCursor(Guid.CreateVersion7(), Newer: false) };
        await using var store = await TestStore.OnSqliteAsync();
        var sql = new ActivityPageSql(ConnectionId.New(), query, store.Get<SqlDialect>());
        foreach (var (text, arguments) in new[] { (sql.Page(failuresOnly), sql.Arguments.Count), (sql.Farthest, sql.Arguments.Count), (sql.Beyond, sql.Arguments.Count) })
        {
            var plan = await PlanAsync(store, text, arguments);
            Assert.DoesNotContain(plan, step => step is "SCAN a" or "SCAN activity");
            Assert.Contains("SEARCH a USING PRIMARY KEY (connection_id=? AND id=?)", plan);
            Assert.Contains(plan, step => step.Contains("IX_activity_connection_id_resource_id_id (connection_id=? AND resource_id=?", StringComparison.Ordinal));
        }
    }

    private static async Task<List<string>> PlanAsync(TestStore store, string sql, int arguments)
    {
        await using var session = await store.Get<SqliteConnections>().OpenAsync(TestContext.Current.CancellationToken);
        await using var explain = ((SqliteConnection)session.Connection).CreateCommand();
        var names = Enumerable.Range(0, arguments + 1).Select(object (i) => $"@p{i.ToString(CultureInfo.InvariantCulture)}").ToArray();
        explain.CommandText = $"EXPLAIN QUERY PLAN {string.Format(CultureInfo.InvariantCulture, sql, names)}";
        foreach (var name in names)
            explain.Parameters.AddWithValue((string)name, "1");
        var plan = new List<string>();
        await using var rows = await explain.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            plan.Add(rows.GetString(3));
        return plan;
    }
}
