using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Downstream;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Downstream;

/// <summary>Attempts to deliver to one subscriber, newest first. What the endpoint answered is shown as text.</summary>
public sealed partial class DeliveryList
{
    private IReadOnlyList<AttemptRecord>? _attempts;
    private Guid? _before;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private SubscriberService Subscribers { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    /// <summary>To whom.</summary>
    [Parameter, EditorRequired]
    public Subscriber Subscriber { get; set; } = null!;

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = null!;

    /// <summary>Something was changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <inheritdoc/>
    protected override bool StaysAsItIs => _before is not null;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        KeepUpToDate(null);
        await BeginAsync(() => LoadAsync(CancellationToken.None));
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel) => _attempts = await Subscribers.AttemptsAsync(await CurrentActor.GetAsync(), Subscriber.Tenant, Subscriber.Id, _before, cancel);

    private async Task TurnAsync(Guid? before)
    {
        _before = before;
        await BeginAsync(() => LoadAsync(CancellationToken.None));
    }

    private Task ReplayAsync(AttemptRecord attempt) => ReplayDialog.ShowAsync(Dialogs, Subscriber, attempt.Number, Actor, () => Changed.InvokeAsync());

    private static PillLook Look(DeliveryAttempt made) => made.Outcome switch
    {
        DeliveryOutcome.Delivered => new("good", made.Status?.ToString(CultureInfo.InvariantCulture) ?? DownstreamPageTexts.Delivered, Icons.Material.Rounded.Check),
        DeliveryOutcome.Refused or DeliveryOutcome.Gone => new("bad", made.Status?.ToString(CultureInfo.InvariantCulture) ?? DownstreamPageTexts.NotDelivered, Icons.Material.Rounded.Close),
        DeliveryOutcome.TimedOut => new("bad", DownstreamPageTexts.TimedOut, Icons.Material.Rounded.TimerOff),
        DeliveryOutcome.Unreachable => new("bad", DownstreamPageTexts.Unreachable, Icons.Material.Rounded.CloudOff),
        _ => new("bad", DownstreamPageTexts.NotDelivered, Icons.Material.Rounded.Block),
    };
}
