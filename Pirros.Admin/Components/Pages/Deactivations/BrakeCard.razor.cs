using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Deactivations;

/// <summary>How many deactivations are usual, what happens beyond, and what is to be told of it now.</summary>
public partial class BrakeCard
{
    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private DeactivationService Deactivations { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private Attempt Attempt { get; set; } = null!;

    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public ConnectionId Connection { get; set; }

    /// <summary>Its brake; null while it loads.</summary>
    [Parameter]
    public Brake? Brake { get; set; }

    /// <summary>Whether the person only looks.</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>Something was changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private string Says => Brake!.Settings switch
    {
        { Mode: BrakeMode.Off } => DeactivationPageTexts.BrakeOff,
        { Mode: BrakeMode.Hold } settings => DeactivationPageTexts.FormatBrakeHold(settings.Percent, Minutes(settings), People(settings)),
        var settings => DeactivationPageTexts.FormatBrakeWarn(settings.Percent, Minutes(settings), People(settings)),
    };

    private static string Minutes(BrakeSettings settings) => Words.Count(settings.Minutes, DeactivationPageTexts.MinuteCount);

    private static string People(BrakeSettings settings) => Words.Count(settings.Minimum, DeactivationPageTexts.PeopleCount);

    private Task ChangeAsync() => AskAsync<BrakeDialog>(new DialogParameters { [nameof(BrakeDialog.Connection)] = Connection, [nameof(BrakeDialog.Settings)] = Brake!.Settings });

    private Task EndReleaseAsync() => AskAsync<EndReleaseDialog>(new DialogParameters { [nameof(EndReleaseDialog.Connection)] = Connection });

    private async Task AskAsync<T>(DialogParameters parameters)
        where T : IComponent
    {
        var shown = await Dialogs.ShowAsync<T>(null, parameters);
        if (await shown.Result is { Canceled: false })
            await Changed.InvokeAsync();
    }

    private async Task SeenAsync()
    {
        await Attempt.RunAsync(async () => await Deactivations.SeenAsync(await CurrentActor.GetAsync(), Connection, CancellationToken.None));
        await Changed.InvokeAsync();
    }
}
