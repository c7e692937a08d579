using Microsoft.AspNetCore.Components;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Directory;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>Says to support what is masked, and takes the reason for which it is shown.</summary>
public partial class DisclosureNotice
{
    private string? _reason;

    [Inject]
    private DirectoryService Directory { get; set; } = null!;

    [Inject]
    private Disclosures Disclosures { get; set; } = null!;

    [Inject]
    private Attempt Attempt { get; set; } = null!;

    /// <summary>Who looks at what; null while it is not known. Nothing is shown to those from whom nothing is masked.</summary>
    [Parameter, EditorRequired]
    public DirectoryVisit? Visit { get; set; }

    /// <summary>A reason was given.</summary>
    [Parameter]
    public EventCallback Disclosed { get; set; }

    private async Task DiscloseAsync()
    {
        if (await Attempt.RunAsync(async () => Disclosures.Keep(Visit!.Connection, await Directory.DiscloseAsync(Visit.Actor, Visit.Connection, _reason, CancellationToken.None))))
            await Disclosed.InvokeAsync();
    }
}
