using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Pirros.Admin.Components.Shared;

/// <summary>Shows a value as a QR code, for the phone or the other screen that needs it. The code is drawn when it is asked for.</summary>
public partial class QrButton
{
    private bool _open;

    /// <summary>What the code says. Never a secret.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <summary>What the value is called.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    private void Toggle() => _open = !_open;

    private void Close() => _open = false;

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape")
            _open = false;
    }
}
