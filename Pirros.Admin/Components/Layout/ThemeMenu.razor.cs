using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace Pirros.Admin.Components.Layout;

/// <summary>Light, dark, or as the system says. The browser keeps the choice and applies it; the server only asks which it is.</summary>
public partial class ThemeMenu
{
    private static readonly (string Value, string Word, string Icon)[] Choices =
    [
        ("system", "As the system", Icons.Material.Rounded.Computer),
        ("light", "Light", Icons.Material.Rounded.LightMode),
        ("dark", "Dark", Icons.Material.Rounded.DarkMode),
    ];

    private string _chosen = "system";

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    private async Task ReadAsync(bool open)
    {
        if (open)
            _chosen = await Browser.InvokeAsync<string>("pirrosTheme.get");
    }

    private async Task SetAsync(string choice)
    {
        _chosen = choice;
        await Browser.InvokeVoidAsync("pirrosTheme.set", choice);
    }
}
