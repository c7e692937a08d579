using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Pirros.Admin.Tests.Processes;

/// <summary>A server that is told to stop finishes what it accepted, writes what it owes, and ends; it says so before where it is to.</summary>
public sealed class StopTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("pirros-stop-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder, "pirros.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Stopped_in_a_sync_everything_that_was_accepted_is_done_answered_and_in_the_activity()
    {
        using var server = await ProductProcess.StartAsync(Database, Cancel);
        var (answered, sync) = await BeginSyncAsync(server);
        Assert.Equal(0, await server.StopAsync(Cancel));
        await Task.WhenAll(sync);
        await NothingIsMissingAsync(answered);
    }

    [Fact]
    public async Task Stop_that_is_announced_is_seen_by_the_health_check_while_requests_are_answered_on()
    {
        using var server = await ProductProcess.StartAsync(Database, Cancel, ("Stop__Announce", "00:00:02"));
        var (answered, sync) = await BeginSyncAsync(server);
        server.AskToStop();
        Assert.True(await IsNotReadyAsync(server), "The health check went on to say that this instance is ready.");
        var then = answered.Count;
        await Task.WhenAll(sync);
        Assert.Equal(0, await server.EndedAsync(Cancel));
        Assert.True(answered.Count > then, "Nobody was answered once the stop was announced.");
        await NothingIsMissingAsync(answered);
    }

    /// <summary>Eight workers that create users until the server takes no more, well under way.</summary>
    private async Task<(ConcurrentBag<string> Answered, Task[] Sync)> BeginSyncAsync(ProductProcess server)
    {
        var made = await Commands.ConnectionOnAsync(Database);
        var answered = new ConcurrentBag<string>();
        var enough = new TaskCompletionSource();
        var sync = Enumerable.Range(0, 8).Select(worker => Task.Run(() => SyncAsync(server, made, worker, answered, enough), Cancel)).ToArray();
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        return (answered, sync);
    }

    private async Task NothingIsMissingAsync(ConcurrentBag<string> answered)
    {
        await using var file = new SqliteConnection($"Data Source={Database};Mode=ReadOnly");
        await file.OpenAsync(Cancel);
        var there = await NamesAsync(file, "SELECT name_key FROM resources WHERE type='User'");
        Assert.Equal(answered.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
        Assert.Equal([$"{answered.Count}"], await NamesAsync(file, "SELECT CAST(COUNT(*) AS TEXT) FROM activity WHERE what='Created' AND status=201"));
    }

    private static async Task SyncAsync(ProductProcess server, JsonNode made, int worker, ConcurrentBag<string> answered, TaskCompletionSource enough)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"{server.Address}/scim/v2/connections/{made["connectionId"]!.GetValue<string>()}/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made["secretToken"]!.GetValue<string>());
        try
        {
            for (var i = 0; ; i++)
            {
                var name = $"p{worker}-{i}@acme.example";
                using var body = new StringContent($$"""{"userName":"{{name}}"}""", Encoding.UTF8, "application/scim+json");
                using var response = await client.PostAsync("Users", body, Cancel);
                Assert.Equal(HttpStatusCode.Created, response.StatusCode);
                answered.Add(name);
                if (answered.Count > 200)
                    enough.TrySetResult();
            }
        }
        catch (HttpRequestException)
        {
            // The server takes no more.
        }
    }

    private static async Task<List<string>> NamesAsync(SqliteConnection file, string sql)
    {
        await using var command = file.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var names = new List<string>();
        while (await reader.ReadAsync(Cancel))
            names.Add(reader.GetString(0));
        return names;
    }

    private static async Task<bool> IsNotReadyAsync(ProductProcess server)
    {
        using var client = new HttpClient();
        try
        {
            while (true)
            {
                using var health = await client.GetAsync(new Uri($"{server.Address}/healthz"), Cancel);
                if (health.StatusCode == HttpStatusCode.ServiceUnavailable)
                    return true;
            }
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
