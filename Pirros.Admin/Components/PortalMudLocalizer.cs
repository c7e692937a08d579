using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Pirros.Admin.Components;

/// <summary>What MudBlazor's own buttons are called, for those of its parts that the portal uses. What is not said here stays as MudBlazor has it.</summary>
internal sealed class PortalMudLocalizer : MudLocalizer
{
    /// <inheritdoc/>
    public override LocalizedString this[string key] => key switch
    {
        "MudInput_Clear" => new LocalizedString(key, ComponentTexts.Clear),
        "MudSnackbar_Close" or "MudAlert_Close" or "MudDialog_Close" => new LocalizedString(key, ComponentTexts.Close),
        _ => new LocalizedString(key, key, resourceNotFound: true),
    };
}
