using Pirros.Admin.Activity;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>Requests to paths that do not exist: what the base URL in the provider's console has too much.</summary>
internal static class UnknownPaths
{
    private const int Shown = 3;

    public static Finding Say(DiagnosisFacts facts)
    {
        var (terms, url) = (facts.Terms, facts.Terms.Values.ScimUrl);
        var wrong = facts.Latest.Where(record => record.Status == 404 && ScimPath.FaultOf(record.Path) != PathFault.None).ToList();
        var fault = wrong.Count == 0 ? PathFault.Other : ScimPath.FaultOf(wrong[0].Path);
        Sentence says = fault switch
        {
            PathFault.Doubled => Sentence.Of(DiagnosisTexts.PathDoubled, url, terms.Name, "/scim/v2"),
            PathFault.EndsInType => Sentence.Of(DiagnosisTexts.PathEndsInType, url, terms.Name, FirstOf(wrong[0]), terms.Name),
            _ when wrong.Count > 0 => Sentence.Of(DiagnosisTexts.PathUnknownNamed, terms.Subject, PathOf(wrong[0])),
            _ => Sentence.Of(DiagnosisTexts.PathUnknownSays, terms.Subject),
        };
        return new Finding(
            ConnectionCondition.PathUnknown,
            says,
            Sentence.Of(DiagnosisTexts.PathNext, terms.Name, terms.Credentials, url, terms.Test))
        {
            Act = FindingAct.ShowValues,
            Evidence = [Sentence.Of(DiagnosisTexts.PathEvidence, terms.Name)],
            Requests = [.. wrong.Take(Shown)],
        };
    }

    private static string FirstOf(ActivityRecord record) => $"/{record.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[0]}";

    private static string PathOf(ActivityRecord record)
    {
        var path = record.Path.Split('?')[0];
        return path.Length > 60 ? $"{path[..59]}…" : path;
    }
}
