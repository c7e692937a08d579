using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Downstream;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.SignIn;

namespace Pirros.Admin.Tests.Downstream;

/// <summary>The events API over HTTP.</summary>
public sealed class EventsApiTests : IAsyncDisposable
{
    private readonly MovedClock _clock = new();
    private readonly TestApp _app;

    public EventsApiTests() => _app = new TestApp { Replace = services => services.AddSingleton<TimeProvider>(_clock) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Events_are_read_page_by_page_and_the_last_cursor_waits_for_more()
    {
        var (scim, api, _) = await GivenAsync();
        for (var i = 0; i < 5; i++)
            await CreateAsync(scim, $"p{i}");
        var first = await ReadAsync(api, "?limit=3");
        Assert.Equal((3, true), (first["data"]!.AsArray().Count, first["hasMore"]!.GetValue<bool>()));
        var second = await ReadAsync(api, $"?limit=3&cursor={first["cursor"]}");
        Assert.Equal((2, false), (second["data"]!.AsArray().Count, second["hasMore"]!.GetValue<bool>()));
        Assert.Equal(["p0@acme.example", "p1@acme.example", "p2@acme.example", "p3@acme.example", "p4@acme.example"], Names(first).Concat(Names(second)));
        var third = await ReadAsync(api, $"?cursor={second["cursor"]}");
        Assert.Empty(third["data"]!.AsArray());
        await CreateAsync(scim, "later");
        Assert.Equal(["later@acme.example"], Names(await ReadAsync(api, $"?cursor={third["cursor"]}")));
        Assert.Equal(["later@acme.example"], Names(await ReadAsync(api, $"?cursor={second["cursor"]}")));
        var one = first["data"]![0]!;
        Assert.StartsWith("evt_", one["id"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("user.created", one["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Long_poll_is_answered_when_something_happens()
    {
        var (scim, api, _) = await GivenAsync();
        var cursor = (await ReadAsync(api, ""))["cursor"];
        var waiting = ReadAsync(api, $"?wait=30&cursor={cursor}");
        await CreateAsync(scim, "ana");
        Assert.Equal(["ana@acme.example"], Names(await waiting.WaitAsync(TimeSpan.FromSeconds(20), Cancel)));
    }

    [Theory]
    [InlineData("?limit=0", 400)]
    [InlineData("?limit=501", 400)]
    [InlineData("?limit=many", 400)]
    [InlineData("?wait=31", 400)]
    [InlineData("?cursor=nonsense", 400)]
    [InlineData("?cursor=%00%00", 400)]
    [InlineData("?cursor=bGlmZS4xLjIuMy40", 410)] // of another database
    public async Task Mistake_is_answered_with_what_to_do(string query, int status)
    {
        var (_, api, _) = await GivenAsync();
        using var response = await api.GetAsync($"/events/v1/events{query}", Cancel);
        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal(status, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["status"]!.GetValue<int>());
    }

    [Fact]
    public async Task Cursor_that_lies_before_what_is_kept_is_said_to()
    {
        var (scim, api, _) = await GivenAsync();
        await CreateAsync(scim, "ana");
        var cursor = (await ReadAsync(api, ""))["cursor"]!.GetValue<string>();
        _clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(api, cursor));
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync(api, cursor));
    }

    [Fact]
    public async Task Only_the_own_tenants_events_are_read_and_only_with_a_key_that_is_valid()
    {
        var (scim, api, issued) = await GivenAsync();
        var (otherScim, otherApi, _) = await GivenAsync("other");
        await CreateAsync(scim, "ana");
        await CreateAsync(otherScim, "noah");
        Assert.Equal(["ana@acme.example"], Names(await ReadAsync(api, "")));
        Assert.Equal(["noah@acme.example"], Names(await ReadAsync(otherApi, "")));

        // A cursor names a place and no tenant: with another's, one reads the own.
        var theirs = (await ReadAsync(otherApi, "?limit=1"))["cursor"];
        Assert.Empty(Names(await ReadAsync(api, $"?cursor={theirs}")));
        foreach (var key in new[] { "", "pevt_wrong", EventsKey.New().Secret, issued.Key![..^1], (await _app.ConnectionAsync()).Secret })
        {
            using var stranger = Client(key);
            using var response = await stranger.GetAsync("/events/v1/events", Cancel);
            Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (response.StatusCode, response.Headers.WwwAuthenticate.ToString()));
            Assert.DoesNotContain("ana", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        await _app.Get<SubscriberService>().RemoveAsync(TestApp.Operator, new TenantId("acme"), issued.Subscriber.Id, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(api, null));
    }

    [Fact]
    public async Task Wrong_keys_are_limited_and_the_right_one_is_accepted_all_the_same()
    {
        _app.Set(("Limits:WrongTokensPerMinute", "5"));
        var (_, api, _) = await GivenAsync();
        using var stranger = Client(EventsKey.New().Secret);
        List<HttpStatusCode> answers = [];
        for (var i = 0; i < 12; i++)
        {
            using var response = await stranger.GetAsync("/events/v1/events", Cancel);
            answers.Add(response.StatusCode);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                Assert.True(response.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(api, null));
    }

    [Fact]
    public async Task Subscriber_without_a_webhook_has_got_what_lies_before_its_cursor()
    {
        var (scim, api, issued) = await GivenAsync();
        await CreateAsync(scim, "ana");
        var cursor = (await ReadAsync(api, ""))["cursor"]!.GetValue<string>();
        var service = _app.Get<SubscriberService>();
        Assert.Equal(1, (await service.GetAsync(TestApp.Operator, new TenantId("acme"), issued.Subscriber.Id, Cancel)).Behind);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(api, cursor));
        var state = await service.GetAsync(TestApp.Operator, new TenantId("acme"), issued.Subscriber.Id, Cancel);
        Assert.Equal((0, SubscriberCondition.Fetching), (state.Behind, state.Condition));
        Assert.NotNull(state.Subscriber.FetchedAt);
    }

    private async Task<(HttpClient Scim, HttpClient Api, IssuedSecrets Issued)> GivenAsync(string slug = "acme")
    {
        var connection = await _app.ConnectionAsync(slug);
        var issued = await _app.Get<SubscriberService>().CreateAsync(TestApp.Operator, new TenantId(slug), "Product", null, Cancel);
        return (_app.ScimClient(connection), Client(issued.Key!), issued);
    }

    private HttpClient Client(string key)
    {
        var client = _app.CreateClient();
        if (key.Length > 0)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static IEnumerable<string> Names(JsonNode page) => page["data"]!.AsArray().Select(one => one!["data"]!["userName"]!.GetValue<string>());

    private static async Task<JsonNode> ReadAsync(HttpClient api, string query)
    {
        using var response = await api.GetAsync($"/events/v1/events{query}", Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        return JsonNode.Parse(text)!;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient api, string? cursor)
    {
        using var response = await api.GetAsync($"/events/v1/events{(cursor is null ? "" : $"?cursor={cursor}")}", Cancel);
        return response.StatusCode;
    }

    private static async Task CreateAsync(HttpClient scim, string name)
    {
        using var response = await scim.PostAsJsonAsync("Users", new { userName = $"{name}@acme.example" }, Cancel);
        Assert.Equal(201, (int)response.StatusCode);
    }
}
