using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Pirros.Admin.Components.Shared;

/// <summary>Asks before something stops working: names the thing, says what stops and when, and stays open with the reason when it is refused.</summary>
public partial class DangerDialog
{
    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private Attempt Attempt { get; set; } = null!;

    /// <summary>The question, with the thing's name.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The words on the button that does it.</summary>
    [Parameter, EditorRequired]
    public string Confirm { get; set; } = "";

    /// <summary>Whether it ends something; false for the way back.</summary>
    [Parameter]
    public bool Danger { get; set; } = true;

    /// <summary>Does it.</summary>
    [Parameter, EditorRequired]
    public Func<Task> Act { get; set; } = null!;

    /// <summary>What stops working, and when.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private async Task ConfirmAsync()
    {
        if (await Attempt.RunAsync(Act))
            Dialog.Close(DialogResult.Ok(true));
    }
}
