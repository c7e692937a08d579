using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Postgres;

namespace Pirros.Admin.Tests.Storage;

/// <summary>PostgreSQL's planner knows a table soon after it has grown: asked of the planner's own catalogue.</summary>
public sealed class PostgresStatisticsTests(PostgresServer server)
{
    [Fact]
    public async Task Table_that_has_outgrown_its_statistics_is_analyzed_and_its_users_are_found_by_the_right_index()
    {
        await using var store = await TestStore.OnPostgresAsync(server);
        var connection = await store.ConnectionAsync();
        var operations = store.Get<ResourceOperations>();
        var source = store.Get<NpgsqlDataSource>();
        for (var number = 0; number < 150; number++)
        {
            using var body = JsonDocument.Parse($$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"user{{number}}@acme.example"}""");
            await operations.CreateAsync(connection.Id, ResourceTypes.User, body.RootElement, CancellationToken.None);
        }

        Assert.Equal(-1, await ScalarAsync<float>(source, "SELECT reltuples FROM pg_class WHERE oid='resources'::regclass"));
        await RefreshUntilAsync(store.Get<PostgresStatistics>(), async () => await ScalarAsync<float>(source, "SELECT reltuples FROM pg_class WHERE oid='resources'::regclass") >= 150);

        var plan = await ScalarAsync<string>(source, $"EXPLAIN SELECT document FROM resources WHERE connection_id='{connection.Id.Value}' AND type='User' AND id='x'");
        Assert.Contains("\"PK_resources\"", plan);
    }

    /// <summary>A server's session tells how many rows it wrote up to a second after it did, so this is repeated until it is known.</summary>
    private static async Task RefreshUntilAsync(PostgresStatistics statistics, Func<Task<bool>> known)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            await statistics.RefreshAsync(CancellationToken.None);
            if (await known())
                return;
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "The table was not analyzed within 30 seconds.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
