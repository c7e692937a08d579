using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Limits;

namespace Pirros.Admin.Tests.Scim.Http;

/// <summary>What a client is told that sends too much, or tries tokens, and that nobody else feels it.</summary>
public sealed class LimitAnswerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_above_the_limit_is_a_scim_error_with_whole_seconds_and_another_tenant_is_served()
    {
        await using var app = TestApp.With(("Limits:RequestsPerSecond", "1"), ("Limits:Burst", "3"));
        var (noisy, quiet) = (await app.ConnectionAsync("noisy"), await app.ConnectionAsync("quiet"));
        using var client = app.ScimClient(noisy);
        using var other = app.ScimClient(quiet);
        using var refused = await FirstRefusedAsync(client);
        await AssertTooManyAsync(refused, "This connection");
        using var served = await other.GetAsync("Users", Cancel);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task Operations_of_a_bulk_request_count_as_requests()
    {
        await using var app = TestApp.With(("Limits:RequestsPerSecond", "1"), ("Limits:Burst", "10"));
        using var client = app.ScimClient(await app.ConnectionAsync());
        var operations = string.Join(',', Enumerable.Range(0, 60).Select(i => $$$"""{"method":"POST","path":"/Users","bulkId":"b{{{i}}}","data":{"userName":"u{{{i}}}@acme.example"}}"""));
        using var bulk = await client.PostAsync("Bulk", new StringContent($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{{operations}}]}""", Encoding.UTF8, "application/scim+json"), Cancel);
        Assert.Equal(HttpStatusCode.OK, bulk.StatusCode);
        using var refused = await client.GetAsync("Users", Cancel);
        await AssertTooManyAsync(refused, "This connection");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(52));
    }

    [Fact]
    public async Task Refusal_is_recorded_and_the_diagnosis_says_that_too_much_was_sent()
    {
        await using var app = TestApp.With(("Limits:RequestsPerSecond", "1"), ("Limits:Burst", "2"));
        var connection = await app.ConnectionAsync();
        using var client = app.ScimClient(connection);
        using var written = new SemaphoreSlim(0);
        using var listening = app.Get<ActivityFeed>().Listen(connection.Connection.Id, () => written.Release());
        using var refused = await FirstRefusedAsync(client);
        ActivityRecord? newest;
        while ((newest = (await app.Get<IActivityStore>().LatestAsync(connection.Connection.Id, 20, Cancel)).FirstOrDefault(record => record.Status == 429)) is null)
            Assert.True(await written.WaitAsync(TimeSpan.FromSeconds(30), Cancel), "No refusal was recorded.");
        Assert.Equal((ActivityKind.Other, connection.TokenId), (newest.What, newest.Token!.Value));
        Assert.Contains("Retry-After", newest.Detail!, StringComparison.Ordinal);
        var summary = await app.Get<ConnectionService>().GetAsync(TestApp.Operator, connection.Connection.Id, Cancel);
        Assert.Equal(ConnectionCondition.Throttled, ConnectionConditions.WorstOf(summary, DateTimeOffset.MaxValue).Condition);
    }

    [Fact]
    public async Task Right_token_is_accepted_at_once_however_many_wrong_ones_came_from_the_same_address()
    {
        await using var app = TestApp.With(("Limits:WrongTokensPerMinute", "3"), ("Limits:WrongTokensPerMinuteOfNetwork", "5"));
        var connection = await app.ConnectionAsync();
        var wrong = (await app.ConnectionAsync("other")).Secret;
        using var guesser = app.ScimClient(connection);
        guesser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", wrong);
        using var client = app.ScimClient(connection);
        using var refused = await FirstRefusedAsync(guesser, HttpStatusCode.Unauthorized);
        await AssertTooManyAsync(refused, "a token that was not accepted");
        for (var i = 0; i < 10; i++)
        {
            using var again = await guesser.GetAsync("Users", Cancel);
            using var served = await client.GetAsync("Users", Cancel);
            Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (again.StatusCode, served.StatusCode));
        }

        Assert.Equal(0, (await app.Get<IActivityStore>().LatestAsync(connection.Connection.Id, 50, Cancel)).Count(record => record.Status == 429));
    }

    [Fact]
    public async Task Guesser_learns_nothing_about_which_connections_exist()
    {
        await using var app = TestApp.With(("Limits:WrongTokensPerMinute", "3"));
        var real = await app.ConnectionAsync();
        var off = await app.ConnectionAsync("off");
        await app.Get<ConnectionService>().SetEnabledAsync(TestApp.Operator, off.Connection.Id, false, Cancel);
        var answers = new List<string>();
        foreach (var id in new[] { real.Connection.Id.Value, off.Connection.Id.Value, "con-0000000000000000", "nonsense" })
        {
            using var client = app.CreateClient();
            var told = new StringBuilder();
            for (var i = 0; i < 5; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/scim/v2/connections/{id}/Users");
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", off.Secret);
                using var response = await client.SendAsync(request, Cancel);
                response.Headers.Date = null;

                // The seconds that are left depend on when it was asked.
                response.Headers.RetryAfter = response.Headers.RetryAfter is null ? null : new RetryConditionHeaderValue(TimeSpan.Zero);
                told.Append(CultureInfo.InvariantCulture, $"{response.StatusCode}{response.Headers}{response.Content.Headers}{await response.Content.ReadAsStringAsync(Cancel)}");
            }

            answers.Add(told.ToString());
        }

        Assert.Contains("TooManyRequests", answers[0], StringComparison.Ordinal);
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Requests_that_wait_for_their_turn_are_all_served()
    {
        await using var app = TestApp.With(("Limits:TenantRequestsAtOnce", "1"));
        var connection = await app.ConnectionAsync();
        using var client = app.ScimClient(connection);
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            using var made = await client.PostAsync("Users", new StringContent($$"""{"userName":"u{{i}}@acme.example"}""", Encoding.UTF8, "application/scim+json"), Cancel);
            return made.StatusCode;
        }));
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.Created, status));

        // A place is given back just after the answer is out, so this may still wait for the last of them; it would wait for ever if one was lost.
        var admission = await app.Get<RequestLimits>().EnterAsync(connection.Connection.Tenant, connection.Connection.Id, Cancel);
        Assert.NotNull(admission.Place);
    }

    [Fact]
    public async Task Lists_leave_places_to_other_requests_and_are_all_served()
    {
        await using var app = TestApp.With(("Limits:TenantLongRequestsAtOnce", "1"));
        var connection = await app.ConnectionAsync();
        using var client = app.ScimClient(connection);
        var admission = await app.Get<RequestLimits>().EnterAsync(connection.Connection.Tenant, connection.Connection.Id, Cancel);
        var held = admission.Place!.Tenant.LongPlaces;
        Assert.True(held.TryEnter());
        var lists = Enumerable.Range(0, 4).Select(_ => client.GetAsync("Users", Cancel)).ToList();
        using var match = await client.GetAsync("Users?filter=userName%20eq%20%22ana%22", Cancel);
        Assert.Equal(HttpStatusCode.OK, match.StatusCode);
        Assert.All(lists, list => Assert.False(list.IsCompleted));
        held.Leave();
        foreach (var list in await Task.WhenAll(lists))
        {
            Assert.Equal(HttpStatusCode.OK, list.StatusCode);
            list.Dispose();
        }

        Assert.True(held.AreFree);
    }

    [Fact]
    public async Task Requests_that_fail_give_their_place_back()
    {
        // One may wait: a place is given back just after the answer is out.
        await using var app = TestApp.With(("Limits:TenantRequestsAtOnce", "1"), ("Limits:TenantRequestsWaiting", "1"));
        using var client = app.ScimClient(await app.ConnectionAsync());
        foreach (var (path, body, status) in new[] { ("Nothing", "{}", 404), ("Users", "{", 400), ("Users", "{}", 400), ("Users/.search", """{"filter":"("}""", 400) })
        {
            using var failed = await client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/scim+json"), Cancel);
            Assert.Equal(status, (int)failed.StatusCode);
        }

        using var served = await client.GetAsync("Users", Cancel);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    private static async Task<HttpResponseMessage> FirstRefusedAsync(HttpClient client, HttpStatusCode before = HttpStatusCode.OK)
    {
        for (var i = 0; i < 20; i++)
        {
            var answer = await client.GetAsync("Users?count=0", Cancel);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                return answer;
            Assert.Equal(before, answer.StatusCode);
            answer.Dispose();
        }

        throw new InvalidOperationException("Nothing was refused.");
    }

    private static async Task AssertTooManyAsync(HttpResponseMessage answer, string detail)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("application/scim+json", answer.Content.Headers.ContentType?.ToString());
        Assert.Matches("^[1-9][0-9]*$", Assert.Single(answer.Headers.GetValues("Retry-After")));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.False(answer.Headers.Contains("WWW-Authenticate"));
        var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:Error", error["schemas"]![0]!.GetValue<string>());
        Assert.Equal("429", error["status"]!.GetValue<string>());
        Assert.Contains(detail, error["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("Retry-After", error["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
