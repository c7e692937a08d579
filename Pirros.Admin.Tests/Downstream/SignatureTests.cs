using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pirros.Admin.Connections;
using Pirros.Admin.Downstream;
using Pirros.Admin.Tests.Architecture;

namespace Pirros.Admin.Tests.Downstream;

/// <summary>Signatures after Standard Webhooks, and the form of keys.</summary>
public sealed class SignatureTests
{
    /// <summary>The example that libraries of Standard Webhooks are tested with.</summary>
    [Fact]
    public void Body_is_signed_as_the_specification_says()
        => Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookSecret.Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));

    /// <summary>What <c>docs/events.md</c> gives to test a verification with is what would be sent.</summary>
    [Fact]
    public void Example_of_the_documentation_verifies()
    {
        var text = File.ReadAllText(Path.Combine(DocumentTests.RepositoryRoot(), "docs", "events.md"));
        var body = Example("(?m)^(\\{\"type\":.*\\})$");
        var (secret, id, timestamp) = (Example("secret: +(\\S+)"), Example("webhook-id: +(\\S+)"), long.Parse(Example("webhook-timestamp: +(\\S+)"), CultureInfo.InvariantCulture));
        Assert.Equal(Example("webhook-signature: +(\\S+)"), WebhookSecret.Sign(secret, id, DateTimeOffset.FromUnixTimeSeconds(timestamp), Encoding.UTF8.GetBytes(body)));
        var data = JsonNode.Parse(body)!["data"]!;
        var happened = new DirectoryEvent(
            1, 1, Guid.Parse(id["evt_".Length..]), "user.deactivated", new ConnectionId(data["connectionId"]!.GetValue<string>()), data["id"]!.GetValue<string>(), new DateTimeOffset(2026, 11, 26, 9, 25, 0, 125, TimeSpan.Zero), "00u1a2b3",
            "ana.lima@harborlane.example", false, """{"changed":["active"]}""");
        Assert.Equal(body, Encoding.UTF8.GetString(EventPayload.Body(happened)));
        Assert.Equal(id, happened.PublicId);

        string Example(string pattern) => Regex.Match(text, pattern).Groups[1].Value;
    }

    [Fact]
    public void Secret_holds_256_bits()
    {
        var secret = WebhookSecret.New();
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(secret["whsec_".Length..]).Length);
        Assert.NotEqual(secret, WebhookSecret.New());
    }

    [Fact]
    public void Key_is_told_from_a_mistyped_one()
    {
        var (id, key) = EventsKey.New();
        Assert.True(EventsKey.IsWellFormed(key));
        Assert.Equal(id, EventsKey.IdOf(key));
        Assert.StartsWith("pevt_", key, StringComparison.Ordinal);
        Assert.False(EventsKey.IsWellFormed(key[..^1] + (key[^1] == 'a' ? 'b' : 'a')));
        Assert.False(EventsKey.IsWellFormed(key + "a"));
        Assert.False(EventsKey.IsWellFormed(""));
    }

    [Fact]
    public void Tries_go_on_for_more_than_five_days_and_are_never_more_than_a_fifth_late()
    {
        var total = TimeSpan.Zero;
        for (var failures = 1; RetrySchedule.After(failures, null, 0) is { } wait; failures++)
        {
            total += wait;
            Assert.Equal(wait * 1.2, RetrySchedule.After(failures, null, 1));
        }

        Assert.True(total >= TimeSpan.FromDays(5), $"{total}");
        Assert.Equal(TimeSpan.FromSeconds(5), RetrySchedule.After(1, null, 0));
    }

    [Fact]
    public void Wait_that_the_endpoint_asks_for_is_heeded_up_to_a_day()
    {
        Assert.Equal(TimeSpan.FromMinutes(7), RetrySchedule.After(1, TimeSpan.FromMinutes(7), 0));
        Assert.Equal(TimeSpan.FromHours(24), RetrySchedule.After(1, TimeSpan.FromDays(30), 0));
        Assert.Equal(TimeSpan.FromMinutes(30), RetrySchedule.After(5, TimeSpan.FromMinutes(7), 0));
    }

    [Fact]
    public void Position_is_read_as_it_was_written_and_knows_what_lies_before_it()
    {
        var position = new EventPosition("life", 100, 200, 7, new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero));
        Assert.True(EventPosition.TryParse(position.ToString(), out var read));
        Assert.Equal(position, read);
        Assert.Equal((true, true, false, false), (position.Covers(99, 50), position.Covers(150, 7), position.Covers(150, 8), position.Covers(200, 1)));
        foreach (var nonsense in new[] { "", "life", "life.1.2.3", "life.-1.2.3.4", ".1.2.3.4", "life.1.2.3.99999999999999999999", "life.1.2.3.9223372036854775807" })
            Assert.False(EventPosition.TryParse(nonsense, out _), nonsense);
    }
}
