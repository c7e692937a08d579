using Pirros.Admin.Activity;

namespace Pirros.Admin.Tests.Startup;

/// <summary>Whose word is taken about where a request is from.</summary>
public sealed class ProxyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.0/8", 1, "203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.1", 1, "203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.1", 1, "198.51.100.1, 203.0.113.9", "203.0.113.9")] // what the client claims lies behind the one hop
    [InlineData("127.0.0.1;203.0.113.0/24", 2, "198.51.100.1, 203.0.113.9", "198.51.100.1")]
    [InlineData("10.0.0.0/8", 1, "203.0.113.9", "127.0.0.1")] // not from a proxy that was named
    [InlineData(null, 1, "203.0.113.9", "127.0.0.1")]
    public async Task Address_of_a_request_is_what_a_named_proxy_says(string? networks, int hops, string forwarded, string expected)
    {
        await using var app = TestApp.With([("Proxy:Hops", $"{hops}"), .. (networks ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select((network, index) => ($"Proxy:Networks:{index}", (string?)network))]);
        app.Listen();
        var connection = await app.ConnectionAsync();
        using var written = new SemaphoreSlim(0);
        using var listening = app.Get<ActivityFeed>().Listen(connection.Connection.Id, () => written.Release());
        using var client = app.ScimClient(connection);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
        (await client.GetAsync("Users?count=1", Cancel)).EnsureSuccessStatusCode();
        await written.WaitAsync(Cancel);
        Assert.Equal(expected, Assert.Single(await app.Get<IActivityStore>().LatestAsync(connection.Connection.Id, 5, Cancel)).Address);
    }
}
