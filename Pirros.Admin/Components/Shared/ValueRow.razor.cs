using Microsoft.AspNetCore.Components;

namespace Pirros.Admin.Components.Shared;

/// <summary>
/// A value to be copied, under the provider's word for it. Too long a value loses its middle to the eye only: the page always holds the whole,
/// which shows while the row is focused or being selected.
/// </summary>
public partial class ValueRow
{
    // What tells one connection from another is at the end.
    private const int TailLength = 12;

    private readonly string _labelId = $"value-{Guid.CreateVersion7():N}";

    /// <summary>The provider's word.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The value.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <summary>Whether a QR code is offered. Never for a secret: a code is read across a room.</summary>
    [Parameter]
    public bool Qr { get; set; }

    private string Head => Value.Length > TailLength ? Value[..^TailLength] : "";

    private string Tail => Value.Length > TailLength ? Value[^TailLength..] : Value;
}
