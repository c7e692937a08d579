namespace Pirros.Admin.Guides.Evidence;

/// <summary>What the requests of a client show whose habits are not known: that its token was accepted, and what any client shows.</summary>
internal static class OtherEvidence
{
    public static StepEvidence Tested => new(ScimEvidence.TokenAccepted, GuideTexts.SeenToken, GuideTexts.TicksToken);
}
