namespace Pirros.Admin.Guides.Evidence;

/// <summary>What the requests of a client show whose habits are not known: that its token was accepted, and what any client shows.</summary>
internal static class OtherEvidence
{
    public static StepEvidence Tested { get; } = new(ScimEvidence.TokenAccepted, "A request with an accepted token arrived", "Ticks itself when the first request with this token arrives.");
}
