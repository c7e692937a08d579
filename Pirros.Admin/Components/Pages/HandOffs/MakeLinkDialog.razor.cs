using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.HandOffs;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Pages.HandOffs;

/// <summary>Makes a link and says what it opens, for whom and for how long. Gives back what was made.</summary>
public partial class MakeLinkDialog
{
    private static readonly IReadOnlyList<(TimeSpan, string)> Graces =
    [
        (TimeSpan.FromHours(1), "1 hour"),
        (TokenService.DefaultGrace, "24 hours"),
        (TimeSpan.FromDays(7), "7 days"),
        (TimeSpan.Zero, "Not at all"),
    ];

    private TimeSpan _grace = TokenService.DefaultGrace;
    private string? _reason;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private HandOffService HandOffs { get; set; } = null!;

    [Inject]
    private Attempt Attempt { get; set; } = null!;

    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public Connection Connection { get; set; } = null!;

    /// <summary>Whether there is a token to be replaced.</summary>
    [Parameter]
    public bool HasLiveToken { get; set; }

    /// <summary>Whether a reason must be given.</summary>
    [Parameter]
    public bool ReasonNeeded { get; set; }

    private string Label => ProviderWords.For(Connection.Provider).SecretToken;

    private async Task MakeAsync()
    {
        MadeHandOff? made = null;
        if (await Attempt.RunAsync(async () => made = await HandOffs.CreateAsync(await CurrentActor.GetAsync(), Connection.Id, _grace, _reason, CancellationToken.None)))
            Dialog.Close(DialogResult.Ok(made));
    }
}
