using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;

namespace Pirros.Admin.Tests.Scim.Http;

/// <summary>What an identity provider is told whose deactivations go beyond the usual, in each form in which it asks for one.</summary>
public sealed class DeactivationAnswerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PATCH", """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"active","value":"False"}]}""")]
    [InlineData("PATCH", """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":false}]}""")]
    [InlineData("PATCH", """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"active":false}}]}""")]
    [InlineData("PUT", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"{id}","userName":"u1@acme.example","active":false,"groups":[],"meta":{"resourceType":"User"}}""")]
    [InlineData("DELETE", null)]
    public async Task Each_form_waits_and_goes_through_when_it_is_released(string method, string? body)
    {
        await using var app = new TestApp();
        using var provider = await Provider.WithAsync(app, 3);
        await provider.DeactivateAsync(0);
        using (var held = await provider.SendAsync(method, 1, body))
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, "application/scim+json", TimeSpan.FromSeconds(60)), (held.StatusCode, held.Content.Headers.ContentType!.MediaType, held.Headers.RetryAfter!.Delta));
            var error = JsonNode.Parse(await held.Content.ReadAsStringAsync(Cancel))!;
            Assert.Equal(("429", null), (error["status"]!.GetValue<string>(), error["scimType"]?.GetValue<string>()));
            Assert.Contains($"/connections/{provider.Connection}/deactivations", error["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.True(await provider.ActiveAsync(1));
        var waiting = await provider.Service.WaitingAsync(TestApp.Operator, provider.Connection, 10, Cancel);
        Assert.Equal(provider.Users[1], Assert.Single(waiting.People).UserId);
        var sent = app.Get<TimeProvider>().GetUtcNow();
        await provider.Service.ReleaseAsync(TestApp.Operator, provider.Connection, null, Cancel);
        using (var released = await provider.SendAsync(method, 1, body))
            Assert.Equal(method == "DELETE" ? HttpStatusCode.NoContent : HttpStatusCode.OK, released.StatusCode);
        Assert.NotEqual(true, await provider.ActiveAsync(1));
        var receipt = (await provider.ReceiptsAsync())[0];
        Assert.Equal((provider.Users[1], method == "DELETE"), (receipt.UserId, receipt.Deleted));
        Assert.InRange(receipt.ReceivedAt, sent, receipt.BlockedAt);
    }

    [Fact]
    public async Task Each_operation_of_a_bulk_request_is_looked_at_by_itself()
    {
        await using var app = new TestApp();
        using var provider = await Provider.WithAsync(app, 4);
        var operations = string.Join(',', provider.Users.Select((id, i) => i == 3
            ? $$$"""{"method":"DELETE","path":"/Users/{{{id}}}"}"""
            : $$$"""{"method":"PATCH","path":"/Users/{{{id}}}","data":{"Operations":[{"op":"replace","path":"active","value":false}]}}"""));
        using var answer = await provider.Client.PostAsync("Bulk", Json($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{{operations}}]}"""), Cancel);
        var done = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["Operations"]!.AsArray().Select(operation => operation!["status"]!.GetValue<string>()).Order();
        Assert.Equal(["200", "429", "429", "429"], done);
        Assert.Equal(3, (await provider.Service.WaitingAsync(TestApp.Operator, provider.Connection, 10, Cancel)).Waiting);
        Assert.Single(await provider.ReceiptsAsync());
    }

    [Fact]
    public async Task What_a_bulk_request_takes_back_of_its_own_is_no_deactivation()
    {
        await using var app = new TestApp();
        using var provider = await Provider.WithAsync(app, 2);
        await provider.DeactivateAsync(0);
        using var answer = await provider.Client.PostAsync(
            "Bulk",
            Json("""
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
                {"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"new@acme.example","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"bulkId:b"}}}},
                {"method":"POST","path":"/Users","bulkId":"b","data":{"userName":"u1@acme.example","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"bulkId:a"}}}}]}
                """),
            Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.All(JsonNode.Parse(text)!["Operations"]!.AsArray(), operation => Assert.Equal("409", operation!["status"]!.GetValue<string>()));
        Assert.Equal(2, JsonNode.Parse(await provider.Client.GetStringAsync("Users", Cancel))!["totalResults"]!.GetValue<int>());
        Assert.Single(await provider.ReceiptsAsync());
        Assert.Equal(0, (await provider.Service.WaitingAsync(TestApp.Operator, provider.Connection, 10, Cancel)).Waiting);
    }

    [Fact]
    public async Task Rejected_one_is_a_conflict_that_says_who_can_undo_it()
    {
        await using var app = new TestApp();
        using var provider = await Provider.WithAsync(app, 2);
        await provider.DeactivateAsync(0);
        using var held = await provider.SendAsync("DELETE", 1, null);
        await provider.Service.RejectAsync(TestApp.Operator, provider.Connection, provider.Users[1], Cancel);
        using var rejected = await provider.SendAsync("DELETE", 1, null);
        var error = JsonNode.Parse(await rejected.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal((HttpStatusCode.Conflict, null, null), (rejected.StatusCode, rejected.Headers.RetryAfter, error["scimType"]));
        Assert.Contains("A person rejected this deactivation", error["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(await provider.ActiveAsync(1));
    }

    [Fact]
    public async Task Whoever_is_assigned_again_leaves_the_list_by_Oktas_next_update()
    {
        await using var app = new TestApp();
        using var provider = await Provider.WithAsync(app, 2);
        await provider.DeactivateAsync(0);
        using var held = await provider.SendAsync("PUT", 1, """{"userName":"u1@acme.example","active":false}""");

        // The endpoint knows within a second that somebody waits; until then it does not look.
        var waited = app.Get<TimeProvider>().GetUtcNow();
        do
        {
            Assert.True(app.Get<TimeProvider>().GetUtcNow() - waited < TimeSpan.FromSeconds(30), "The list was not left.");
            using var active = await provider.SendAsync("PUT", 1, """{"userName":"u1@acme.example","active":true}""");
            Assert.Equal(HttpStatusCode.OK, active.StatusCode);
        }
        while ((await provider.Service.WaitingAsync(TestApp.Operator, provider.Connection, 10, Cancel)).Waiting > 0);
    }

    [Fact]
    public async Task Diagnosis_speaks_of_those_who_wait_and_never_of_too_many_requests()
    {
        await using var app = new TestApp();
        using var provider = await Provider.WithAsync(app, 2);
        using var written = new SemaphoreSlim(0);
        using var listening = app.Get<ActivityFeed>().Listen(provider.Connection, () => written.Release());
        await provider.DeactivateAsync(0);
        using var held = await provider.SendAsync("DELETE", 1, null);
        ConnectionSummary summary;
        while ((summary = await app.Get<ConnectionService>().GetAsync(TestApp.Operator, provider.Connection, Cancel)).LastStatus != 429)
            Assert.True(await written.WaitAsync(TimeSpan.FromSeconds(30), Cancel), "The held request was not recorded.");
        var now = app.Get<TimeProvider>().GetUtcNow();
        Assert.Equal(ConnectionCondition.DeactivationsHeld, summary.ConditionAt(now));
        await provider.Service.RejectAsync(TestApp.Operator, provider.Connection, null, Cancel);
        summary = await app.Get<ConnectionService>().GetAsync(TestApp.Operator, provider.Connection, Cancel);
        Assert.Equal((429, null), (summary.LastStatus, ConnectionConditions.StateOf(ConnectionCondition.Throttled, summary, now)));
        using var portal = app.CreateClient();
        var metrics = await portal.GetStringAsync("/metrics", Cancel);
        Assert.Matches("""pirros_deactivations_total\{[^}]*outcome="held"[^}]*\} [1-9]""", metrics);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/scim+json");

    /// <summary>An identity provider whose connection holds what goes beyond one person.</summary>
    private sealed class Provider(TestApp app, TestConnection connection, HttpClient client) : IDisposable
    {
        public HttpClient Client => client;

        public ConnectionId Connection => connection.Connection.Id;

        public List<string> Users { get; } = [];

        public DeactivationService Service => app.Get<DeactivationService>();

        public static async Task<Provider> WithAsync(TestApp app, int users)
        {
            var connection = await app.ConnectionAsync();
            var provider = new Provider(app, connection, app.ScimClient(connection));
            await provider.Service.SetAsync(TestApp.Operator, provider.Connection, new BrakeSettings(BrakeMode.Hold, 1, 1, 60), Cancel);
            for (var i = 0; i < users; i++)
            {
                using var made = await provider.Client.PostAsync("Users", Json($$"""{"userName":"u{{i}}@acme.example","active":true}"""), Cancel);
                provider.Users.Add(made.Headers.Location!.ToString().Split('/')[^1]);
            }

            return provider;
        }

        public async Task DeactivateAsync(int user)
        {
            using var answer = await SendAsync("PATCH", user, """{"Operations":[{"op":"replace","path":"active","value":false}]}""");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        public Task<HttpResponseMessage> SendAsync(string method, int user, string? body) => client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), $"Users/{Users[user]}") { Content = body is null ? null : Json(body.Replace("{id}", Users[user], StringComparison.Ordinal)) }, Cancel);

        /// <summary>Null when the user is gone.</summary>
        public async Task<bool?> ActiveAsync(int user)
        {
            using var answer = await client.GetAsync($"Users/{Users[user]}", Cancel);
            return answer.StatusCode == HttpStatusCode.NotFound ? null : JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["active"]!.GetValue<bool>();
        }

        public Task<IReadOnlyList<DeactivationReceipt>> ReceiptsAsync() => Service.ReceiptsAsync(TestApp.Operator, Connection, new ReceiptQuery(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue), Cancel);

        public void Dispose() => client.Dispose();
    }
}
