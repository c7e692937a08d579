using Microsoft.AspNetCore.Components;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components;

/// <summary>Leads to the pages. The first component of a circuit, so it tells the circuit where the person acts from.</summary>
public partial class Routes
{
    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    /// <summary>The network address that the page was asked from.</summary>
    [Parameter]
    public string? Address { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => CurrentActor.Address = Address;
}
