using System.Text.RegularExpressions;
using Bunit;
using MudBlazor;
using Pirros.Admin.Components.Pages.Downstream;
using Pirros.Admin.Downstream;
using Pirros.Admin.Tests.Components.Fakes;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed partial class DownstreamPageTests : IAsyncDisposable
{
    private readonly PortalContext _portal = new();
    private readonly FakeSubscriberStore _store;
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public DownstreamPageTests()
    {
        _store = _portal.Subscribers;
        _portal.Render<MudPopoverProvider>();
        _dialogs = _portal.Dialogs();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public void Nobody_yet_says_what_a_subscriber_is_and_how_to_verify()
    {
        var said = Words(Page().Markup);
        Assert.Contains("Nobody gets events yet", said, StringComparison.Ordinal);
        Assert.Contains("deactivations before all else", said, StringComparison.Ordinal);
        Assert.Contains("hmac_sha256(key, signed)", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Added_subscribers_secrets_are_shown_once()
    {
        var page = Page();
        Click(page, "Add a subscriber");
        await _dialogs.FindAll("input")[0].InputAsync("Billing");
        await _dialogs.FindAll("input")[1].InputAsync("http://billing.example");
        await Press("Add");
        Assert.Contains("A webhook's address begins with https://", Words(_dialogs.Markup), StringComparison.Ordinal);
        await _dialogs.FindAll("input")[1].InputAsync("https://billing.example/hook");
        await Press("Add");
        var shown = _dialogs.WaitForElements("[data-value]").Select(value => value.TextContent.Trim()).ToList();
        Assert.True(EventsKey.IsWellFormed(shown[0]));
        Assert.StartsWith("whsec_", shown[1], StringComparison.Ordinal);
        await Press("I have copied it");
        _dialogs.WaitForAssertion(() => Assert.Empty(_dialogs.FindAll(".mud-dialog")));
        Assert.DoesNotContain(shown[1], page.Markup + _dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("https://billing.example/hook", page.Markup, StringComparison.Ordinal);
        Assert.Equal("subscriber.create", Assert.Single(_store.Audited).Action);
    }

    [Fact]
    public void Card_says_how_far_it_is_and_what_was_answered_as_text()
    {
        (_store.Waiting, _store.Behind, _store.NextAt) = (3, 1_239, _portal.Now.AddMinutes(4));
        Add(s => s with { FailingSince = _portal.Now.AddHours(-2), Failures = 9 });
        AddAttempt(DeliveryOutcome.Refused, 500, "<script>alert(1)</script>");
        var page = Page();
        var said = Words(page.Find(".subscriber").TextContent);
        Assert.All(["1,242 events", "Failing since2 h ago", "Next tryin 4 min"], part => Assert.Contains(part, said, StringComparison.Ordinal));
        Assert.Equal(["Failing", "500"], page.FindAll(".pill").Select(pill => pill.TextContent.Trim()));
        Assert.Equal(["user.deactivated", "ana.lima@harborlane.example"], page.FindAll(".delivery-what span").Select(part => part.TextContent));
        Assert.Contains("<script>alert(1)</script>", page.Find(".delivery-answer pre").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("script"));
    }

    [Theory]
    [InlineData(PauseReason.Gone, "the endpoint answered 410 Gone")]
    [InlineData(PauseReason.Exhausted, "after an event had failed for five days")]
    [InlineData(PauseReason.Unreadable, "Rotate the secret, then resume")]
    public void Pause_says_why_and_what_to_do(PauseReason reason, string said)
    {
        Add(s => s with { PausedAt = _portal.Now.AddHours(-1), PausedFor = reason });
        Assert.Contains(said, Words(Page().Find(".subscriber").TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhook_is_paused_resumed_and_replayed()
    {
        Add();
        AddAttempt(DeliveryOutcome.Delivered, 204, null);
        var page = Page();
        Click(page, "Pause");
        await Press("Pause");
        page.WaitForAssertion(() => Assert.Contains("Somebody paused it", Words(page.Markup), StringComparison.Ordinal));
        Click(page, "Resume");
        await Press("Resume");
        page.WaitForAssertion(() => Assert.DoesNotContain("Somebody paused it", Words(page.Markup), StringComparison.Ordinal));
        Click(page, "Send again");
        await Press("Send again");
        Assert.Equal((null, _portal.Now.AddHours(-1)), _store.Replayed);
        Click(page, "Again");
        await Press("Send again");
        Assert.Equal((42, null), _store.Replayed);
        Assert.Equal(["subscriber.pause", "subscriber.resume", "subscriber.replay", "subscriber.replay"], _store.Audited.Select(e => e.Action));
    }

    [Fact]
    public async Task Support_sees_no_name_and_no_answer_changes_nothing_and_gives_a_reason()
    {
        _portal.Person.Actor = PortalContext.Samira;
        Add();
        AddAttempt(DeliveryOutcome.Refused, 500, "ana.lima was not found");
        var page = Page("harbor-lane");
        var said = Words(page.Markup);
        Assert.Contains("Events of Harbor & Lane Architects", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("ana.lima", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Add a subscriber", said, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("More", StringComparison.Ordinal));
        Click(page, "Pause");
        await Press("Pause");
        Assert.Empty(_store.Audited);
        await _dialogs.Find("input").InputAsync("Ticket 4711");
        await Press("Pause");
        Assert.Equal("Ticket 4711", Assert.Single(_store.Audited).Reason);
    }

    private IRenderedComponent<DownstreamPage> Page(string? tenant = null) => _portal.Render<DownstreamPage>(page => page.Add(p => p.Tenant, tenant));

    private void Add(Func<Subscriber, Subscriber>? with = null)
    {
        var subscriber = new Subscriber(PortalContext.HarborLane, Guid.CreateVersion7(_portal.Now), "Billing", _portal.Now.AddDays(-3), "Mara Quinn") { KeyId = "AbCdEf123456", Url = "https://billing.example/hook" };
        _store.Subscribers.Add(with?.Invoke(subscriber) ?? subscriber);
    }

    private void AddAttempt(DeliveryOutcome outcome, int? status, string? answer) => _store.Attempts.Add(new AttemptRecord(
        Guid.CreateVersion7(_portal.Now), _portal.Now.AddSeconds(-12), 42, Guid.CreateVersion7(_portal.Now), "user.deactivated", "2f1c9a7e", "ana.lima@harborlane.example", 1, new DeliveryAttempt(outcome, status, TimeSpan.FromMilliseconds(34), answer), null));

    // What opens a dialog is done when the dialog is closed.
    private static void Click(IRenderedComponent<DownstreamPage> page, string word) => page.FindAll("button").First(b => Words(b.TextContent) == word).Click();

    private async Task Press(string word) => await _dialogs.FindAll(".mud-dialog-actions button").Last(b => Words(b.TextContent) == word).ClickAsync(new());

    private static string Words(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
