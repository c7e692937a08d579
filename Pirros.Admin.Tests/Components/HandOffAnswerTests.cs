using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Pirros.Admin.Audit;
using Pirros.Admin.Components;
using Pirros.Admin.HandOffs;
using Pirros.Admin.Tests.Storage;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Components;

/// <summary>What a link answers over HTTP, to people and to whatever else asks.</summary>
public sealed partial class HandOffAnswerTests : IAsyncLifetime
{
    private readonly TestApp _app = new();
    private HttpClient _client = null!;
    private TestConnection _connection = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HandOffService HandOffs => _app.Get<HandOffService>();

    public async ValueTask InitializeAsync()
    {
        _client = _app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        _client.DefaultRequestHeaders.Add("Accept", "text/html");
        _connection = await _app.ConnectionAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Every_answer_is_kept_out_of_caches_indexes_and_referrers()
    {
        var made = await MakeAsync();
        foreach (var (method, token, status) in new[] { ("GET", made.Token, 200), ("GET", "unknown", 404), ("POST", made.Token, 200), ("POST", "unknown", 404) })
        {
            using var answer = await AskAsync(method, token);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            Assert.Equal("noindex, nofollow", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
            Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Unknown_malformed_and_revoked_links_are_answered_alike(string method)
    {
        var revoked = await MakeAsync();
        await HandOffs.RevokeAsync(TestApp.Operator, _connection.Connection.Id, revoked.HandOff.Id, null, Cancel);
        List<string> answers = [];
        foreach (var token in new[] { revoked.Token, HandOffToken.New(), "x" })
        {
            using var answer = await AskAsync(method, token);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            // The address that was asked for stands in the page; nothing else may differ.
            answers.Add(Changing().Replace(await answer.Content.ReadAsStringAsync(Cancel), "").Replace($"/hand-off/{token}", "/hand-off/asked", StringComparison.Ordinal));
        }

        Assert.Contains("This link opens nothing", answers[0], StringComparison.Ordinal);
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Preview_of_a_link_issues_nothing(string method)
    {
        var made = await MakeAsync();
        using (await AskAsync(method, made.Token))
        {
        }

        var link = Assert.Single(await HandOffs.ListAsync(TestApp.Operator, _connection.Connection.Id, Cancel));
        Assert.Null(link.Taken);
        Assert.Single(await _app.Get<TokenService>().ListAsync(TestApp.Operator, _connection.Connection.Id, Cancel));
    }

    [Fact]
    public async Task Asking_twice_shows_the_secret_to_the_first_and_neither_link_nor_secret_is_logged()
    {
        var made = await MakeAsync();
        using var first = await AskAsync("POST", made.Token);
        var secret = Secret().Match(await first.Content.ReadAsStringAsync(Cancel)).Value;
        Assert.True(SecretToken.IsWellFormed(secret));
        using var second = await AskAsync("POST", made.Token);
        var text = await second.Content.ReadAsStringAsync(Cancel);
        Assert.DoesNotMatch(Secret(), text);
        Assert.Contains("It was taken from this link", text, StringComparison.Ordinal);
        Assert.DoesNotContain(_app.Log.Lines, line => line.Contains(made.Token, StringComparison.Ordinal) || line.Contains(secret, StringComparison.Ordinal));
        var audit = await _app.Get<IAuditStore>().LatestAsync(_connection.Connection.Tenant, 10, Cancel);
        Assert.Single(audit, entry => entry.Action == "hand-off.take-secret");
    }

    [Fact]
    public async Task Too_many_requests_from_one_network_are_told_to_wait()
    {
        for (var i = 0; i < HandOffGuard.MostInAMinute; i++)
        {
            using var answer = await AskAsync("GET", "unknown");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var refused = await AskAsync("GET", "unknown");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal("no-referrer", Assert.Single(refused.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("Wait a minute", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var other = await _client.GetAsync("/signin", Cancel);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    private Task<MadeHandOff> MakeAsync() => HandOffs.CreateAsync(TestApp.Operator, _connection.Connection.Id, TimeSpan.FromHours(24), null, Cancel);

    private async Task<HttpResponseMessage> AskAsync(string method, string token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/hand-off/{token}");
        if (method == "POST")
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("_handler", "take-secret")]);
        return await _client.SendAsync(request, Cancel);
    }

    // What differs from one answer to the next of any page: nonces, the moment, the names of elements.
    [GeneratedRegex("""(nonce|data-now)="[^"]*"|<!--Blazor.*?-->|\b[0-9a-f]{8}-[0-9a-f-]{27}\b""", RegexOptions.Singleline)]
    private static partial Regex Changing();

    [GeneratedRegex("pscim_[0-9A-Za-z]{61}")]
    private static partial Regex Secret();
}
