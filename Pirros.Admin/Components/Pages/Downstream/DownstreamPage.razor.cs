using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Audit;
using Pirros.Admin.Downstream;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Components.Pages.Downstream;

/// <summary>Who gets a tenant's events, how far each is, and what came of each attempt.</summary>
public sealed partial class DownstreamPage
{
    private Actor? _actor;
    private TenantId _tenant;
    private string? _name;
    private string? _asked;
    private string? _chosen;
    private bool _choose;
    private bool _mayChange;
    private IReadOnlyList<SubscriberState>? _states;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private SubscriberService Subscribers { get; set; } = null!;

    [Inject]
    private TenantService Tenants { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    /// <summary>The tenant's short name; without it, that of the person.</summary>
    [Parameter]
    public string? Tenant { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _asked == (Tenant ?? ""))
            return;
        _asked = Tenant ?? "";
        await StopAsync();
        (_states, _name, _choose) = (null, null, false);
        await BeginAsync(async () =>
        {
            _actor = await CurrentActor.GetAsync();
            _choose = Tenant is null && _actor.Tenant is null;
            if (_choose)
                return;
            _tenant = Tenant is { } named ? TenantId.Parse(named) : _actor.Tenant!.Value;
            _mayChange = _actor.Kind != ActorKind.Support;

            // A person's own firm needs no name on the page.
            var tenant = await Tenants.GetAsync(_actor, _tenant, CancellationToken.None);
            _name = _actor.SeesAllTenants ? tenant.Name : null;
            KeepUpToDate(null);
            await LoadAsync(CancellationToken.None);
        });
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel) => _states = await Subscribers.ListAsync(await CurrentActor.GetAsync(), _tenant, cancel);

    private void Open()
    {
        if (!string.IsNullOrWhiteSpace(_chosen))
            Navigation.NavigateTo($"tenants/{Uri.EscapeDataString(_chosen.Trim())}/downstream");
    }

    private Task AddAsync() => SubscriberDialog.ShowAsync(Dialogs, _tenant, null, SubscriberChange.Add, ReloadAsync);
}
