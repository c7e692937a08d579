using System.Net;
using System.Net.Sockets;
using System.Text;
using Pirros.Admin.Downstream;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Tests.Downstream;

/// <summary>What a webhook does that it should not: it is asked again for days, seldom while it is down, nothing is lost, and nobody is led anywhere else.</summary>
public sealed class WebhookFailureTests : WebhookSteps
{
    [Fact]
    public async Task Endpoint_that_is_down_is_asked_seldom_and_gets_everything_once_it_is_back()
    {
        var down = true;
        Receiver.Answer = (_, http) =>
        {
            http.Response.StatusCode = down ? 503 : 200;
            return Task.CompletedTask;
        };
        var issued = await SubscribeAsync();
        for (var i = 0; i < 40; i++)
            await CreateAsync($"p{i}");
        await Receiver.WaitAsync(RetrySchedule.Down);
        await Until(async () => (await StateAsync(issued)).Subscriber.HoldUntil is not null);
        var asked = Receiver.All.Count;
        Assert.True(asked < 30, $"It was asked {asked} times.");
        Assert.Equal(SubscriberCondition.Failing, (await StateAsync(issued)).Condition);
        for (var hours = 0; hours < 3; hours++)
        {
            var failures = (await StateAsync(issued)).Subscriber.Failures;
            Clock.Advance(TimeSpan.FromHours(1));
            await Until(async () => (await StateAsync(issued)).Subscriber.Failures > failures);
        }

        Assert.True(Receiver.All.Count <= asked + 6, $"It was asked {Receiver.All.Count - asked} times in three steps of an hour.");
        down = false;
        Clock.Advance(TimeSpan.FromHours(1));
        await Until(async () => await StateAsync(issued) is { Condition: SubscriberCondition.UpToDate, Behind: 0 });
        Assert.Equal(40, (await AttemptsAsync(issued, 40)).Where(a => a.Made.Outcome == DeliveryOutcome.Delivered).Select(a => a.Subject).Distinct().Count());
    }

    [Fact]
    public async Task Endpoint_that_is_gone_is_paused_and_told_of()
    {
        Receiver.Answer = (_, http) =>
        {
            http.Response.StatusCode = 410;
            return Task.CompletedTask;
        };
        var issued = await SubscribeAsync();
        await CreateAsync("ana");
        await Until(async () => (await StateAsync(issued)).Subscriber.PausedFor == PauseReason.Gone);
        await CreateAsync("ben");
        Assert.Equal(2, (await StateAsync(issued)).Behind);

        // It is told once it is committed, which may be seen before.
        await Until(() => Task.FromResult(App.Log.Lines.Any(line => line.Contains("paused: Gone", StringComparison.Ordinal))));
        Receiver.Answer = (_, _) => Task.CompletedTask;
        await Service.ResumeAsync(TestApp.Operator, Acme, issued.Subscriber.Id, null, Cancel);
        await Receiver.WaitAsync(3);
    }

    [Fact]
    public async Task Event_that_fails_for_days_pauses_and_loses_nothing()
    {
        Receiver.Answer = (_, http) =>
        {
            http.Response.StatusCode = 400;
            return Task.CompletedTask;
        };
        var issued = await SubscribeAsync();
        await CreateAsync("ana");
        for (var attempt = 1; attempt <= RetrySchedule.Waits.Count + 1; attempt++)
        {
            await Receiver.WaitAsync(attempt);
            var made = attempt;
            await Until(async () => (await AttemptsAsync(issued, made)).Count >= made);
            Clock.Advance(TimeSpan.FromHours(30));
        }

        await Until(async () => (await StateAsync(issued)).Subscriber.PausedFor == PauseReason.Exhausted);
        Receiver.Answer = (_, _) => Task.CompletedTask;
        await Service.ResumeAsync(TestApp.Operator, Acme, issued.Subscriber.Id, null, Cancel);
        var all = await Receiver.WaitAsync(RetrySchedule.Waits.Count + 2);
        Assert.Single(all.Select(one => one.Id).Distinct());
    }

    [Fact]
    public async Task Redirect_is_not_followed_a_slow_answer_not_awaited_and_little_of_a_long_one_read()
    {
        await using var elsewhere = await WebhookReceiver.StartAsync();
        var gate = new TaskCompletionSource();
        Receiver.Answer = async (received, http) =>
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
        var attempt = await App.Get<WebhookSender>().SendAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/", [WebhookSecret.New()], Happened(), Cancel);
        Assert.Equal((DeliveryOutcome.Delivered, 200), (attempt.Outcome, attempt.Status));
        await answering;
    }

    [Fact]
    public async Task Host_that_leads_to_a_private_network_is_not_connected_to()
    {
        await using var app = new TestApp { EnvironmentName = "Staging" }.Set(("Auth0:Domain", "authority.example"), ("Auth0:ClientId", "id"), ("Auth0:ClientSecret", "secret"));
        var sender = app.Get<WebhookSender>();
        var port = new Uri(Receiver.Url).Port;
        var happened = Happened();
        Assert.Equal(DeliveryOutcome.Forbidden, (await sender.SendAsync($"https://localhost:{port}/hook", [WebhookSecret.New()], happened, Cancel)).Outcome);
        Assert.Equal(DeliveryOutcome.Forbidden, (await sender.SendAsync($"https://127.0.0.1:{port}/hook", [WebhookSecret.New()], happened, Cancel)).Outcome);
        Assert.Empty(Receiver.All);
    }

    /// <summary>The moment between the answer and its being noted is made by undoing the note, as if the process had died there.</summary>
    [Fact]
    public async Task What_was_answered_but_not_noted_is_delivered_again_under_the_same_id()
    {
        var issued = await SubscribeAsync();
        await CreateAsync("ana");
        await AttemptsAsync(issued, 1);
        await App.Get<IWriteQueue>().RunAsync(async scope => await scope.Sql.ExecuteAsync("UPDATE deliveries SET state=0, delivered_at=NULL", [], CancellationToken.None), Cancel);
        await CreateAsync("ben");
        var all = await Receiver.WaitAsync(3);
        Assert.Equal(2, all.Count(one => one.Name == "ana@acme.example"));
        Assert.Single(all.Where(one => one.Name == "ana@acme.example").Select(one => one.Id).Distinct());
    }
}
