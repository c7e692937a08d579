using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>People are refused for what is sent of them.</summary>
internal static class InvalidUsers
{
    private const int Shown = 3;

    public static Finding Say(DiagnosisFacts facts)
    {
        var terms = facts.Terms;
        var refused = facts.Latest.Where(DiagnosisMarks.IsInvalidUser).ToList();
        var reason = refused.Where(record => record.Detail is not null).GroupBy(record => record.Detail!).MaxBy(group => group.Count())?.ToList();
        var who = reason?.Select(SentSubject.Of).FirstOrDefault(name => name is not null);
        Sentence says = (reason, who) switch
        {
            (null, _) => Sentence.Of(DiagnosisTexts.InvalidSome, terms.Name),
            ({ Count: 1 }, { } name) => Sentence.Of(DiagnosisTexts.InvalidOne, SentSubject.Shown(name), terms.Name, reason[0].Detail),
            _ => Sentence.Of(DiagnosisTexts.InvalidMany, reason.Count, reason[0].Detail),
        };
        return new Finding(ConnectionCondition.UsersInvalid, says, Sentence.Of(DiagnosisTexts.InvalidNext, terms.Name, terms.Mappings, terms.Subject))
        {
            Act = FindingAct.ShowRequests,
            Evidence = [.. Quarantine.DistanceOf(facts)],
            Requests = [.. (reason ?? refused).Take(Shown)],
        };
    }
}
