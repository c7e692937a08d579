using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Pirros.Admin.Tests.Processes;

/// <summary>
/// Kill -9 at any moment of a full sync of several connections: everything that was answered is there, nothing is there by half, and what was not answered can be
/// asked again. PIRROS_CRASH_ROUNDS says how often.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output) : IDisposable
{
    private const int UsualRounds = 3;
    private const int Connections = 3;
    private const int LongestMilliseconds = 600;

    // Each of these finds what is there by half, and must find nothing. All names and addresses of this test are lower case, as their keys are.
    private static readonly string[] Halves =
    [
        "SELECT id FROM resources WHERE type='User' AND (name_key IS NOT json_extract(CAST(document AS TEXT), '$.userName') OR active IS NOT json_extract(CAST(document AS TEXT), '$.active'))",
        "SELECT r.id FROM resources r, json_each(CAST(r.document AS TEXT), '$.emails') e WHERE r.type='User' AND NOT EXISTS (SELECT 1 FROM resource_emails k WHERE k.connection_id=r.connection_id AND k.resource_id=r.id AND k.value_key=json_extract(e.value, '$.value'))",
        "SELECT k.resource_id FROM resource_emails k WHERE NOT EXISTS (SELECT 1 FROM resources r, json_each(CAST(r.document AS TEXT), '$.emails') e WHERE r.connection_id=k.connection_id AND r.id=k.resource_id AND json_extract(e.value, '$.value')=k.value_key)",
        "SELECT m.member_id FROM group_members m WHERE NOT EXISTS (SELECT 1 FROM resources r WHERE r.connection_id=m.connection_id AND r.id=m.member_id) OR NOT EXISTS (SELECT 1 FROM resources g WHERE g.connection_id=m.connection_id AND g.id=m.group_id AND g.type='Group')",
        "SELECT c.connection_id FROM (SELECT connection_id, type, SUM(total) AS total FROM directory_counts GROUP BY connection_id, type) c WHERE c.total IS NOT (SELECT COUNT(*) FROM resources r WHERE r.connection_id=c.connection_id AND r.type=c.type)",
        "SELECT c.connection_id FROM (SELECT connection_id, SUM(active) AS active FROM directory_counts WHERE type='User' GROUP BY connection_id) c WHERE c.active IS NOT (SELECT COUNT(*) FROM resources r WHERE r.connection_id=c.connection_id AND r.type='User' AND r.active)",

        // What the activity says was done is there; of the last moments before the kill it may know nothing, since it is written behind the answers.
        "SELECT a.resource_id FROM activity a WHERE a.status < 300 AND a.what <> 'Deleted' AND a.resource_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM resources r WHERE r.connection_id=a.connection_id AND r.id=a.resource_id)",
        "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    ];

    private readonly string _database = Path.Combine(Path.GetTempPath(), $"pirros-crash-{Guid.CreateVersion7():N}.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var file in System.IO.Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_database) + "*"))
            File.Delete(file);
    }

    [Fact]
    public async Task Killed_at_any_moment_of_a_sync_nothing_answered_is_lost_and_nothing_is_there_by_half()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("PIRROS_CRASH_ROUNDS") ?? $"{UsualRounds}", CultureInfo.InvariantCulture);
        await using var commands = Commands.On(_database);
        await commands.JsonAsync("tenant", "create", "acme", "--name", "Acme Architects");
        var server = await ProductProcess.StartAsync(_database, Cancel);
        try
        {
            List<CrashSync> syncs = [];
            for (var i = 0; i < Connections; i++)
                syncs.Add(await SyncAsync(commands, server.Address));
            var unanswered = 0;
            for (var round = 0; round < rounds; round++)
            {
                var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var address = server.Address;
                var running = Task.WhenAll(syncs.Select(sync => sync.RunAsync(address, $"r{round}", () => begun.TrySetResult())));
                await begun.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
                await Task.Delay(RandomNumberGenerator.GetInt32(LongestMilliseconds), Cancel);
                server.Kill();
                await running.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
                server.Dispose();
                unanswered += syncs.Sum(sync => sync.People.Values.Count(person => person.Id is null));

                AssertWhole();
                server = await ProductProcess.StartAsync(_database, Cancel);
                foreach (var sync in syncs)
                    await sync.CheckAsync(server.Address);
            }

            Assert.True(syncs.Sum(sync => sync.Answered) > rounds * Connections, "Hardly anything was answered, so nothing was tried.");
            output.WriteLine($"killed {rounds} times; {syncs.Sum(sync => sync.Answered)} writes were answered, all there; {unanswered} creations were not answered, and made nobody twice when they were repeated");
        }
        finally
        {
            server.Dispose();
        }

        AssertWhole();
        var (code, verified, errors) = await commands.RunAsync("audit", "verify");
        Assert.True(code == 0, verified + errors);
    }

    [Fact]
    public async Task What_is_there_by_half_is_found()
    {
        await using var commands = Commands.On(_database);
        await commands.JsonAsync("tenant", "create", "acme", "--name", "Acme Architects");
        using (var server = await ProductProcess.StartAsync(_database, Cancel))
        {
            var sync = await SyncAsync(commands, server.Address);
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var running = sync.RunAsync(server.Address, "r", () => begun.TrySetResult());
            await begun.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
            server.Kill();
            await running;
        }

        AssertWhole();
        foreach (var harm in new[] { "UPDATE directory_counts SET total=total+1", "DELETE FROM resource_emails", "UPDATE resources SET name_key='x' || name_key WHERE type='User'" })
        {
            await using var database = new SqliteConnection($"Data Source={_database};Pooling=False");
            await database.OpenAsync(Cancel);
            await using var command = database.CreateCommand();
            command.CommandText = harm;
            Assert.True(await command.ExecuteNonQueryAsync(Cancel) > 0, harm);
            Assert.NotEmpty(Found());
        }
    }

    private static async Task<CrashSync> SyncAsync(Commands commands, string origin)
    {
        var made = await commands.JsonAsync("connection", "create", "--tenant", "acme", "--provider", "entra");
        var (id, secret) = (made["connectionId"]!.GetValue<string>(), made["secretToken"]!.GetValue<string>());
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", secret);
        using var group = await client.PostAsync(new Uri($"{origin}/scim/v2/connections/{id}/Groups"), new StringContent("""{"displayName":"everybody"}""", System.Text.Encoding.UTF8, "application/scim+json"), Cancel);
        return new CrashSync(id, secret, JsonNode.Parse(await group.Content.ReadAsStringAsync(Cancel))!["id"]!.GetValue<string>());
    }

    private void AssertWhole() => Assert.Equal([], Found());

    private List<string> Found()
    {
        using var database = new SqliteConnection($"Data Source={_database};Pooling=False");
        database.Open();
        List<string> found = [];
        foreach (var half in Halves)
        {
            using var command = database.CreateCommand();
            command.CommandText = half;
            using var rows = command.ExecuteReader();
            while (rows.Read())
                found.Add($"{rows.GetValue(0)}: {half}");
        }

        return found;
    }
}
