using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>Requests used to arrive, and none has for a while.</summary>
internal static class Silence
{
    private const int FewPeople = 5;

    public static Finding SaySilent(DiagnosisFacts facts)
    {
        var onDemand = Sentence.Of(DiagnosisTexts.SilentOnDemand);
        var stopped = Sentence.Of(DiagnosisTexts.SilentStopped);
        var quarantine = Sentence.Of(DiagnosisTexts.SilentQuarantine);
        var elsewhere = Sentence.Of(DiagnosisTexts.SilentElsewhere);
        var last = facts.Summary.LastRequestAt ?? facts.Now;
        return new Finding(
            ConnectionCondition.Silent,
            Sentence.Of(DiagnosisTexts.SilentSays, last, (long)SyncCycle.Entra.TotalMinutes),
            Sentence.Of(DiagnosisTexts.SilentNext))
        {
            Causes = OnDemandOnly(facts) ? [onDemand, stopped, elsewhere] : [stopped, quarantine, elsewhere],
            Evidence = [Sentence.Of(DiagnosisTexts.LastRequestArrived, last), .. AllWell.Figures(facts)],
        };
    }

    public static Finding SayQuiet(DiagnosisFacts facts) => new(
        ConnectionCondition.Quiet,
        Sentence.Of(DiagnosisTexts.QuietSays, facts.Summary.LastRequestAt ?? facts.Now, facts.Terms.Subject),
        Sentence.Of(DiagnosisTexts.QuietNext, facts.Terms.Test, facts.Terms.Name))
    {
        Act = FindingAct.ShowRequests,
    };

    /// <summary>A few people within one cycle, and nothing since: that is how Provision on demand looks.</summary>
    private static bool OnDemandOnly(DiagnosisFacts facts)
        => facts.Marks.FirstOrDefault(mark => mark.Name == ConnectionSigns.Written) is { } written && written.Count <= FewPeople && written.LastAt - written.FirstAt < SyncCycle.Entra;
}
