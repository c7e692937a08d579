using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>Changes what a live token may do and from where.</summary>
public partial class LimitsDialog
{
    private TokenLimitDraft _draft = null!;
    private string? _reason;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private TokenService Tokens { get; set; } = null!;

    [Inject]
    private Attempt Attempt { get; set; } = null!;

    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public Connection Connection { get; set; } = null!;

    /// <summary>The token.</summary>
    [Parameter, EditorRequired]
    public Token Token { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _draft = new TokenLimitDraft(Token.Limits);

    private async Task LimitAsync()
    {
        if (await Attempt.RunAsync(async () => await Tokens.LimitAsync(await CurrentActor.GetAsync(), Connection.Id, Token.Id, _draft.Read(), _reason, CancellationToken.None)))
            Dialog.Close();
    }
}
