using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Tests.Scim.Http;

/// <summary>A clock that is set ahead or back while a provider syncs loses nothing, removes nothing and puts nothing out of order.</summary>
public sealed class ClockJumpTests : IAsyncDisposable
{
    private readonly JumpingClock _clock = new();
    private readonly TestApp _app;

    public ClockJumpTests() => _app = new TestApp { Replace = services => services.AddSingleton<TimeProvider>(_clock) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Set_ahead_nothing_is_removed_for_its_age_and_a_token_that_seemed_to_have_ended_works_again_when_it_is_set_right()
    {
        var connection = await _app.ConnectionAsync();
        using var client = _app.ScimClient(connection);
        await CreateAsync(client, 1);
        await ActivityAsync(connection, 1);

        _clock.SetBy = TimeSpan.FromDays(400);
        Assert.Equal(0, await _app.Get<ActivityRetention>().TrimAsync(Cancel));
        using (var refused = await client.GetAsync("Users", Cancel))
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        _clock.SetBy = TimeSpan.Zero;
        await CreateAsync(client, 2);
        Assert.Equal(3, (await ActivityAsync(connection, 2)).Count);
    }

    [Fact]
    public async Task Set_back_what_comes_later_stays_later_in_every_order()
    {
        var connection = await _app.ConnectionAsync();
        using var client = _app.ScimClient(connection);
        var id = await CreateAsync(client, 1);
        var before = JsonNode.Parse(await client.GetStringAsync($"Users/{id}", Cancel))!["meta"]!;

        _clock.SetBy = TimeSpan.FromDays(-2);
        await CreateAsync(client, 2);
        using (var patched = await client.PatchAsync($"Users/{id}", Json("""{"Operations":[{"op":"replace","path":"title","value":"Architect"}]}"""), Cancel))
            Assert.Equal(HttpStatusCode.OK, patched.StatusCode);
        var after = JsonNode.Parse(await client.GetStringAsync($"Users/{id}", Cancel))!["meta"]!;
        Assert.Equal(before["lastModified"]!.GetValue<DateTimeOffset>(), after["lastModified"]!.GetValue<DateTimeOffset>());
        Assert.NotEqual(before["version"]!.GetValue<string>(), after["version"]!.GetValue<string>());

        // Each of two pages of one, by cursor: everybody once.
        var first = JsonNode.Parse(await client.GetStringAsync("Users?count=1&cursor", Cancel))!;
        var second = JsonNode.Parse(await client.GetStringAsync($"Users?count=1&cursor={Uri.EscapeDataString(first["nextCursor"]!.GetValue<string>())}", Cancel))!;
        Assert.Equal(["u1@acme.example", "u2@acme.example"], new[] { first, second }.Select(page => page["Resources"]![0]!["userName"]!.GetValue<string>()).Order(StringComparer.Ordinal));

        var activity = await ActivityAsync(connection, 2, 1);
        Assert.Equal([ActivityKind.Updated, ActivityKind.Created, ActivityKind.Created], activity.Where(record => record.What is ActivityKind.Created or ActivityKind.Updated).Select(record => record.What));

        await _app.Get<ConnectionService>().SetEnabledAsync(TestApp.Operator, connection.Connection.Id, false, Cancel);
        Assert.Null((await _app.Get<AuditVerifier>().VerifyAsync([], Cancel)).Break);
    }

    /// <summary>The activity, newest first, once so much of it is written.</summary>
    private async Task<IReadOnlyList<ActivityRecord>> ActivityAsync(TestConnection connection, int created, int updated = 0)
    {
        using var written = new SemaphoreSlim(0);
        using var listening = _app.Get<ActivityFeed>().Listen(connection.Connection.Id, () => written.Release());
        while (true)
        {
            var records = await _app.Get<IActivityStore>().LatestAsync(connection.Connection.Id, 50, Cancel);
            if (records.Count(record => record.What == ActivityKind.Created) >= created && records.Count(record => record.What == ActivityKind.Updated) >= updated)
                return records;
            Assert.True(await written.WaitAsync(TimeSpan.FromSeconds(30), Cancel), "The activity was not written.");
        }
    }

    private static async Task<string> CreateAsync(HttpClient client, int number)
    {
        using var made = await client.PostAsync("Users", Json($$"""{"userName":"u{{number}}@acme.example"}"""), Cancel);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancel))!["id"]!.GetValue<string>();
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/scim+json");
}
