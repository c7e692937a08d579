using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Pirros.Admin.Activity;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tests.Storage;

namespace Pirros.Admin.Tests.Scim.Http;

/// <summary>When the database can't be used, a provider is told to come again, nothing is half done, and afterwards everything goes on by itself.</summary>
public sealed class StoreFaultAnswerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Disk_that_is_full_is_answered_503_and_what_was_answered_before_is_there()
    {
        await using var app = new TestApp();
        using var client = app.ScimClient(await app.ConnectionAsync());
        await SetAsync(app, "PRAGMA max_page_count=1");
        var made = 0;
        HttpResponseMessage answer;
        while ((answer = await CreateAsync(client, made)).StatusCode == HttpStatusCode.Created && made < 5_000)
        {
            answer.Dispose();
            made++;
        }

        await AssertUnavailableAsync(answer, 30);
        Assert.Equal(made, await CountAsync(client));
        await SetAsync(app, "PRAGMA max_page_count=1000000");
        using var again = await CreateAsync(client, made);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(made + 1, await CountAsync(client));
    }

    [Fact]
    public async Task Database_that_another_program_holds_is_answered_503_soon_again_while_reading_goes_on()
    {
        await using var app = new TestApp();
        using var client = app.ScimClient(await app.ConnectionAsync());
        await SetAsync(app, "PRAGMA busy_timeout=50");
        await using (var holder = new SqliteConnection($"Data Source={app.DatabaseFile};Pooling=False"))
        {
            await holder.OpenAsync(Cancel);
            await ExecuteAsync(holder, "BEGIN IMMEDIATE");
            await AssertUnavailableAsync(await CreateAsync(client, 1), 5);
            Assert.Equal(0, await CountAsync(client));
        }

        // The writer opened its connection anew, with the usual patience.
        using var again = await CreateAsync(client, 1);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Fact]
    public async Task Database_file_that_was_taken_away_is_noticed_before_an_answer_and_used_again_when_it_is_back()
    {
        await using var app = new TestApp();
        using var client = app.ScimClient(await app.ConnectionAsync());
        using var health = app.CreateClient();
        using (var before = await CreateAsync(client, 1))
            Assert.Equal(HttpStatusCode.Created, before.StatusCode);
        var away = app.DatabaseFile + ".away";
        File.Move(app.DatabaseFile, away);
        await AssertUnavailableAsync(await CreateAsync(client, 2), 30);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await health.GetAsync(new Uri("/healthz", UriKind.Relative), Cancel)).StatusCode);
        Assert.False(File.Exists(app.DatabaseFile), "An empty database was put where the one was that is gone.");

        File.Move(away, app.DatabaseFile);
        using var again = await CreateAsync(client, 2);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(2, await CountAsync(client));
    }

    [Fact]
    public async Task Postgres_that_is_gone_is_answered_503_and_used_again_when_it_is_back_without_losing_activity()
    {
        await using var server = new PostgresServer();
        await using var app = TestApp.With(("Database:Provider", "PostgreSql"), ("Database:ConnectionString", await server.CreateDatabaseAsync()));
        var connection = await app.ConnectionAsync();
        using var client = app.ScimClient(connection);
        using var health = app.CreateClient();
        using (var before = await CreateAsync(client, 1))
            Assert.Equal(HttpStatusCode.Created, before.StatusCode);
        await server.CrashAsync();
        await AssertUnavailableAsync(await CreateAsync(client, 2), 30);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await health.GetAsync(new Uri("/healthz", UriKind.Relative), Cancel)).StatusCode);

        await server.StartAgainAsync();
        using var again = await CreateAsync(client, 2);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(2, await CountAsync(client));
        using var written = new SemaphoreSlim(0);
        using var listening = app.Get<ActivityFeed>().Listen(connection.Connection.Id, () => written.Release());
        while ((await app.Get<IActivityStore>().LatestAsync(connection.Connection.Id, 20, Cancel)).Count(record => record.What == ActivityKind.Created) < 2)
            Assert.True(await written.WaitAsync(TimeSpan.FromSeconds(30), Cancel), "Activity was lost while the database was away.");
        Assert.Contains(app.Log.Lines, line => line.Contains("Unreachable", StringComparison.Ordinal));
    }

    /// <summary>Sets something on the connection that the writer of the product has open.</summary>
    private static Task<int> SetAsync(TestApp app, string pragma) => app.Get<IWriteQueue>().RunAsync(scope => scope.Sql.ExecuteAsync(pragma, [], Cancel), Cancel);

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static Task<HttpResponseMessage> CreateAsync(HttpClient client, int number)
        => client.PostAsync("Users", new StringContent($$"""{"userName":"u{{number}}@acme.example","displayName":"{{new string('x', 400)}}"}""", Encoding.UTF8, "application/scim+json"), Cancel);

    private static async Task<int> CountAsync(HttpClient client)
        => JsonNode.Parse(await client.GetStringAsync("Users?count=0", Cancel))!["totalResults"]!.GetValue<int>();

    private static async Task AssertUnavailableAsync(HttpResponseMessage answer, int seconds)
    {
        using (answer)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(seconds), answer.Headers.RetryAfter?.Delta);
            var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
            Assert.Equal("503", error["status"]!.GetValue<string>());
            Assert.Contains("Retry-After", error["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }
}
