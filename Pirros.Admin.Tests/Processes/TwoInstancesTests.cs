using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using Pirros.Admin.Tests.Storage;

namespace Pirros.Admin.Tests.Processes;

/// <summary>
/// More than one instance behind an existing balancer. With <c>PIRROS_PREVIOUS_RELEASE</c> set to the folder of an earlier release both begin as that release, and are replaced by this
/// build one after the other.
/// </summary>
public sealed class TwoInstancesTests(PostgresServer server)
{
    private const int Workers = 8;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_are_replaced_one_after_the_other_in_the_middle_of_a_sync_and_nobody_notices()
    {
        await using var two = await TwoInstances.StartAsync(server, Cancel);
        var made = await two.ConnectionAsync("acme");
        var answered = new ConcurrentQueue<string>();
        using var enough = new CancellationTokenSource();
        var sync = Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => CreateAsync(two, made, worker, answered, enough.Token), Cancel)));

        foreach (var place in new[] { 0, 1 })
        {
            await AnsweredAsync(answered, 200, sync);
            Assert.Equal(0, await two[place].StopAsync(Cancel));
            await AnsweredAsync(answered, 200, sync);
            await two.StartAgainAsync(place, Cancel);
            await IsUsedAsync(two, place);
        }

        await enough.CancelAsync();
        await sync;
        await EverythingIsThereOnceAsync(two, made, answered);
        TestContext.Current.TestOutputHelper?.WriteLine($"{answered.Count:N0} creations were answered while both instances were replaced; none failed.");
    }

    [Fact]
    public async Task One_is_killed_in_the_middle_of_a_sync_and_a_provider_that_repeats_what_failed_has_everybody_once()
    {
        await using var two = await TwoInstances.StartAsync(server, Cancel);
        var made = await two.ConnectionAsync("acme");
        var answered = new ConcurrentQueue<string>();
        using var enough = new CancellationTokenSource();
        var repeated = 0;
        var sync = Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => CreateAsync(two, made, worker, answered, enough.Token, () => Interlocked.Increment(ref repeated)), Cancel)));
        await AnsweredAsync(answered, 200, sync);
        two[0].Kill();
        await AnsweredAsync(answered, 500, sync);
        await enough.CancelAsync();
        await sync;
        await EverythingIsThereOnceAsync(two, made, answered, withActivity: false);
        TestContext.Current.TestOutputHelper?.WriteLine($"{answered.Count:N0} creations were answered; {repeated} were repeated when one instance was killed.");
    }

    [Fact]
    public async Task Token_that_was_revoked_is_refused_by_both_within_a_second()
    {
        await using var two = await TwoInstances.StartAsync(server, Cancel);
        var made = await two.ConnectionAsync("acme");
        foreach (var place in new[] { 0, 1 })
            Assert.Equal(HttpStatusCode.OK, await AskAsync(two[place].Address, made));
        await two.JsonAsync("token", "revoke", made["connectionId"]!.GetValue<string>(), made["tokenId"]!.GetValue<string>());
        var revoked = Stopwatch.GetTimestamp();
        foreach (var place in new[] { 0, 1 })
        {
            HttpStatusCode status;
            while ((status = await AskAsync(two[place].Address, made)) == HttpStatusCode.OK)
                Assert.True(Stopwatch.GetElapsedTime(revoked) < TimeSpan.FromSeconds(1), "The token was still accepted a second after it was revoked.");
            Assert.Equal(HttpStatusCode.Unauthorized, status);
        }
    }

    [Fact]
    public async Task What_a_connection_may_send_is_shared_out_between_both()
    {
        await using var two = await TwoInstances.StartAsync(server, Cancel, ("Limits__RequestsPerSecond", "1"), ("Limits__Burst", "40"));
        var made = await two.ConnectionAsync("acme");
        await Task.WhenAll(SeesBothAsync(two[0]), SeesBothAsync(two[1]));
        var began = Stopwatch.GetTimestamp();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 120; i++)
            statuses.Add(await AskAsync(two[i % 2].Address, made));
        var refilled = (int)Stopwatch.GetElapsedTime(began).TotalSeconds + 2;
        Assert.InRange(statuses.Count(status => status == HttpStatusCode.OK), 40, 40 + refilled);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    /// <summary>A worker of a sync. Without <paramref name="repeat"/> every request must be answered with success at once.</summary>
    private static async Task CreateAsync(TwoInstances two, JsonNode made, int worker, ConcurrentQueue<string> answered, CancellationToken enough, Action? repeat = null)
    {
        using var client = Client(two.Address, made);
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            var name = $"p{worker}-{i}@acme.example";
            var status = await PostAsync(client, name, repeat is not null);
            while (repeat is not null && status is null or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable)
            {
                repeat!();
                status = await PostAsync(client, name, true);
            }

            // What was not answered may have been done; the provider then finds the person that it wanted to make.
            Assert.True(status == HttpStatusCode.Created || (repeat is not null && status == HttpStatusCode.Conflict), $"The creation of {name} was answered {status}.");
            answered.Enqueue(name);
        }
    }

    private static async Task<HttpStatusCode?> PostAsync(HttpClient client, string name, bool mayFail)
    {
        try
        {
            using var body = new StringContent($$"""{"userName":"{{name}}"}""", Encoding.UTF8, "application/scim+json");
            using var answer = await client.PostAsync("Users", body, Cancel);
            return answer.StatusCode;
        }
        catch (HttpRequestException) when (mayFail)
        {
            return null;
        }
    }

    /// <summary>Waits until so many more were answered.</summary>
    private static async Task AnsweredAsync(ConcurrentQueue<string> answered, int more, Task sync)
    {
        var wanted = answered.Count + more;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (answered.Count < wanted && await timer.WaitForNextTickAsync(Cancel))
        {
            // A failed worker ends the test with what was wrong.
            if (sync.IsCompleted)
                await sync;
        }
    }

    /// <summary>Waits until the balancer sends requests to an instance.</summary>
    private static Task IsUsedAsync(TwoInstances two, int place) => MetricAsync(two[place], line => line.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal) && line.Contains("POST", StringComparison.Ordinal));

    private static Task SeesBothAsync(ProductProcess instance) => MetricAsync(instance, line => line.StartsWith("pirros_instances", StringComparison.Ordinal) && line.Split(' ')[1] == "2");

    private static async Task MetricAsync(ProductProcess instance, Func<string, bool> holds)
    {
        using var client = new HttpClient();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (await timer.WaitForNextTickAsync(patience.Token))
        {
            if ((await client.GetStringAsync(new Uri($"{instance.Address}/metrics"), patience.Token)).Split('\n').Any(holds))
                return;
        }
    }

    private static async Task EverythingIsThereOnceAsync(TwoInstances two, JsonNode made, ConcurrentQueue<string> answered, bool withActivity = true)
    {
        using var client = Client(two.Address, made);
        Assert.Equal(answered.Count, JsonNode.Parse(await client.GetStringAsync("Users?count=0", Cancel))!["totalResults"]!.GetValue<int>());
        await using var source = NpgsqlDataSource.Create(two.Database);
        var there = await TextsAsync(source, "SELECT name_key FROM resources WHERE type='User'");
        Assert.Equal(answered.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
        if (!withActivity)
            return;

        // The last of it is written shortly after its answer.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (await TextsAsync(source, "SELECT CAST(COUNT(*) AS TEXT) FROM activity WHERE what='Created' AND status=201") is [var count] && count != $"{answered.Count}")
            await timer.WaitForNextTickAsync(patience.Token);
    }

    private static async Task<List<string>> TextsAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync(Cancel);
        var texts = new List<string>();
        while (await row.ReadAsync(Cancel))
            texts.Add(row.GetString(0));
        return texts;
    }

    private static async Task<HttpStatusCode> AskAsync(string origin, JsonNode made)
    {
        using var client = Client(origin, made);
        using var answer = await client.GetAsync("Users?count=0", Cancel);
        return answer.StatusCode;
    }

    private static HttpClient Client(string origin, JsonNode made)
    {
        var client = new HttpClient { BaseAddress = new Uri($"{origin}/scim/v2/connections/{made["connectionId"]!.GetValue<string>()}/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made["secretToken"]!.GetValue<string>());
        return client;
    }
}
