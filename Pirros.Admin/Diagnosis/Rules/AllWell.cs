using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>Requests arrive and are answered.</summary>
internal static class AllWell
{
    public static Finding Say(DiagnosisFacts facts)
    {
        var last = facts.Summary.LastRequestAt ?? facts.Now;
        return new Finding(ConnectionCondition.Healthy, Sentence.Of(DiagnosisTexts.HealthySays, last)) { Evidence = Figures(facts) };
    }

    /// <summary>Since when and how much.</summary>
    public static IReadOnlyList<Sentence> Figures(DiagnosisFacts facts)
    {
        var (requests, failed, refused) = facts.Since(facts.Now - TimeSpan.FromHours(24));
        var (all, _, _) = facts.Since(DateTimeOffset.MinValue);
        var trouble = facts.Hours.LastOrDefault(hour => hour.Failed + hour.Refused > 0);
        return
        [
            failed + refused == 0
                ? Sentence.OfCount(requests, DiagnosisTexts.DayWithoutFailure)
                : Sentence.OfCount(requests, DiagnosisTexts.DayWithFailures, failed + refused),
            trouble is null
                ? Sentence.OfCount(all, DiagnosisTexts.WeekWithoutFailure)
                : Sentence.Of(DiagnosisTexts.WithoutFailureSince, trouble.Hour.AddHours(1)),
            Sentence.OfCount(facts.Summary.Users, DiagnosisTexts.UsersHere, facts.Summary.ActiveUsers),
        ];
    }
}
