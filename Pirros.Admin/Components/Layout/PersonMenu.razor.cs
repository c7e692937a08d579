using Microsoft.AspNetCore.Components;
using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Components.Layout;

/// <summary>Who is signed in, what they are here, and the way out.</summary>
public partial class PersonMenu
{
    private string? _tenant;

    [Inject]
    private TenantService Tenants { get; set; } = null!;

    /// <summary>The person.</summary>
    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = null!;

    private string What => Actor.Kind == ActorKind.TenantAdmin ? LayoutTexts.FormatTenantAdmin(_tenant ?? Actor.Tenant?.Value) : LayoutTexts.PirrosSupport;

    private string Initials => string.Concat(Actor.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(part => char.ToUpperInvariant(part[0])));

    private async Task LoadAsync()
    {
        if (_tenant is not null || Actor.Tenant is not { } id)
            return;
        try
        {
            _tenant = (await Tenants.GetAsync(Actor, id, CancellationToken.None)).Name;
        }
        catch (RefusedException)
        {
            // The tenant is gone; its short name still says whose person this is.
        }
    }
}
