using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Connections;
using Pirros.Admin.HandOffs;

namespace Pirros.Admin.Components.Pages.HandOffs;

/// <summary>The links to a connection that work now, what became of each, and a way to make one more.</summary>
public partial class HandOffCard
{
    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    /// <summary>The connection; null while it loads.</summary>
    [Parameter]
    public Connection? Connection { get; set; }

    /// <summary>Its live links, newest first; null while they load.</summary>
    [Parameter]
    public IReadOnlyList<HandOff>? Links { get; set; }

    /// <summary>Whether a token is live, which the one that a link issues would replace.</summary>
    [Parameter]
    public bool HasLiveToken { get; set; }

    /// <summary>Whether a reason must be given.</summary>
    [Parameter]
    public bool ReasonNeeded { get; set; }

    /// <summary>Something was changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private async Task MakeAsync()
    {
        var parameters = new DialogParameters<MakeLinkDialog>
        {
            { dialog => dialog.Connection, Connection! },
            { dialog => dialog.HasLiveToken, HasLiveToken },
            { dialog => dialog.ReasonNeeded, ReasonNeeded },
        };
        var shown = await Dialogs.ShowAsync<MakeLinkDialog>(null, parameters);
        if (await shown.Result is not { Canceled: false, Data: MadeHandOff made })
            return;
        await Changed.InvokeAsync();
        await LinkDialog.ShowAsync(Dialogs, Connection!, made);
    }

    private async Task RevokeAsync(HandOff link)
    {
        var parameters = new DialogParameters<RevokeLinkDialog>
        {
            { dialog => dialog.Connection, Connection! },
            { dialog => dialog.Link, link },
            { dialog => dialog.ReasonNeeded, ReasonNeeded },
        };
        var shown = await Dialogs.ShowAsync<RevokeLinkDialog>(null, parameters);
        if (await shown.Result is { Canceled: false })
            await Changed.InvokeAsync();
    }
}
