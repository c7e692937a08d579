using System.Globalization;
using Microsoft.AspNetCore.Components;
using Pirros.Admin.Activity;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Guides;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Pages.Guide;

/// <summary>One step: its words with the values in place, and below them what proves it.</summary>
public partial class GuideStepView
{
    /// <summary>The step and what is known of it.</summary>
    [Parameter, EditorRequired]
    public StepStatus Status { get; set; } = null!;

    /// <summary>Whether it is what to do next.</summary>
    [Parameter]
    public bool IsNext { get; set; }

    /// <summary>The form of the console that is shown.</summary>
    [Parameter]
    public string? Form { get; set; }

    /// <summary>The connection's values.</summary>
    [Parameter, EditorRequired]
    public ConnectionValues? Values { get; set; }

    /// <summary>The newest live token; null when none is.</summary>
    [Parameter]
    public Token? Live { get; set; }

    /// <summary>Whether the viewer may tick.</summary>
    [Parameter]
    public bool CanTick { get; set; }

    /// <summary>Whether a tick is on its way.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>The step is done.</summary>
    [Parameter]
    public EventCallback<GuideStep> Tick { get; set; }

    /// <summary>It is not.</summary>
    [Parameter]
    public EventCallback<GuideStep> Untick { get; set; }

    /// <summary>A new token is wanted.</summary>
    [Parameter]
    public EventCallback Rotate { get; set; }

    private GuideStep Step => Status.Step;

    private PillLook Look => GuideLook.Of(Status.State);

    private Sentence ProofOf(ActivityMark proof)
    {
        var seen = string.Format(CultureInfo.CurrentCulture, Step.Evidence!.Seen, proof.LastSubject ?? GuidePageTexts.Somebody);
        var line = (proof.LastAddress, proof.Count) switch
        {
            (null, > 1) => GuidePageTexts.ProofLineTimes,
            (null, _) => GuidePageTexts.ProofLine,
            (_, > 1) => GuidePageTexts.ProofLineFromTimes,
            _ => GuidePageTexts.ProofLineFrom,
        };
        return Sentence.Of(line, seen, proof.LastAt, proof.LastAddress, proof.Count);
    }
}
