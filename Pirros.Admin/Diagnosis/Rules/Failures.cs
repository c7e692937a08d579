using Pirros.Admin.Activity;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>Requests that fail, without one reason that another rule knows.</summary>
internal static class Failures
{
    private const int Shown = 5;

    public static Finding Say(DiagnosisFacts facts)
    {
        var (terms, signs) = (facts.Terms, facts.Summary.Signs);
        var failed = Failed(facts);
        var reason = failed.Where(record => record.Detail is not null).GroupBy(record => record.Detail!).MaxBy(group => group.Count());
        var from = facts.Now - ConnectionSigns.FailureSpan;
        var (before, failedBefore, _) = facts.Since(DateTimeOffset.MinValue);
        (before, failedBefore) = (before - signs.Requests, failedBefore - signs.Failed);
        Sentence says = facts.Summary.LastSuccessAt is null
            ? (Sentence)$"No request of {terms.Name} has succeeded yet."
            : $"{signs.Failed} of the latest {signs.Requests} requests failed, {ConnectionConditions.FailureShare(facts.Summary)} since {from}.";
        Sentence next = reason is null
            ? (Sentence)$"Look at the requests that failed, and mend them in {terms.Name} under {terms.Mappings}."
            : $"Most of them say: {reason.Key} Mend that in {terms.Name} under {terms.Mappings}.";
        return new Finding(ConnectionCondition.Failures, says, next)
        {
            Act = FindingAct.ShowRequests,
            Evidence =
            [
                .. before > 0 ? [$"In the days before, {(double)failedBefore / before} of {before} requests failed."] : Array.Empty<Sentence>(),
                .. Quarantine.DistanceOf(facts),
            ],
            Requests = [.. failed.Take(Shown)],
        };
    }

    public static Finding SayOurs(DiagnosisFacts facts) => new(
        ConnectionCondition.ServerFailed,
        $"The newest request failed on our side.",
        $"{facts.Terms.Subject} tries again by itself. If it fails again, give Pirros support the reference in the answer.")
    {
        Act = FindingAct.ShowRequests,
        Evidence = [.. Quarantine.DistanceOf(facts)],
        Requests = [.. facts.Latest.Where(record => record.Status >= 500).Take(Shown)],
    };

    public static Finding SayThrottled(DiagnosisFacts facts) => new(
        ConnectionCondition.Throttled, $"{facts.Terms.Subject} sends more requests than are allowed.", $"There is nothing to do: it slows down by itself.")
    {
        Requests = [.. facts.Latest.Where(record => record.Status == 429).Take(Shown)],
    };

    private static List<ActivityRecord> Failed(DiagnosisFacts facts) => [.. facts.Latest.Where(record => !record.Succeeded && record.What != ActivityKind.Refused)];
}
