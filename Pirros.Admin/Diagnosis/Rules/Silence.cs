using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>Requests used to arrive, and none has for a while.</summary>
internal static class Silence
{
    private const int FewPeople = 5;

    public static Finding SaySilent(DiagnosisFacts facts)
    {
        Sentence onDemand = $"Only Provision on demand was used so far. Choose Provisioning → Start provisioning, so that everybody assigned comes.";
        Sentence stopped = $"The job is paused or was stopped. Open Provisioning, and choose Start provisioning.";
        Sentence quarantine = $"The job is in quarantine, and is tried only once a day or less. Open Provisioning logs, mend what they name, and choose Restart provisioning.";
        Sentence elsewhere = $"The Tenant URL was changed, so that requests go elsewhere. Compare it with the one below.";
        var last = facts.Summary.LastRequestAt ?? facts.Now;
        return new Finding(
            ConnectionCondition.Silent,
            $"Nothing has arrived since {last}, though Microsoft Entra ID asks every {(long)SyncCycle.Entra.TotalMinutes} minutes.",
            $"In Microsoft Entra ID, open Provisioning and look at the state of the job.")
        {
            Causes = OnDemandOnly(facts) ? [onDemand, stopped, elsewhere] : [stopped, quarantine, elsewhere],
            Evidence = [$"The last request arrived {last:ago}.", .. AllWell.Figures(facts)],
        };
    }

    public static Finding SayQuiet(DiagnosisFacts facts) => new(
        ConnectionCondition.Quiet,
        $"Nothing has arrived since {facts.Summary.LastRequestAt ?? facts.Now}. {facts.Terms.Subject} sends only what changes, so this may well be right.",
        $"To be sure, choose {facts.Terms.Test} in {facts.Terms.Name}: its request shows up here.")
    {
        Act = FindingAct.ShowRequests,
    };

    /// <summary>A few people within one cycle, and nothing since: that is how Provision on demand looks.</summary>
    private static bool OnDemandOnly(DiagnosisFacts facts)
        => facts.Marks.FirstOrDefault(mark => mark.Name == ConnectionSigns.Written) is { } written && written.Count <= FewPeople && written.LastAt - written.FirstAt < SyncCycle.Entra;
}
