using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Pirros.Admin.Tests.Processes;

/// <summary>Told to stop, the server finishes what it accepted.</summary>
public sealed class StoppedSyncTests : IDisposable
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
        await ProductProcess.JsonAsync(Database, "tenant", "create", "acme", "--name", "Acme");
        var made = await ProductProcess.JsonAsync(Database, "connection", "create", "--tenant", "acme", "--provider", "entra");
        var answered = new ConcurrentBag<string>();
        var enough = new TaskCompletionSource();
        var sync = Enumerable.Range(0, 8).Select(worker => Task.Run(() => SyncAsync(server, made, worker, answered, enough), Cancel)).ToArray();
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.Equal(0, await server.StopAsync(Cancel));
        await Task.WhenAll(sync);

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
}
