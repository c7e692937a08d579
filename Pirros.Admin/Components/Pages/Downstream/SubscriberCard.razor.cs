using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Downstream;

namespace Pirros.Admin.Components.Pages.Downstream;

/// <summary>One subscriber: how it is, what can be done, and what was sent to it.</summary>
public sealed partial class SubscriberCard
{
    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private SubscriberService Subscribers { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <summary>The subscriber and how far it is.</summary>
    [Parameter, EditorRequired]
    public SubscriberState State { get; set; } = null!;

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = null!;

    /// <summary>Something was changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private Subscriber Subscriber => State.Subscriber;

    private bool MayChange => Actor.Kind != ActorKind.Support;

    // Nothing is sent while it is held, however long others wait already.
    private DateTimeOffset? NextTry => State.NextAt is not { } next ? null : Subscriber.HoldUntil > next ? Subscriber.HoldUntil : next > Clock.GetUtcNow() ? next : null;

    private PillLook Look => State.Condition switch
    {
        SubscriberCondition.UpToDate => new("good", DownstreamPageTexts.UpToDate, Icons.Material.Rounded.CheckCircle),
        SubscriberCondition.Delivering => new("info", DownstreamPageTexts.Delivering, Icons.Material.Rounded.Send),
        SubscriberCondition.Failing => new("bad", SharedTexts.Failing, Icons.Material.Rounded.Error),
        SubscriberCondition.Paused => new("attention", DownstreamPageTexts.Paused, Icons.Material.Rounded.PauseCircle),
        _ => new("info", DownstreamPageTexts.Fetching, Icons.Material.Rounded.CloudDownload),
    };

    private static string Why(PauseReason reason) => reason switch
    {
        PauseReason.Person => DownstreamPageTexts.PausedByPerson,
        PauseReason.Gone => DownstreamPageTexts.PausedGone,
        PauseReason.Exhausted => DownstreamPageTexts.PausedExhausted,
        _ => DownstreamPageTexts.PausedUnreadable,
    };

    private Task ChangeAsync(SubscriberChange change) => SubscriberDialog.ShowAsync(Dialogs, Subscriber.Tenant, Subscriber, change, () => Changed.InvokeAsync());

    private Task PauseOrResumeAsync() => Subscriber.PausedAt is null
        ? ActAsync(DownstreamPageTexts.FormatPauseAsk(Subscriber.Name), DownstreamPageTexts.PauseBody, DownstreamPageTexts.Pause, (actor, reason) => Subscribers.PauseAsync(actor, Subscriber.Tenant, Subscriber.Id, reason, CancellationToken.None))
        : ActAsync(DownstreamPageTexts.FormatResumeAsk(Subscriber.Name), DownstreamPageTexts.ResumeBody, DownstreamPageTexts.Resume, (actor, reason) => Subscribers.ResumeAsync(actor, Subscriber.Tenant, Subscriber.Id, reason, CancellationToken.None));

    private Task TestAsync() => ActAsync(
        DownstreamPageTexts.FormatTestAsk(Subscriber.Name), DownstreamPageTexts.TestBody, DownstreamPageTexts.SendTest, (actor, reason) => Subscribers.TestAsync(actor, Subscriber.Tenant, Subscriber.Id, reason, CancellationToken.None));

    private Task RemoveAsync() => ActAsync(
        DownstreamPageTexts.FormatRemoveAsk(Subscriber.Name), DownstreamPageTexts.RemoveBody, DownstreamPageTexts.Remove, (actor, _) => Subscribers.RemoveAsync(actor, Subscriber.Tenant, Subscriber.Id, CancellationToken.None), danger: true);

    private Task ReplayAsync() => ReplayDialog.ShowAsync(Dialogs, Subscriber, null, Actor, () => Changed.InvokeAsync());

    private Task ActAsync(string title, string body, string confirm, Func<Actor, string?, Task> act, bool danger = false)
        => SubscriberActDialog.ShowAsync(Dialogs, title, body, confirm, act, danger, Actor.Kind == ActorKind.Support, () => Changed.InvokeAsync());
}
