using Microsoft.AspNetCore.Components;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Audit;

/// <summary>What people did to one connection.</summary>
public sealed partial class ConnectionAuditPage
{
    private Actor? _actor;
    private ConnectionId _id;
    private ConnectionSummary? _summary;
    private string? _refused;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private ConnectionService Connections { get; set; } = null!;

    /// <summary>The connection's id, as in the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_summary?.Connection.Id.Value == Id)
            return;
        (_summary, _refused) = (null, null);
        try
        {
            _actor = await CurrentActor.GetAsync();
            _id = ConnectionId.Parse(Id);

            // The first paint is the frame with skeletons; figures come with the circuit, once.
            if (RendererInfo.IsInteractive)
                await LoadAsync();
        }
        catch (RefusedException refused)
        {
            _refused = refused.Message;
        }
    }

    private async Task LoadAsync() => _summary = await Connections.GetAsync(_actor!, _id, CancellationToken.None);
}
