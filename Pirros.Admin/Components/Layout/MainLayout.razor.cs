using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Pirros.Admin.Audit;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Layout;

/// <summary>The frame of every page of somebody who is signed in.</summary>
public partial class MainLayout
{
    private Actor? _actor;
    private ErrorBoundary? _boundary;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _actor = await CurrentActor.GetAsync();
        }
        catch (RefusedException)
        {
            // Nobody is signed in: the page below says so, and the frame stays empty.
        }
    }

    /// <summary>Another page was opened: what failed on the one before is over.</summary>
    protected override void OnParametersSet() => _boundary?.Recover();

    private void Again() => _boundary?.Recover();
}
