using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Shared;

/// <summary>Shows a secret this once. Closes by its button only, so that Escape or a stray click can't lose it.</summary>
public partial class SecretDialog
{
    private string? _secret;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ConnectionValueBuilder Builder { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Hands over the secret, once; what it comes from forgets it.</summary>
    [Parameter, EditorRequired]
    public Func<string?> Take { get; set; } = null!;

    /// <summary>What the token is for.</summary>
    [Parameter, EditorRequired]
    public Connection Connection { get; set; } = null!;

    /// <summary>What kind of credential it is.</summary>
    [Parameter]
    public TokenKind Kind { get; set; }

    /// <summary>When the replaced token ends; null when there was none.</summary>
    [Parameter]
    public DateTimeOffset? PreviousEndsAt { get; set; }

    private ProviderWords Terms => ProviderWords.For(Connection.Provider);

    private string Label => Terms.SecretOf(Kind);

    private ConnectionValues Values => Builder.Build(Connection, new Uri(Navigation.BaseUri).GetLeftPart(UriPartial.Authority));

    /// <summary>Shows the secret of a token that was just made, and comes back when it was copied.</summary>
    internal static async Task ShowAsync(IDialogService dialogs, Connection connection, IssuedToken issued)
    {
        string? secret = issued.Secret;
        var parameters = new DialogParameters<SecretDialog>
        {
            { dialog => dialog.Take, () => Interlocked.Exchange(ref secret, null) },
            { dialog => dialog.Connection, connection },
            { dialog => dialog.Kind, issued.Token.Kind },
            { dialog => dialog.PreviousEndsAt, issued.Previous?.EndsAt },
        };
        var options = new DialogOptions { CloseOnEscapeKey = false, BackdropClick = false, CloseButton = false, CloseOnNavigation = false, MaxWidth = MaxWidth.Small, FullWidth = true };
        var shown = await dialogs.ShowAsync<SecretDialog>(null, parameters, options);
        await shown.Result;
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _secret = Take();

    private void Done()
    {
        _secret = null;
        Dialog.Close();
    }
}
