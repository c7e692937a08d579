using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>More people are deactivated than is usual: those who wait for a person's decision, and those who went through.</summary>
internal static class UnusualDeactivations
{
    public static Finding SayHeld(DiagnosisFacts facts)
    {
        var signs = facts.Summary.Signs;
        return new Finding(
            ConnectionCondition.DeactivationsHeld,
            Sentence.OfCount(signs.Held, DiagnosisTexts.HeldSays, facts.Terms.Name),
            Sentence.Of(DiagnosisTexts.HeldNext, facts.Terms.Name))
        {
            Act = FindingAct.ShowDeactivations,
            Evidence =
            [
                .. Names(facts, signs.Held),
                .. signs.HeldSince is { } since ? [Sentence.Of(DiagnosisTexts.HeldSince, since)] : Array.Empty<Sentence>(),
                .. facts.Summary.Connection.Provider == IdentityProvider.Okta ? [Sentence.Of(DiagnosisTexts.HeldOkta, facts.Terms.Log)] : Array.Empty<Sentence>(),
                .. Quarantine.DistanceOf(facts),
            ],
        };
    }

    public static Finding SayBeyond(DiagnosisFacts facts)
    {
        var signs = facts.Summary.Signs;
        return new Finding(
            ConnectionCondition.DeactivationsBeyond,
            Sentence.OfCount(signs.Beyond, DiagnosisTexts.BeyondSays),
            facts.Summary.Connection.Provider switch
            {
                IdentityProvider.EntraId => Sentence.Of(DiagnosisTexts.MassNextEntra),
                IdentityProvider.Okta => Sentence.Of(DiagnosisTexts.MassNextOkta),
                _ => Sentence.Of(DiagnosisTexts.MassNextOther, facts.Terms.Name),
            })
        {
            Act = FindingAct.ShowDeactivations,
            Evidence =
            [
                .. Names(facts, signs.Beyond),
                .. signs is { BeyondFrom: { } from, BeyondAt: { } at } ? [Sentence.Of(DiagnosisTexts.BeyondBetween, from, at)] : Array.Empty<Sentence>(),
                Sentence.Of(DiagnosisTexts.BeyondSeen),
            ],
        };
    }

    private static IEnumerable<Sentence> Names(DiagnosisFacts facts, long people)
    {
        if (facts.Concerned.Count == 0)
            yield break;
        var names = string.Join(", ", facts.Concerned.Select(SentSubject.Shown));
        yield return people > facts.Concerned.Count
            ? Sentence.Of(DiagnosisTexts.ConcernedMore, names, people - facts.Concerned.Count)
            : Sentence.Of(DiagnosisTexts.Concerned, names);
    }
}
