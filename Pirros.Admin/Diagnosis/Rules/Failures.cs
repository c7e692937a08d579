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
            ? Sentence.Of(DiagnosisTexts.FailuresNoSuccess, terms.Name)
            : Sentence.Of(DiagnosisTexts.FailuresSays, signs.Failed, signs.Requests, ConnectionConditions.FailureShare(facts.Summary), from);
        Sentence next = reason is null
            ? Sentence.Of(DiagnosisTexts.FailuresNext, terms.Name, terms.Mappings)
            : Sentence.Of(DiagnosisTexts.FailuresNextReason, reason.Key, terms.Name, terms.Mappings);
        return new Finding(ConnectionCondition.Failures, says, next)
        {
            Act = FindingAct.ShowRequests,
            Evidence =
            [
                .. before > 0 ? [Sentence.Of(DiagnosisTexts.FailuresBefore, (double)failedBefore / before, before)] : Array.Empty<Sentence>(),
                .. Quarantine.DistanceOf(facts),
            ],
            Requests = [.. failed.Take(Shown)],
        };
    }

    public static Finding SayOurs(DiagnosisFacts facts) => new(
        ConnectionCondition.ServerFailed,
        Sentence.Of(DiagnosisTexts.ServerFailedSays),
        Sentence.Of(DiagnosisTexts.ServerFailedNext, facts.Terms.Subject))
    {
        Act = FindingAct.ShowRequests,
        Evidence = [.. Quarantine.DistanceOf(facts)],
        Requests = [.. facts.Latest.Where(record => record.Status >= 500).Take(Shown)],
    };

    public static Finding SayThrottled(DiagnosisFacts facts) => new(
        ConnectionCondition.Throttled, Sentence.Of(DiagnosisTexts.ThrottledSays, facts.Terms.Subject), Sentence.Of(DiagnosisTexts.ThrottledNext))
    {
        Requests = [.. facts.Latest.Where(record => record.Status == 429).Take(Shown)],
    };

    private static List<ActivityRecord> Failed(DiagnosisFacts facts) => [.. facts.Latest.Where(record => !record.Succeeded && record.What != ActivityKind.Refused)];
}
