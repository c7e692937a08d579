using Pirros.Admin.Activity;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>Many people lost their access within a day, which is seldom meant.</summary>
internal static class MassDeactivation
{
    private const int Shown = 5;

    public static Finding Say(DiagnosisFacts facts)
    {
        var (terms, summary) = (facts.Terms, facts.Summary);
        var ended = facts.Latest.Where(Ends).ToList();
        Sentence says = Sentence.Of(DiagnosisTexts.MassSays, summary.Signs.Deactivated, summary.ActiveUsers + summary.Signs.Deactivated);
        Sentence next = summary.Connection.Provider switch
        {
            IdentityProvider.EntraId => Sentence.Of(DiagnosisTexts.MassNextEntra),
            IdentityProvider.Okta => Sentence.Of(DiagnosisTexts.MassNextOkta),
            _ => Sentence.Of(DiagnosisTexts.MassNextOther, terms.Name),
        };
        return new Finding(ConnectionCondition.MassDeactivation, says, next)
        {
            Act = FindingAct.ShowRequests,
            Evidence =
            [
                .. ended.Count > 0 ? [Sentence.Of(DiagnosisTexts.MassNewest, SentSubject.Shown(ended[0].Subject ?? DiagnosisTexts.AUser), ended[0].At)] : Array.Empty<Sentence>(),
                .. ended.Count > 1 ? [Sentence.Of(DiagnosisTexts.MassBetween, ended.Count, ended[^1].At, ended[0].At)] : Array.Empty<Sentence>(),
                .. summary.Connection.Provider == IdentityProvider.EntraId ? [Sentence.Of(DiagnosisTexts.MassPrevent)] : Array.Empty<Sentence>(),
            ],
            Requests = [.. ended.Take(Shown)],
        };
    }

    private static bool Ends(ActivityRecord record) => record.What is ActivityKind.Deactivated || (record.What == ActivityKind.Deleted && record.Path.StartsWith("/Users", StringComparison.OrdinalIgnoreCase));
}
