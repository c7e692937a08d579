using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.HandOffs;

namespace Pirros.Admin.Components.Pages.HandOffs;

/// <summary>Shows a link this once. Closes by its button only, so that Escape or a stray click can't lose it.</summary>
public partial class LinkDialog
{
    private string? _address;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Hands over what stands in the link's address, once; what it comes from forgets it.</summary>
    [Parameter, EditorRequired]
    public Func<string?> Take { get; set; } = null!;

    /// <summary>What the link opens.</summary>
    [Parameter, EditorRequired]
    public string ConnectionName { get; set; } = "";

    /// <summary>The provider's word for the secret.</summary>
    [Parameter, EditorRequired]
    public string SecretLabel { get; set; } = "";

    /// <summary>Whether it opens for the tenant's admins only.</summary>
    [Parameter]
    public bool ForAdmins { get; set; }

    /// <summary>When the link ends by itself.</summary>
    [Parameter]
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Shows a link that was just made, and comes back when it was copied.</summary>
    internal static async Task ShowAsync(IDialogService dialogs, Connection connection, MadeHandOff made)
    {
        string? token = made.Token;
        var parameters = new DialogParameters<LinkDialog>
        {
            { dialog => dialog.Take, () => Interlocked.Exchange(ref token, null) },
            { dialog => dialog.ConnectionName, connection.Name },
            { dialog => dialog.SecretLabel, ProviderWords.For(connection.Provider).SecretToken },
            { dialog => dialog.ForAdmins, made.HandOff.ForAdmins },
            { dialog => dialog.ExpiresAt, made.HandOff.ExpiresAt },
        };
        var options = new DialogOptions { CloseOnEscapeKey = false, BackdropClick = false, CloseButton = false, CloseOnNavigation = false, MaxWidth = MaxWidth.Small, FullWidth = true };
        var shown = await dialogs.ShowAsync<LinkDialog>(null, parameters, options);
        await shown.Result;
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _address = Take() is { } token ? Navigation.ToAbsoluteUri($"hand-off/{token}").AbsoluteUri : null;

    private void Done()
    {
        _address = null;
        Dialog.Close();
    }
}
