using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>A tenant admin's connections.</summary>
public sealed partial class ConnectionsPage
{
    private Actor? _actor;
    private IReadOnlyList<ConnectionSummary>? _items;
    private IReadOnlyDictionary<ConnectionId, GuideProgress>? _progress;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private ConnectionService Connections { get; set; } = null!;

    [Inject]
    private GuideService Guides { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await BeginAsync(async () =>
        {
            _actor = await CurrentActor.GetAsync();
            if (_actor.SeesAllTenants)
            {
                Navigation.NavigateTo("support", replace: true);
                return;
            }

            // The first paint is the frame with skeletons; figures come with the circuit, once.
            if (!RendererInfo.IsInteractive)
                return;
            KeepUpToDate(null);
            await LoadAsync(CancellationToken.None);
        });
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel)
    {
        var items = await Connections.ListAsync(_actor!, null, cancel);
        _progress = await Guides.ProgressAsync(_actor!, [.. items.Select(item => item.Connection)], cancel);
        _items = items;
    }

    private async Task CreateAsync()
    {
        var shown = await Dialogs.ShowAsync<CreateConnectionDialog>();
        if (await shown.Result is not { Canceled: false, Data: CreatedConnection created })
            return;
        if (created.Token is { } issued)
            await SecretDialog.ShowAsync(Dialogs, created.Connection, issued);
        Navigation.NavigateTo($"connections/{created.Connection.Id}");
    }
}
