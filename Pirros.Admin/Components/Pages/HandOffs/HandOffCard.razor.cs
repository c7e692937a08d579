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

    /// <summary>Whether support looks: its links are for the tenant's admins, and all that it does here needs a reason.</summary>
    [Parameter]
    public bool ForSupport { get; set; }

    /// <summary>Something was changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private Task MakeAsync() => MakeLinkDialog.ShowAsync(Dialogs, Connection!, HasLiveToken, ForSupport, () => Changed.InvokeAsync());

    private async Task RevokeAsync(HandOff link)
    {
        var parameters = new DialogParameters<RevokeLinkDialog>
        {
            { dialog => dialog.Connection, Connection! },
            { dialog => dialog.Link, link },
            { dialog => dialog.ReasonNeeded, ForSupport },
        };
        var shown = await Dialogs.ShowAsync<RevokeLinkDialog>(null, parameters);
        if (await shown.Result is { Canceled: false })
            await Changed.InvokeAsync();
    }
}
