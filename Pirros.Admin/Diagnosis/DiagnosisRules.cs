using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis.Rules;

namespace Pirros.Admin.Diagnosis;

/// <summary>Everything that a diagnosis can say, one line a condition.</summary>
public static class DiagnosisRules
{
    /// <summary>The rules.</summary>
    public static readonly IReadOnlyList<DiagnosisRule> All =
    [
        new(ConnectionCondition.Off, SwitchedOff.Say),
        new(ConnectionCondition.NoToken, NoToken.Say),
        new(ConnectionCondition.TokenRefused, RefusedTokens.Say),
        new(ConnectionCondition.PathUnknown, UnknownPaths.Say),
        new(ConnectionCondition.TokenLimited, LimitedTokens.Say),
        new(ConnectionCondition.ServerFailed, Failures.SayOurs),
        new(ConnectionCondition.DeactivationsHeld, UnusualDeactivations.SayHeld),
        new(ConnectionCondition.DeactivationsBeyond, UnusualDeactivations.SayBeyond),
        new(ConnectionCondition.MassDeactivation, MassDeactivation.Say),
        new(ConnectionCondition.FilterRefused, RefusedFilters.Say),
        new(ConnectionCondition.Duplicates, Duplicates.Say),
        new(ConnectionCondition.UsersInvalid, InvalidUsers.Say),
        new(ConnectionCondition.Failures, Failures.Say),
        new(ConnectionCondition.NewTokenUnused, TokenTimes.SayNewUnused),
        new(ConnectionCondition.Throttled, Failures.SayThrottled),
        new(ConnectionCondition.TokenEnds, TokenTimes.SayEnds),
        new(ConnectionCondition.CertificateEnds, CertificateTimes.SayEnds),
        new(ConnectionCondition.Silent, Silence.SaySilent),
        new(ConnectionCondition.NothingYet, NothingArrived.SayNothing),
        new(ConnectionCondition.OnlyTested, NothingArrived.SayOnlyTested),
        new(ConnectionCondition.TokenEndsLater, TokenTimes.SayEndsLater),
        new(ConnectionCondition.CertificateEndsLater, CertificateTimes.SayEndsLater),
        new(ConnectionCondition.Quiet, Silence.SayQuiet),
        new(ConnectionCondition.Healthy, AllWell.Say),
    ];

    /// <summary>The one finding to show: the worst.</summary>
    public static Finding WorstOf(DiagnosisFacts facts)
    {
        var condition = facts.Summary.ConditionAt(facts.Now);
        return All.Single(rule => rule.Condition == condition).Find(facts)!;
    }
}
