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
            (null, _) => $"People are refused for what {terms.Name} sends of them.",
            ({ Count: 1 }, { } name) => $"{SentSubject.Shown(name)} was refused for what {terms.Name} sends: {reason[0].Detail}",
            _ => $"{reason.Count} requests were refused for the same reason: {reason[0].Detail}",
        };
        return new Finding(ConnectionCondition.UsersInvalid, says, $"In {terms.Name}, open {terms.Mappings}, and mend the mapping that the answer names. {terms.Subject} tries again by itself.")
        {
            Act = FindingAct.ShowRequests,
            Evidence = [.. Quarantine.DistanceOf(facts)],
            Requests = [.. (reason ?? refused).Take(Shown)],
        };
    }
}
