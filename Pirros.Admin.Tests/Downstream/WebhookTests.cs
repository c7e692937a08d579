using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Connections;
using Pirros.Admin.Downstream;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.SignIn;

namespace Pirros.Admin.Tests.Downstream;

/// <summary>From a SCIM request to the product behind, over real connections: at least once, in order of each person, deactivations first, for days.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly TenantId Acme = new("acme");
    private readonly MovedClock _clock = new();
    private readonly Receipts _receipts = new();
    private TestApp _app = null!;
    private WebhookReceiver _receiver = null!;
    private HttpClient _scim = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SubscriberService Service => _app.Get<SubscriberService>();

    public async ValueTask InitializeAsync()
    {
        _app = new TestApp { Replace = services => services.AddSingleton<TimeProvider>(_clock).AddSingleton<IDeliveryReceipts>(_receipts) }.Set(("Downstream:TimeoutSeconds", "2"));
        _receiver = await WebhookReceiver.StartAsync();
        _scim = _app.ScimClient(await _app.ConnectionAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _scim.Dispose();
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Change_is_delivered_signed()
    {
        var issued = await SubscribeAsync();
        var id = await CreateAsync("ana");
        var received = (await _receiver.WaitAsync(1))[0];
        Assert.Equal(("user.created", id, "ana@acme.example", "/hook"), (received.Type, received.Subject, received.Name, received.Path));
        Assert.True(WebhookReceiver.Verifies(issued.SigningSecret!, received));
        Assert.False(WebhookReceiver.Verifies(WebhookSecret.New(), received));
        Assert.False(WebhookReceiver.Verifies(issued.SigningSecret!, received with { Body = received.Body + " " }));
        var attempt = Assert.Single(await AttemptsAsync(issued, 1));
        Assert.Equal((DeliveryOutcome.Delivered, 204, 1), (attempt.Made.Outcome, attempt.Made.Status, attempt.Attempt));
    }

    [Fact]
    public async Task While_a_secret_is_rotated_both_sign()
    {
        var issued = await SubscribeAsync();
        await CreateAsync("ana");
        await _receiver.WaitAsync(1);
        var rotated = await Service.RotateSecretAsync(TestApp.Operator, Acme, issued.Subscriber.Id, TimeSpan.FromHours(1), Cancel);
        _clock.Advance(TimeSpan.FromSeconds(4));
        await CreateAsync("ben");
        var both = (await _receiver.WaitAsync(2))[1];
        Assert.True(WebhookReceiver.Verifies(issued.SigningSecret!, both));
        Assert.True(WebhookReceiver.Verifies(rotated.SigningSecret!, both));
        _clock.Advance(TimeSpan.FromHours(1));
        await CreateAsync("eve");
        var after = (await _receiver.WaitAsync(3))[2];
        Assert.False(WebhookReceiver.Verifies(issued.SigningSecret!, after));
        Assert.True(WebhookReceiver.Verifies(rotated.SigningSecret!, after));
    }

    [Fact]
    public async Task One_person_whose_event_fails_waits_and_the_others_go_on()
    {
        var failing = true;
        _receiver.Answer = (received, http) =>
        {
            http.Response.StatusCode = received.Name == "ana@acme.example" && failing ? 500 : 200;
            return Task.CompletedTask;
        };
        var issued = await SubscribeAsync();
        var ana = await CreateAsync("ana");
        await PatchAsync(ana, "title", "\"Lead\"");
        await CreateAsync("ben");
        await Until(async () => (await AttemptsAsync(issued, 2)).Any(a => a.Name == "ben@acme.example"));
        Assert.DoesNotContain(_receiver.All, one => one.Type == "user.updated");
        failing = false;
        _clock.Advance(TimeSpan.FromHours(1));
        await Until(async () => (await AttemptsAsync(issued, 4)).Any(a => a.Type == "user.updated"));
        var hers = _receiver.All.Where(one => one.Subject == ana).ToList();
        Assert.True(hers.Count >= 3);
        Assert.Equal([.. Enumerable.Repeat("user.created", hers.Count - 1), "user.updated"], hers.Select(one => one.Type));
        Assert.Single(hers.SkipLast(1).Select(one => (one.Id, one.Body)).Distinct());
        var attempts = await AttemptsAsync(issued, 4);
        Assert.Equal((DeliveryOutcome.Refused, 500), attempts.Where(a => a.Subject == ana).Select(a => (a.Made.Outcome, a.Made.Status ?? 0)).Last());
    }

    [Fact]
    public async Task Deactivation_is_delivered_before_what_waits_of_others()
    {
        var issued = await SubscribeAsync();
        var eve = await CreateAsync("eve");
        await _receiver.WaitAsync(1);
        await Service.PauseAsync(TestApp.Operator, Acme, issued.Subscriber.Id, null, Cancel);
        for (var i = 0; i < 60; i++)
            await CreateAsync($"p{i}");
        await PatchAsync(eve, "title", "\"Lead\"");
        await PatchAsync(eve, "active", "false");
        await Service.ResumeAsync(TestApp.Operator, Acme, issued.Subscriber.Id, null, Cancel);
        var all = (await _receiver.WaitAsync(63)).Skip(1).ToList();
        Assert.Equal(["user.updated", "user.deactivated"], all.Where(one => one.Subject == eve).Select(one => one.Type));

        // Hers go first, each at the head of as many as are sent at the same time.
        var last = all.FindIndex(one => one.Type == "user.deactivated");
        Assert.True(last < 24, $"The deactivation came as number {last} of {all.Count}.");
        await Until(() => Task.FromResult(_receipts.All.Count > 0));
        Assert.Equal(eve, Assert.Single(_receipts.All).User);
    }

    [Fact]
    public async Task Endpoint_that_is_down_is_asked_seldom_and_gets_everything_once_it_is_back()
    {
        var down = true;
        _receiver.Answer = (_, http) =>
        {
            http.Response.StatusCode = down ? 503 : 200;
            return Task.CompletedTask;
        };
        var issued = await SubscribeAsync();
        for (var i = 0; i < 40; i++)
            await CreateAsync($"p{i}");
        await _receiver.WaitAsync(RetrySchedule.Down);
        await Until(async () => (await StateAsync(issued)).Subscriber.HoldUntil is not null);
        var asked = _receiver.All.Count;
        Assert.True(asked < 30, $"It was asked {asked} times.");
        Assert.Equal(SubscriberCondition.Failing, (await StateAsync(issued)).Condition);
        for (var hours = 0; hours < 3; hours++)
        {
            var failures = (await StateAsync(issued)).Subscriber.Failures;
            _clock.Advance(TimeSpan.FromHours(1));
            await Until(async () => (await StateAsync(issued)).Subscriber.Failures > failures);
        }

        Assert.True(_receiver.All.Count <= asked + 6, $"It was asked {_receiver.All.Count - asked} times in three steps of an hour.");
        down = false;
        _clock.Advance(TimeSpan.FromHours(1));
        await Until(async () => await StateAsync(issued) is { Condition: SubscriberCondition.UpToDate, Behind: 0 });
        Assert.Equal(40, (await AttemptsAsync(issued, 40)).Where(a => a.Made.Outcome == DeliveryOutcome.Delivered).Select(a => a.Subject).Distinct().Count());
    }

    [Fact]
    public async Task Endpoint_that_is_gone_is_paused_and_told_of()
    {
        _receiver.Answer = (_, http) =>
        {
            http.Response.StatusCode = 410;
            return Task.CompletedTask;
        };
        var issued = await SubscribeAsync();
        await CreateAsync("ana");
        await Until(async () => (await StateAsync(issued)).Subscriber.PausedFor == PauseReason.Gone);
        await CreateAsync("ben");
        Assert.Equal(2, (await StateAsync(issued)).Behind);
        Assert.Contains(_app.Log.Lines, line => line.Contains("paused: Gone", StringComparison.Ordinal));
        _receiver.Answer = (_, _) => Task.CompletedTask;
        await Service.ResumeAsync(TestApp.Operator, Acme, issued.Subscriber.Id, null, Cancel);
        await _receiver.WaitAsync(3);
    }

    [Fact]
    public async Task Event_that_fails_for_days_pauses_and_loses_nothing()
    {
        _receiver.Answer = (_, http) =>
        {
            http.Response.StatusCode = 400;
            return Task.CompletedTask;
        };
        var issued = await SubscribeAsync();
        await CreateAsync("ana");
        for (var attempt = 1; attempt <= RetrySchedule.Waits.Count + 1; attempt++)
        {
            await _receiver.WaitAsync(attempt);
            var made = attempt;
            await Until(async () => (await AttemptsAsync(issued, made)).Count >= made);
            _clock.Advance(TimeSpan.FromHours(30));
        }

        await Until(async () => (await StateAsync(issued)).Subscriber.PausedFor == PauseReason.Exhausted);
        _receiver.Answer = (_, _) => Task.CompletedTask;
        await Service.ResumeAsync(TestApp.Operator, Acme, issued.Subscriber.Id, null, Cancel);
        var all = await _receiver.WaitAsync(RetrySchedule.Waits.Count + 2);
        Assert.Single(all.Select(one => one.Id).Distinct());
    }

    [Fact]
    public async Task Redirect_is_not_followed_a_slow_answer_not_awaited_and_little_of_a_long_one_read()
    {
        await using var elsewhere = await WebhookReceiver.StartAsync();
        var gate = new TaskCompletionSource();
        _receiver.Answer = async (received, http) =>
        {
            switch (received.Name)
            {
                case "redirect@acme.example":
                    http.Response.Redirect(elsewhere.Url);
                    break;
                case "slow@acme.example":
                    await gate.Task;
                    break;
                case "dies@acme.example":
                    http.Abort();
                    break;
                case "long@acme.example":
                    await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("\u0007<script>alert(1)</script>" + new string('x', 200_000)));
                    break;
            }
        };
        var issued = await SubscribeAsync();
        foreach (var name in new[] { "redirect", "slow", "dies", "long" })
            await CreateAsync(name);
        await Until(async () => (await AttemptsAsync(issued, 4)).DistinctBy(a => a.Subject).Count() == 4);
        var attempts = (await AttemptsAsync(issued, 4)).DistinctBy(a => a.Subject).ToDictionary(a => a.Name!.Split('@')[0], a => a.Made);
        gate.SetResult();
        Assert.Equal((DeliveryOutcome.Refused, 302), (attempts["redirect"].Outcome, attempts["redirect"].Status));
        Assert.Empty(elsewhere.All);
        Assert.Equal(DeliveryOutcome.TimedOut, attempts["slow"].Outcome);
        Assert.Equal(DeliveryOutcome.Unreachable, attempts["dies"].Outcome);
        Assert.InRange(attempts["long"].Answer!.Length, 400, 500);
        Assert.StartsWith("<script>", attempts["long"].Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_that_breaks_off_counts_as_its_status()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(Cancel);
            await using var stream = client.GetStream();
            await stream.ReadAtLeastAsync(new byte[64], 64, cancellationToken: Cancel);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<b>half"u8.ToArray(), Cancel);
            client.Client.Shutdown(SocketShutdown.Send);
            while (await stream.ReadAsync(new byte[4096], Cancel) > 0)
            {
                // Until the other side has closed too, so that nothing is reset.
            }
        }, Cancel);
        var attempt = await _app.Get<WebhookSender>().SendAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/", [WebhookSecret.New()], Happened(), Cancel);
        Assert.Equal((DeliveryOutcome.Delivered, 200), (attempt.Outcome, attempt.Status));
        await answering;
    }

    [Fact]
    public async Task Host_that_leads_to_a_private_network_is_not_connected_to()
    {
        await using var app = new TestApp { EnvironmentName = "Staging" }.Set(("Auth0:Domain", "authority.example"), ("Auth0:ClientId", "id"), ("Auth0:ClientSecret", "secret"));
        var sender = app.Get<WebhookSender>();
        var port = new Uri(_receiver.Url).Port;
        var happened = Happened();
        Assert.Equal(DeliveryOutcome.Forbidden, (await sender.SendAsync($"https://localhost:{port}/hook", [WebhookSecret.New()], happened, Cancel)).Outcome);
        Assert.Equal(DeliveryOutcome.Forbidden, (await sender.SendAsync($"https://127.0.0.1:{port}/hook", [WebhookSecret.New()], happened, Cancel)).Outcome);
        Assert.Empty(_receiver.All);
    }

    /// <summary>The moment between the answer and its being noted is made by undoing the note, as if the process had died there.</summary>
    [Fact]
    public async Task What_was_answered_but_not_noted_is_delivered_again_under_the_same_id()
    {
        var issued = await SubscribeAsync();
        await CreateAsync("ana");
        await AttemptsAsync(issued, 1);
        await _app.Get<IWriteQueue>().RunAsync(async scope => await scope.Sql.ExecuteAsync("UPDATE deliveries SET state=0, delivered_at=NULL", [], CancellationToken.None), Cancel);
        await CreateAsync("ben");
        var all = await _receiver.WaitAsync(3);
        Assert.Equal(2, all.Count(one => one.Name == "ana@acme.example"));
        Assert.Single(all.Where(one => one.Name == "ana@acme.example").Select(one => one.Id).Distinct());
    }

    [Fact]
    public async Task Replay_sends_what_was_delivered_again()
    {
        var issued = await SubscribeAsync();
        await CreateAsync("ana");
        await CreateAsync("ben");
        var attempts = await AttemptsAsync(issued, 2);
        Assert.Equal(1, await Service.ReplayAsync(TestApp.Operator, Acme, issued.Subscriber.Id, attempts[0].Number, null, null, Cancel));
        Assert.Equal(attempts[0].Subject, (await _receiver.WaitAsync(3))[2].Subject);
        await AttemptsAsync(issued, 3);
        Assert.Equal(2, await Service.ReplayAsync(TestApp.Operator, Acme, issued.Subscriber.Id, null, _clock.GetUtcNow().AddHours(-1), null, Cancel));
        Assert.Equal(2, (await _receiver.WaitAsync(5)).Select(one => one.Id).Distinct().Count());
    }

    [Fact]
    public async Task Test_event_arrives_at_once()
    {
        var issued = await SubscribeAsync();
        await Service.TestAsync(TestApp.Operator, Acme, issued.Subscriber.Id, null, Cancel);
        var received = (await _receiver.WaitAsync(1))[0];
        Assert.Equal(("subscriber.test", issued.Subscriber.Id.ToString()), (received.Type, received.Subject));
    }

    private DirectoryEvent Happened() => new(1, 1, Guid.CreateVersion7(), "user.created", new ConnectionId("con-0000000000000000"), "u", _clock.GetUtcNow(), null, null, true, null);

    private Task<IssuedSecrets> SubscribeAsync() => Service.CreateAsync(TestApp.Operator, Acme, "Product", _receiver.Url, Cancel);

    private Task<SubscriberState> StateAsync(IssuedSecrets issued) => Service.GetAsync(TestApp.Operator, Acme, issued.Subscriber.Id, Cancel);

    private async Task<IReadOnlyList<AttemptRecord>> AttemptsAsync(IssuedSecrets issued, int least)
    {
        IReadOnlyList<AttemptRecord> found = [];
        await Until(async () => (found = await Service.AttemptsAsync(TestApp.Operator, Acme, issued.Subscriber.Id, null, Cancel)).Count >= least);
        return found;
    }

    /// <summary>Looks again after each attempt that is noted, and a few times a second.</summary>
    private async Task Until(Func<Task<bool>> holds)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(30);
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < deadline, "It did not come to that.");
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var listening = _app.Get<DownstreamFeed>().Listen(Acme, () => told.TrySetResult());
            await Task.WhenAny(told.Task, Task.Delay(200, Cancel));
        }
    }

    private async Task<string> CreateAsync(string name)
    {
        using var response = await _scim.PostAsJsonAsync("Users", new { userName = $"{name}@acme.example" }, Cancel);
        Assert.Equal(201, (int)response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["id"]!.GetValue<string>();
    }

    private async Task PatchAsync(string id, string path, string value)
    {
        using var content = new StringContent($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"{{path}}","value":{{value}}}]}""", Encoding.UTF8, "application/scim+json");
        using var response = await _scim.PatchAsync($"Users/{id}", content, Cancel);
        Assert.Equal(200, (int)response.StatusCode);
    }

    private sealed class Receipts : IDeliveryReceipts
    {
        private readonly ConcurrentQueue<(ConnectionId Connection, string User)> _all = new();

        public IReadOnlyList<(ConnectionId Connection, string User)> All => [.. _all];

        public Task DeliveredAsync(ConnectionId connection, string userId, long eventNumber, DateTimeOffset occurredAt, DateTimeOffset at, CancellationToken cancel)
        {
            _all.Enqueue((connection, userId));
            return Task.CompletedTask;
        }
    }
}
