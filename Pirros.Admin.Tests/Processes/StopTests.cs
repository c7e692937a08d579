using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Pirros.Admin.Tests.Processes;

/// <summary>A server that is asked to stop in a full sync says so, answers what it has taken on, writes what it owes, and ends.</summary>
public sealed class StopTests : IDisposable
{
    private readonly string _database = Path.Combine(Path.GetTempPath(), $"pirros-stop-{Guid.CreateVersion7():N}.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var file in System.IO.Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_database) + "*"))
            File.Delete(file);
    }

    [Fact]
    public async Task Asked_to_stop_it_announces_that_answers_on_and_ends_with_everything_written()
    {
        await ProductProcess.JsonAsync(_database, "tenant", "create", "acme", "--name", "Acme Architects");
        var made = await ProductProcess.JsonAsync(_database, "connection", "create", "--tenant", "acme", "--provider", "entra");
        using var server = await ProductProcess.StartAsync(_database, Cancel, ("Stop__Announce", "00:00:02"));
        var answered = new ConcurrentBag<HttpStatusCode>();
        var underWay = new TaskCompletionSource();
        var sync = Enumerable.Range(0, 8).Select(worker => Task.Run(() => SyncAsync(server, made, worker, answered, underWay), Cancel)).ToArray();
        await underWay.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        server.AskToStop();
        Assert.True(await IsNotReadyAsync(server), "The health check went on to say that this instance is ready.");
        var then = answered.Count;
        await Task.WhenAll(sync);
        Assert.Equal(0, await server.EndedAsync(Cancel));
        Assert.True(answered.Count > then, "Nobody was answered once the stop was announced.");
        Assert.All(answered, status => Assert.Equal(HttpStatusCode.Created, status));

        await using var file = new SqliteConnection($"Data Source={_database};Pooling=False");
        await file.OpenAsync(Cancel);
        await using var count = file.CreateCommand();
        count.CommandText = "SELECT (SELECT COUNT(*) FROM resources), (SELECT COUNT(*) FROM activity WHERE method='POST' AND status=201)";
        await using var reader = await count.ExecuteReaderAsync(Cancel);
        Assert.True(await reader.ReadAsync(Cancel));
        var (users, recorded) = (reader.GetInt64(0), reader.GetInt64(1));

        // An answer may have been on its way when its connection was closed, but none is missing.
        Assert.InRange(users, answered.Count, answered.Count + sync.Length);
        Assert.Equal(users, recorded);
    }

    private static async Task SyncAsync(ProductProcess server, JsonNode made, int worker, ConcurrentBag<HttpStatusCode> answered, TaskCompletionSource underWay)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"{server.Address}/scim/v2/connections/{made["connectionId"]!.GetValue<string>()}/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made["secretToken"]!.GetValue<string>());
        try
        {
            for (var i = 0; ; i++)
            {
                using var body = new StringContent($$"""{"userName":"p{{worker}}-{{i}}@acme.example"}""", Encoding.UTF8, "application/scim+json");
                using var response = await client.PostAsync("Users", body, Cancel);
                answered.Add(response.StatusCode);
                if (answered.Count > 100)
                    underWay.TrySetResult();
            }
        }
        catch (HttpRequestException)
        {
            // The server has stopped.
        }
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
