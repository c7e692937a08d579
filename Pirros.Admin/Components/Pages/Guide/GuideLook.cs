using MudBlazor;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Guides;
using Pirros.Admin.Guides.Mappings;

namespace Pirros.Admin.Components.Pages.Guide;

/// <summary>How the states of a guide look, and how a change of them is said.</summary>
internal static class GuideLook
{
    /// <summary>Of a step.</summary>
    public static PillLook Of(StepState state) => state switch
    {
        StepState.Proved => new("good", GuidePageTexts.Proved, Icons.Material.Rounded.CheckCircle),
        StepState.ByHand => new("info", GuidePageTexts.ByHand, Icons.Material.Rounded.HowToReg),
        StepState.Problem => new("bad", GuidePageTexts.Problem, Icons.Material.Rounded.Error),
        _ => new("quiet", SharedTexts.Waiting, Icons.Material.Rounded.RadioButtonUnchecked),
    };

    /// <summary>Of a mapping.</summary>
    public static PillLook Of(MappingVerdict verdict) => verdict switch
    {
        MappingVerdict.Good => new("good", GuidePageTexts.Good, Icons.Material.Rounded.CheckCircle),
        MappingVerdict.Partly => new("attention", GuidePageTexts.SomeLackIt, Icons.Material.Rounded.Warning),
        MappingVerdict.Missing => new("bad", GuidePageTexts.Missing, Icons.Material.Rounded.Error),
        MappingVerdict.Odd => new("attention", GuidePageTexts.Odd, Icons.Material.Rounded.Warning),
        _ => new("quiet", SharedTexts.Waiting, Icons.Material.Rounded.HourglassTop),
    };

    /// <summary>What became of steps since the page last looked, for a screen reader; null when nothing did.</summary>
    public static string? News(GuideStatus? before, GuideStatus now)
    {
        if (before is null)
            return null;
        var changed = now.Steps.Zip(before.Steps).Where(pair => pair.First.State != pair.Second.State).Select(pair => $"{pair.First.Step.Title}: {Of(pair.First.State).Word}.").ToList();
        return changed.Count == 0 ? null : $"{string.Join(' ', changed)} {Words.StepsDone(now.Progress)}.";
    }
}
