using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>People are refused because another account has their userName already.</summary>
internal static class Duplicates
{
    private const int Shown = 3;

    public static Finding Say(DiagnosisFacts facts)
    {
        var terms = facts.Terms;
        var refused = facts.Latest.Where(DiagnosisMarks.IsDuplicate).ToList();
        var people = refused.GroupBy(record => SentSubject.Of(record), StringComparer.OrdinalIgnoreCase).Where(group => group.Key is not null).OrderByDescending(group => group.Count()).ToList();
        Sentence says = people switch
        {
            [var one] => Sentence.Of(DiagnosisTexts.DuplicateOne, SentSubject.Shown(one.Key!), Times(one.Count())),
            [var first, ..] => Sentence.Of(DiagnosisTexts.DuplicateMany, people.Count, SentSubject.Shown(first.Key!)),
            _ => Sentence.Of(DiagnosisTexts.DuplicateSome),
        };
        return new Finding(
            ConnectionCondition.Duplicates,
            says,
            Sentence.Of(DiagnosisTexts.DuplicateNext, terms.Name, terms.Name))
        {
            Act = FindingAct.ShowRequests,
            Evidence = [.. people.Take(Shown).Select(person => Sentence.Of(DiagnosisTexts.DuplicatePerson, SentSubject.Shown(person.Key!), Times(person.Count()), person.First().At)), .. Quarantine.DistanceOf(facts)],
            Requests = [.. refused.Take(Shown)],
        };
    }

    private static string Times(int count) => count switch { 1 => DiagnosisTexts.Once, 2 => DiagnosisTexts.Twice, _ => DiagnosisTexts.FormatTimes(count) };
}
