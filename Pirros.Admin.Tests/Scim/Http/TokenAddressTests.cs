using System.Net;
using System.Text.Json.Nodes;
using Pirros.Admin.Activity;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Scim.Http;

/// <summary>A token that is limited to address ranges, on a real socket and behind a proxy.</summary>
public sealed class TokenAddressTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.0/8", false, "", 200)]
    [InlineData("192.0.2.0/24", false, "", 403)]
    [InlineData("192.0.2.0/24", false, "192.0.2.7", 403)] // what a client says of itself counts only from a proxy that is named
    [InlineData("192.0.2.0/24", true, "192.0.2.7", 200)]
    [InlineData("192.0.2.0/24", true, "198.51.100.7", 403)]
    [InlineData("192.0.2.0/24", true, "192.0.2.7, 198.51.100.7", 403)]
    [InlineData("2001:db8::/32", true, "2001:db8:1::7", 200)]
    [InlineData("2001:db8::/32", true, "2001:db9::7", 403)]
    [InlineData("192.0.2.0/24", true, "::ffff:192.0.2.7", 200)]
    public async Task Token_is_accepted_from_its_ranges_alone(string ranges, bool behindProxy, string forwarded, int expected)
    {
        await using var app = behindProxy ? TestApp.With(("Proxy:Networks:0", "127.0.0.0/8")) : new TestApp();
        app.Listen();
        var connection = await app.ConnectionAsync();
        await LimitAsync(app, connection, ranges);
        using var client = app.ScimClient(connection);
        if (forwarded.Length > 0)
            client.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
        using var response = await client.GetAsync("Users?count=1", Cancel);
        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Fact]
    public async Task Refusal_tells_no_range_and_the_activity_tells_the_address()
    {
        await using var app = new TestApp();
        app.Listen();
        var connection = await app.ConnectionAsync();
        await LimitAsync(app, connection, "192.0.2.0/24");
        using var client = app.ScimClient(connection);
        using var written = new SemaphoreSlim(0);
        using var listening = app.Get<ActivityFeed>().Listen(connection.Connection.Id, () => written.Release());
        using var response = await client.GetAsync("Users", Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Equal("403", JsonNode.Parse(text)!["status"]!.GetValue<string>());
        Assert.DoesNotContain("192.0.2", text, StringComparison.Ordinal);
        await written.WaitAsync(Cancel);
        var refused = Assert.Single(await app.Get<IActivityStore>().LatestAsync(connection.Connection.Id, 5, Cancel));
        Assert.Equal((ActivityKind.Refused, TokenRefusal.Address, "127.0.0.1", connection.TokenId), (refused.What, refused.Details.Refusal, refused.Address, refused.Details.RefusedToken));

        // It was used by nobody who may.
        Assert.Null((await app.Get<TokenService>().ListAsync(TestApp.Operator, connection.Connection.Id, Cancel))[0].LastUse);
    }

    [Fact]
    public async Task Whoever_tries_a_found_token_from_elsewhere_is_held_back_as_with_a_wrong_one_and_uses_up_nothing_of_the_connections()
    {
        await using var app = TestApp.With(("Proxy:Networks:0", "127.0.0.0/8"), ("Limits:WrongTokensPerMinute", "3"), ("Limits:RequestsPerSecond", "1"), ("Limits:Burst", "5"));
        app.Listen();
        var connection = await app.ConnectionAsync();
        await LimitAsync(app, connection, "192.0.2.0/24");
        using var thief = app.ScimClient(connection);
        thief.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
        {
            using var refused = await thief.GetAsync("Users", Cancel);
            answers.Add(refused.StatusCode);
        }

        Assert.Contains(HttpStatusCode.Forbidden, answers);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        using var own = app.ScimClient(connection);
        own.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
        using var served = await own.GetAsync("Users", Cancel);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    private static Task LimitAsync(TestApp app, TestConnection connection, string ranges)
        => app.Get<TokenService>().LimitAsync(TestApp.Operator, connection.Connection.Id, connection.TokenId, new TokenLimits(TokenScopes.All, AddressRangeReader.Read(ranges)), null, Cancel);
}
