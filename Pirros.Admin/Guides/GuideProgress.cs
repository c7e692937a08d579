using Pirros.Admin.Activity;

namespace Pirros.Admin.Guides;

/// <summary>How far a connection is set up.</summary>
/// <param name="Done">Steps that are proved or ticked; optional ones are not counted.</param>
/// <param name="Of">Steps in all, likewise.</param>
public sealed record GuideProgress(int Done, int Of)
{
    /// <summary>Whether nothing is left.</summary>
    public bool IsFinished => Done >= Of;

    /// <summary>The progress of a guide.</summary>
    internal static GuideProgress Count(Guide guide, IReadOnlyList<ActivityMark> marks, IReadOnlyList<GuideTick> ticks, SignOnSeen? seen)
    {
        var needed = guide.Steps.Where(step => !step.Optional).ToList();
        return new GuideProgress(needed.Count(step => IsDone(step, marks, ticks, seen)), needed.Count);
    }

    private static bool IsDone(GuideStep step, IReadOnlyList<ActivityMark> marks, IReadOnlyList<GuideTick> ticks, SignOnSeen? seen)
        => (step.Evidence is { } evidence && marks.Any(mark => mark.Name == evidence.Rule.Mark))
            || (seen is not null && step.SignOn?.At(seen) is not null)
            || (step.ByHand && ticks.Any(tick => tick.Step == step.Id));
}
