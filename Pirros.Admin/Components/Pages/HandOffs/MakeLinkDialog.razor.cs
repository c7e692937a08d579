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
    private static readonly TimeSpan[] GraceSpans = [TimeSpan.FromHours(1), TokenService.DefaultGrace, TimeSpan.FromDays(7)];

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

    /// <summary>Whether support makes it: for the tenant's admins only, and with a reason.</summary>
    [Parameter]
    public bool ForAdmins { get; set; }

    private static IReadOnlyList<(TimeSpan, string)> Graces => [.. GraceSpans.Select(span => (span, Words.WholeSpan(span))), (TimeSpan.Zero, HandOffPageTexts.NotAtAll)];

    private string Taker => ForAdmins ? HandOffPageTexts.OneOfThem : HandOffPageTexts.YourColleague;

    private string Label => ProviderWords.For(Connection.Provider).SecretToken;

    /// <summary>Asks, and shows the link that was made once <paramref name="changed"/> has brought the page up to date.</summary>
    internal static async Task ShowAsync(IDialogService dialogs, Connection connection, bool hasLiveToken, bool forAdmins, Func<Task> changed)
    {
        var parameters = new DialogParameters<MakeLinkDialog>
        {
            { dialog => dialog.Connection, connection },
            { dialog => dialog.HasLiveToken, hasLiveToken },
            { dialog => dialog.ForAdmins, forAdmins },
        };
        var shown = await dialogs.ShowAsync<MakeLinkDialog>(null, parameters);
        if (await shown.Result is not { Canceled: false, Data: MadeHandOff made })
            return;
        await changed();
        await LinkDialog.ShowAsync(dialogs, connection, made);
    }

    private async Task MakeAsync()
    {
        MadeHandOff? made = null;
        if (await Attempt.RunAsync(async () => made = await HandOffs.CreateAsync(await CurrentActor.GetAsync(), Connection.Id, _grace, _reason, CancellationToken.None)))
            Dialog.Close(DialogResult.Ok(made));
    }
}
