using System.Security.Cryptography;
using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Bulk;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Scim.Server.Bulk;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Operations of a bulk request that run at the same time end as if they had run one after the other.</summary>
public abstract class BulkContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private BulkOperations Bulk => Store.Get<BulkOperations>();

    [Fact]
    public async Task Operations_end_as_they_would_one_after_the_other()
    {
        for (var round = 0; round < 5; round++)
        {
            var together = (await Store.ConnectionAsync()).Id;
            var apart = (await Store.ConnectionAsync()).Id;
            var (first, second) = (await StartAsync(together), await StartAsync(apart));
            var operations = Enumerable.Range(0, 200).Select(Operation).ToList();

            // With failOnErrors each operation is over before the next begins.
            var atOnce = await RunAsync(together, operations, first);
            var inTurn = await RunAsync(apart, operations, second, failOnErrors: 1000);
            Assert.Equal(inTurn, atOnce);
            Assert.Equal(await DirectoryAsync(apart), await DirectoryAsync(together));
        }
    }

    [Fact]
    public async Task Thousand_creations_and_changes_run_together()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var results = await RunAsync(connection, [.. Enumerable.Range(0, 1000).Select(i => $$"""{"method":"POST","path":"/Users","bulkId":"b{{i}}","data":{"userName":"u{{i}}","externalId":"e{{i}}"} }""")], []);
        Assert.Equal(Enumerable.Repeat("Created", 1000), results);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"u{i} e{i} True "), await DirectoryAsync(connection));
        var ids = (await Store.Get<ResourceQueries>().QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of(null, 1, 1000), Cancel)).Resources.Select(r => r.Id).ToList();
        results = await RunAsync(connection, [.. ids.Select(id => $$"""{"method":"PATCH","path":"/Users/{{id}}","data":[{"op":"replace","path":"active","value":false}]}""")], []);
        Assert.Equal(Enumerable.Repeat("Deactivated", 1000), results);
        Assert.Equal(1000, (await Store.Get<ResourceQueries>().QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of("active eq false", 1, 0), Cancel)).Total);
    }

    [Fact]
    public async Task Person_who_comes_back_is_the_first_that_the_request_names()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        for (var i = 0; i < 16; i++)
            await Store.Get<ResourceOperations>().CreateAsync(connection, ResourceTypes.User, JsonElement.Parse($$"""{"userName":"former{{i}}","externalId":"e{{i}}","active":false}"""), Cancel);
        var results = await RunAsync(
            connection,
            // The one that is sent second is found sooner, by its name.
            [.. Enumerable.Range(0, 16).SelectMany(i => new[]
            {
                $$"""{"method":"POST","path":"/Users","bulkId":"b{{i}}","data":{"userName":"new{{i}}","externalId":"e{{i}}"} }""",
                $$"""{"method":"POST","path":"/Users","bulkId":"a{{i}}","data":{"userName":"former{{i}}","externalId":"x{{i}}"} }""",
            })],
            []);
        Assert.Equal(Enumerable.Range(0, 32).Select(i => i % 2 == 0 ? "Restored" : "Created"), results);
    }

    // Few names, so that operations meet: who is refused, who is brought back and who is renamed shows the order. No two of those who can be brought back have the
    // same externalId: which of them is, when they changed in the same moment, is nobody's promise.
    private static string Operation(int index)
    {
        var (own, name) = (RandomNumberGenerator.GetInt32(6), RandomNumberGenerator.GetInt32(12));
        var (active, other) = (name % 2 == 0 ? "true" : "false", name < 6 ? own : name);
        return RandomNumberGenerator.GetInt32(8) switch
        {
            0 or 1 or 2 => $$"""{"method":"POST","path":"/Users","bulkId":"b{{index}}","data":{"userName":"n{{name}}","externalId":"{{(name < 6 ? $"e{name}" : $"x{index}")}}","title":"t{{index}}"} }""",
            3 => $$"""{"method":"PATCH","path":"/Users/[{{own}}]","data":[{"op":"replace","path":"active","value":{{active}}}]}""",
            4 => $$"""{"method":"PATCH","path":"/Users/[{{own}}]","data":[{"op":"replace","path":"userName","value":"n{{other}}"}]}""",
            5 => $$"""{"method":"PATCH","path":"/Users/[{{own}}]","data":[{"op":"replace","path":"title","value":"p{{index}}"}]}""",
            6 => $$"""{"method":"PUT","path":"/Users/[{{own}}]","data":{"userName":"n{{other}}","externalId":"e{{own}}","active":{{active}}} }""",
            _ => $$"""{"method":"DELETE","path":"/Users/[{{own}}]"}""",
        };
    }

    private async Task<List<string>> StartAsync(ConnectionId connection)
    {
        List<string> ids = [];
        for (var i = 0; i < 6; i++)
            ids.Add((await Store.Get<ResourceOperations>().CreateAsync(connection, ResourceTypes.User, JsonElement.Parse($$"""{"userName":"n{{i}}","externalId":"e{{i}}","active":{{(i % 2 == 0 ? "true" : "false")}}}"""), Cancel)).Stored.Id);
        return ids;
    }

    /// <summary>What became of each operation, without ids.</summary>
    private async Task<List<string>> RunAsync(ConnectionId connection, List<string> operations, List<string> ids, int? failOnErrors = null)
    {
        var text = string.Join(',', operations);
        for (var i = 0; i < ids.Count; i++)
            text = text.Replace($"[{i}]", ids[i], StringComparison.Ordinal);
        var request = BulkRequest.Read(JsonElement.Parse($$"""{"failOnErrors":{{failOnErrors?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}},"Operations":[{{text}}]}"""), ResourceTypeSet.Standard, 1000);
        var results = await Bulk.RunAsync(connection, request, (_, error) => throw new InvalidOperationException("An operation failed.", error), Cancel);
        Assert.Equal(operations.Count, results.Count);
        return [.. results.Select(result => result.Done is { Effect: var effect } ? effect.ToString() : result.Error!.Status.ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }

    private async Task<List<string>> DirectoryAsync(ConnectionId connection)
    {
        var page = await Store.Get<ResourceQueries>().QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of(null, 1, 1000), Cancel);
        return [.. page.Resources.Select(r => r.Read()).Select(user => $"{user.UserName} {user.ExternalId} {user.Active} {user.Root.Get(ResourceTypes.User.Root.Find("title")!)}")];
    }
}

public sealed class BulkOnSqliteTests() : BulkContract(TestStore.OnSqliteAsync);

public sealed class BulkOnPostgresTests(PostgresServer server) : BulkContract(() => TestStore.OnPostgresAsync(server));
