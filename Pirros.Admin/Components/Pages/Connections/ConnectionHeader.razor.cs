using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>What a connection is and how it is, with the acts on the whole of it.</summary>
public partial class ConnectionHeader
{
    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <summary>The connection; null while it loads.</summary>
    [Parameter]
    public ConnectionSummary? Summary { get; set; }

    /// <summary>Whether support looks: it is told whose the connection is, and changes nothing of it.</summary>
    [Parameter]
    public bool ForSupport { get; set; }

    /// <summary>Whether to say why it is in its state; a page with the diagnosis says it there.</summary>
    [Parameter]
    public bool ShowWhy { get; set; } = true;

    /// <summary>Something was changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    private Task RenameAsync() => AskAsync<RenameDialog>();

    private Task SwitchAsync() => AskAsync<SwitchDialog>();

    private async Task AskAsync<T>()
        where T : IComponent
    {
        var shown = await Dialogs.ShowAsync<T>(null, new DialogParameters { [nameof(RenameDialog.Connection)] = Summary!.Connection });
        if (await shown.Result is { Canceled: false })
            await Changed.InvokeAsync();
    }
}
