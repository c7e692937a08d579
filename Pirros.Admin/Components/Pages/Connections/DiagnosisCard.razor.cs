using Microsoft.AspNetCore.Components;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>How the sync is in one sentence, what to do next, and, under a fold, what that is told from.</summary>
public partial class DiagnosisCard
{
    private bool _open;

    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public ConnectionId Connection { get; set; }

    /// <summary>The worst that was found; null while it loads.</summary>
    [Parameter]
    public Finding? Finding { get; set; }

    /// <summary>A new token is wanted.</summary>
    [Parameter]
    public EventCallback Rotate { get; set; }

    /// <summary>The connection is to be switched on.</summary>
    [Parameter]
    public EventCallback SwitchOn { get; set; }

    private PillLook Look => PillLook.Of(Finding!.State);

    private bool HasEvidence => Finding!.Evidence.Count > 0 || Finding.Requests.Count > 0;

    private string Below(string id) => $"connections/{Connection.Value}#{id}";
}
