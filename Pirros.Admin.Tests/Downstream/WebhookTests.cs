using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Downstream;

namespace Pirros.Admin.Tests.Downstream;

/// <summary>From a SCIM request to the product behind, over real connections: at least once, in order of each person, deactivations first.</summary>
public sealed class WebhookTests : WebhookSteps
{
    [Fact]
    public async Task Change_is_delivered_signed()
    {
        var issued = await SubscribeAsync();
        var id = await CreateAsync("ana");
        var received = (await Receiver.WaitAsync(1))[0];
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
        await Receiver.WaitAsync(1);
        var rotated = await Service.RotateSecretAsync(TestApp.Operator, Acme, issued.Subscriber.Id, TimeSpan.FromHours(1), Cancel);
        Clock.Advance(TimeSpan.FromSeconds(4));
        await CreateAsync("ben");
        var both = (await Receiver.WaitAsync(2))[1];
        Assert.True(WebhookReceiver.Verifies(issued.SigningSecret!, both));
        Assert.True(WebhookReceiver.Verifies(rotated.SigningSecret!, both));
        Clock.Advance(TimeSpan.FromHours(1));
        await CreateAsync("eve");
        var after = (await Receiver.WaitAsync(3))[2];
        Assert.False(WebhookReceiver.Verifies(issued.SigningSecret!, after));
        Assert.True(WebhookReceiver.Verifies(rotated.SigningSecret!, after));
    }

    [Fact]
    public async Task One_person_whose_event_fails_waits_and_the_others_go_on()
    {
        var failing = true;
        Receiver.Answer = (received, http) =>
        {
            http.Response.StatusCode = received.Name == "ana@acme.example" && failing ? 500 : 200;
            return Task.CompletedTask;
        };
        var issued = await SubscribeAsync();
        var ana = await CreateAsync("ana");
        await PatchAsync(ana, "title", "\"Lead\"");
        await CreateAsync("ben");
        await Until(async () => (await AttemptsAsync(issued, 2)).Any(a => a.Name == "ben@acme.example"));
        Assert.DoesNotContain(Receiver.All, one => one.Type == "user.updated");
        failing = false;
        Clock.Advance(TimeSpan.FromHours(1));
        await Until(async () => (await AttemptsAsync(issued, 4)).Any(a => a.Type == "user.updated"));
        var hers = Receiver.All.Where(one => one.Subject == ana).ToList();
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
        await Receiver.WaitAsync(1);
        await Service.PauseAsync(TestApp.Operator, Acme, issued.Subscriber.Id, null, Cancel);
        for (var i = 0; i < 60; i++)
            await CreateAsync($"p{i}");
        await PatchAsync(eve, "title", "\"Lead\"");
        await PatchAsync(eve, "active", "false");
        await Service.ResumeAsync(TestApp.Operator, Acme, issued.Subscriber.Id, null, Cancel);
        var all = (await Receiver.WaitAsync(63)).Skip(1).ToList();
        Assert.Equal(["user.updated", "user.deactivated"], all.Where(one => one.Subject == eve).Select(one => one.Type));

        // Hers go first, each at the head of as many as are sent at the same time.
        var last = all.FindIndex(one => one.Type == "user.deactivated");
        Assert.True(last < 24, $"The deactivation came as number {last} of {all.Count}.");
        await Until(() => Task.FromResult(Told.All.Count > 0));
        Assert.Equal(eve, Assert.Single(Told.All).User);
    }

    [Fact]
    public async Task Replay_sends_what_was_delivered_again()
    {
        var issued = await SubscribeAsync();
        await CreateAsync("ana");
        await CreateAsync("ben");
        var attempts = await AttemptsAsync(issued, 2);
        Assert.Equal(1, await Service.ReplayAsync(TestApp.Operator, Acme, issued.Subscriber.Id, attempts[0].Number, null, null, Cancel));
        Assert.Equal(attempts[0].Subject, (await Receiver.WaitAsync(3))[2].Subject);
        await AttemptsAsync(issued, 3);
        Assert.Equal(2, await Service.ReplayAsync(TestApp.Operator, Acme, issued.Subscriber.Id, null, Clock.GetUtcNow().AddHours(-1), null, Cancel));
        Assert.Equal(2, (await Receiver.WaitAsync(5)).Select(one => one.Id).Distinct().Count());
    }

    [Fact]
    public async Task Test_event_arrives_at_once()
    {
        var issued = await SubscribeAsync();
        await Service.TestAsync(TestApp.Operator, Acme, issued.Subscriber.Id, null, Cancel);
        var received = (await Receiver.WaitAsync(1))[0];
        Assert.Equal(("subscriber.test", issued.Subscriber.Id.ToString()), (received.Type, received.Subject));
    }
}
