using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace Pirros.Admin.Components.Layout;

/// <summary>Light, dark, or as the system says. The browser keeps the choice and applies it; the server only asks which it is.</summary>
public partial class ThemeMenu
{
    private static (string Value, string Word, string Icon)[] Choices =>
    [
        ("system", LayoutTexts.ThemeSystem, Icons.Material.Rounded.Computer),
        ("light", LayoutTexts.ThemeLight, Icons.Material.Rounded.LightMode),
        ("dark", LayoutTexts.ThemeDark, Icons.Material.Rounded.DarkMode),
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
