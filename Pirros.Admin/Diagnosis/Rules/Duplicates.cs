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
            [var one] => $"{SentSubject.Shown(one.Key!)} was refused {Times(one.Count())}: another active account has that userName.",
            [var first, ..] => $"{people.Count} people were refused because another active account has their userName, {SentSubject.Shown(first.Key!)} most often.",
            _ => $"People are refused because another active account has their userName.",
        };
        return new Finding(
            ConnectionCondition.Duplicates,
            says,
            $"Look in {terms.Name} for two accounts with this name, and give one of them another or take back its assignment. Then let {terms.Name} try again.")
        {
            Act = FindingAct.ShowRequests,
            Evidence = [.. people.Take(Shown).Select(person => (Sentence)$"{SentSubject.Shown(person.Key!)}: refused {Times(person.Count())}, the last time {person.First().At:ago}."), .. Quarantine.DistanceOf(facts)],
            Requests = [.. refused.Take(Shown)],
        };
    }

    private static string Times(int count) => count switch { 1 => "once", 2 => "twice", _ => FormattableString.Invariant($"{count} times") };
}
