using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Directory;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Deactivations;

/// <summary>Those whose deactivation waits, with the two ways to decide, and those about whom was decided.</summary>
public partial class HeldCard
{
    private const int Named = 5;

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

    /// <summary>What is shown.</summary>
    [Parameter, EditorRequired]
    public SeenDeactivations Seen { get; set; } = null!;

    /// <summary>Whether the person only looks.</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>More of those who wait are wanted.</summary>
    [Parameter]
    public EventCallback More { get; set; }

    /// <summary>Something was decided.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private DirectoryUser? UserOf(HeldDeactivation person) => Seen.People.GetValueOrDefault(person.UserId);

    private async Task AskAsync(BrakeVerdict verdict, string? user)
    {
        var parameters = new DialogParameters<DecideDialog>
        {
            { dialog => dialog.Connection, Connection },
            { dialog => dialog.Verdict, verdict },
            { dialog => dialog.User, user },
            { dialog => dialog.People, user is null ? Seen.Waiting.Waiting : 1 },
            { dialog => dialog.Names, user is null ? [.. Seen.Waiting.People.Take(Named).Select(person => Seen.NameOf(person.UserId))] : [Seen.NameOf(user)] },
        };
        var shown = await Dialogs.ShowAsync<DecideDialog>(null, parameters);
        if (await shown.Result is { Canceled: false })
            await Changed.InvokeAsync();
    }

    private async Task UndoAsync(string user)
    {
        await Attempt.RunAsync(async () => await Deactivations.UndoAsync(await CurrentActor.GetAsync(), Connection, user, CancellationToken.None));
        await Changed.InvokeAsync();
    }
}
